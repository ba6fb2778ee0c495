import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from novapulse.cli.app import app
from novapulse.cli.transcript_file import is_transcript, read_turns
from novapulse.domain.errors import InvalidRequest

ROOM = 10_000


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "call.json"


def write(file: Path, document: Any) -> Path:
    file.write_text(json.dumps(document))
    return file


def test_a_file_is_a_transcript_by_its_name() -> None:
    assert is_transcript(Path("call.JSON"))
    assert not is_transcript(Path("call.wav"))


def test_turns_are_read_with_and_without_times(written: Path) -> None:
    turns = [
        {"speaker": "A", "text": "Hello", "start": 0, "end": 1.5, "mood": "fine"},
        {"speaker": "B", "text": "Hi"},
    ]
    found = read_turns(write(written, {"turns": turns, "source": "dialler"}), max_bytes=ROOM)
    assert [(t.speaker, t.text, t.start, t.end) for t in found] == [
        ("A", "Hello", 0, 1.5),
        ("B", "Hi", None, None),
    ]


def test_a_speaker_may_be_a_number_and_a_turn_empty(written: Path) -> None:
    turns = [{"speaker": 0, "text": ""}, {"speaker": 1, "text": "Hi"}]
    found = read_turns(write(written, {"turns": turns}), max_bytes=ROOM)
    assert [(t.speaker, t.text) for t in found] == [("0", ""), ("1", "Hi")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_a_file_of_another_program_is_read_in_its_encoding(written: Path, encoding: str) -> None:
    turns = [{"speaker": "Zoë", "text": "Grüße 👋"}]
    document = json.dumps({"turns": turns}, ensure_ascii=False)
    written.write_bytes(document.encode(encoding))
    (found,) = read_turns(written, max_bytes=ROOM)
    assert (found.speaker, found.text) == ("Zoë", "Grüße 👋")


def test_what_is_no_text_in_any_encoding_is_refused(written: Path) -> None:
    written.write_bytes('{"turns": [{"speaker": "A", "text": "caf\xe9"}]}'.encode("latin-1"))
    with pytest.raises(InvalidRequest, match="unicode"):
        read_turns(written, max_bytes=ROOM)


def test_a_file_without_a_turn_is_told_so(written: Path) -> None:
    with pytest.raises(InvalidRequest, match="turns: there are none"):
        read_turns(write(written, {"turns": []}), max_bytes=ROOM)


@pytest.mark.parametrize(
    ("document", "named"),
    [
        ({"turns": [{"speaker": "A"}]}, "turns.0.text"),
        ({"turns": [{"speaker": "A", "text": "x", "start": -1}]}, "turns.0.start"),
        ({"turns": []}, "turns"),
        ({}, "turns"),
        ([], "the file"),
    ],
)
def test_what_is_wrong_is_named_with_an_example_of_what_is_right(
    written: Path, document: Any, named: str
) -> None:
    with pytest.raises(InvalidRequest) as refused:
        read_turns(write(written, document), max_bytes=ROOM)
    assert f": {named}: " in refused.value.message
    assert '{"turns": [{"speaker"' in refused.value.message


def test_no_json_no_file_and_too_much_of_it_are_refused(written: Path) -> None:
    with pytest.raises(InvalidRequest, match="cannot be read"):
        read_turns(written, max_bytes=ROOM)
    written.write_text("hello")
    with pytest.raises(InvalidRequest, match="JSON"):
        read_turns(written, max_bytes=ROOM)
    with pytest.raises(InvalidRequest, match="accepted are up to 4"):
        read_turns(written, max_bytes=4)


@pytest.mark.slow
def test_each_turn_of_a_text_becomes_one_segment_of_its_speaker(written: Path) -> None:
    texts = [
        ("B", "Hi. My bill is wrong. It is 40 dollars too high, and I am fed up with it."),
        ("A", "I'm sorry about that. May I have your account number, please?"),
        ("B", "It's 0048821907."),
        ("A", "Thank you. I will refund it by Friday. Is there anything else?"),
    ]
    write(written, {"turns": [{"speaker": who, "text": text} for who, text in texts]})
    run = CliRunner().invoke(app, ["analyze", str(written), "--json"])
    assert run.exit_code == 0, run.output
    document = json.loads(run.stdout)
    segments = document["transcript"]["segments"]
    assert [(s["id"], s["speaker"]) for s in segments] == [(1, "B"), (2, "A"), (3, "B"), (4, "A")]
    assert segments[2]["text"] == "It's [ACCOUNT_NUMBER]."
    assert {s["name"]: s["label"] for s in document["transcript"]["speakers"]} == {
        "A": "Agent",
        "B": "Customer",
    }
    scored = [s["speaker"] for s in document["insights"]["sentiment"]["segments"]]
    assert scored == ["Customer", "Agent", "Customer", "Agent"]
    assert "refund" in document["content"]["action_items"][0]["text"]
    assert document["engine"]["name"] == "text"
    assert document["job"]["file"]["name"] == written.name
