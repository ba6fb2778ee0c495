import json
from pathlib import Path

import pytest

from novapulse.domain.pii import PiiKind, Span
from tests.eval.user_folder import folder_set

CALL = """
title: A call
roles: {A: Agent, B: Customer}
turns:
  - {speaker: A, text: "Hello?", start: 0.0, end: 1.0}
  - {speaker: B, text: "My router is broken.", start: 1.5, end: 3.0}
reason: [[router]]
outcome: open
sentiment: {overall: neutral, trend: stable}
"""
TRANSCRIPT = {
    "turns": [
        {"speaker": "Agent", "text": "Your name?", "sentiment": "neutral"},
        {"speaker": "Customer", "text": "Ann Lee.", "pii": [{"kind": "NAME", "text": "Ann Lee"}]},
    ]
}


def test_every_kind_of_label_is_read_from_below_the_folder(tmp_path: Path) -> None:
    below = tmp_path / "2026"
    below.mkdir()
    (below / "x.sentiment.jsonl").write_text(
        '{"text": "so bad", "score": -0.6, "before": "How?"}\n\n'
        '{"text": "ok", "label": "neutral"}\n'
    )
    (below / "x.pii.jsonl").write_text(
        '{"turns": [{"speaker": "Agent", "text": "I\'m [[NAME|Ann]]."}]}\n'
        '{"text": "five dollars"}\n'
    )
    (below / "x.yaml").write_text(CALL)
    found = folder_set(tmp_path)
    assert [(s.speaker, s.text, s.score, s.before) for s in found.segments] == [
        ("Customer", "so bad", -0.6, "How?"),
        ("Customer", "ok", 0.0, ""),
    ]
    (named, clean) = found.items
    assert (named.turns[0].text, named.turns[0].spans) == (
        "I'm Ann.",
        (Span(4, 7, PiiKind.NAME, 1.0),),
    )
    assert not clean.has_personal_data
    assert [call.name for call in found.calls] == ["x"]
    assert (found.name, found.may_be_read) == ("folder", True)


def test_a_transcript_carries_its_labels_itself(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps(TRANSCRIPT))
    found = folder_set(tmp_path)
    assert [(s.text, s.score) for s in found.segments] == [("Your name?", 0.0)]
    (item,) = found.items
    assert item.turns[1].spans == (Span(0, 7, PiiKind.NAME, 1.0),)


def test_json_that_is_no_labelled_transcript_is_let_be(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"turns": [{"speaker": "Agent", "text": "Hello."}]}')
    (tmp_path / "y.json").write_text('["manifest"]')
    found = folder_set(tmp_path)
    assert (found.segments, found.items, found.calls) == ((), (), ())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.sentiment.jsonl", '{"text": "no score"}'),
        ("x.sentiment.jsonl", "not json"),
        ("x.pii.jsonl", '{"text": "[[PERSON|Ann]]"}'),
        ("x.yaml", "title: nothing else"),
    ],
)
def test_what_cannot_be_understood_names_its_file(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(ValueError, match=name.replace(".", r"\.")):
        folder_set(tmp_path)
