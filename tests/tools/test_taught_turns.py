"""What the head of the sentiment is taught: how turns and calls are read, what is among them."""

from pathlib import Path

import pytest

from tests.eval.labels import read
from tools.taught_turns import Call, Turn, read_calls, read_turns, turns_of


def test_a_turn_has_the_speaker_and_score_of_its_heading(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "# Agent 0.1\nHello.\n\n# Customer -0.6\nIs it done? || No, it isn't.\n", encoding="utf-8"
    )

    assert list(read_turns(tmp_path)) == [
        Turn("Agent", "Hello.", 0.1),
        Turn("Customer", "No, it isn't.", -0.6),
    ]


def test_a_turn_without_a_heading_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hello.\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"a\.txt: 'Hello\.'"):
        list(read_turns(tmp_path))


def test_a_call_has_its_turns_in_order_and_marks_read_as_placeholders(tmp_path: Path) -> None:
    (tmp_path / "ann.txt").write_text(
        "# one\nA 0.1 Hello, [[NAME|Joe]] here.\nC -0.5 finally\n\n# two\nC 0 hi\n",
        encoding="utf-8",
    )

    assert list(read_calls(tmp_path)) == [
        Call("ann", (Turn("Agent", "Hello, [NAME] here.", 0.1), Turn("Customer", "finally", -0.5))),
        Call("ann", (Turn("Customer", "hi", 0.0),)),
    ]


@pytest.mark.parametrize(
    "line", ["B 0 hello", "A hello", "A 0", "A 2 hello", "A -1.5 hello", "A 0 hello [[NOBODY|Joe]]"]
)
def test_another_line_is_no_turn_of_a_call(tmp_path: Path, line: str) -> None:
    (tmp_path / "ann.txt").write_text(f"# one\n{line}\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"NOBODY|is no turn"):
        list(read_calls(tmp_path))


def test_every_turn_is_spoken_by_one_of_two_and_scored_within_bounds() -> None:
    turns = [*read_turns(), *turns_of(read_calls())]

    assert len(turns) > 12_000
    assert {turn.speaker for turn in turns} == {"Agent", "Customer"}
    assert all(-1 <= turn.score <= 1 for turn in turns)


def test_no_labelled_segment_is_learnt_by_heart() -> None:
    """Of more than five words: cross-validation would count what it was taught."""
    taught = {_plain(turn.text) for turn in (*read_turns(), *turns_of(read_calls()))}
    measured = read.sentiment("development")
    long = {_plain(segment.text) for segment in measured if len(segment.text.split()) > 5}

    assert taught.isdisjoint(long)


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).strip(".?!")
