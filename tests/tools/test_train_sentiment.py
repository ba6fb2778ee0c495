"""The recipe of the head: what it reads, and that it always writes the same."""

from pathlib import Path

import pytest

from novapulse.language.sentiment.features import features_of
from novapulse.language.sentiment.head import Head
from novapulse.language.sentiment.lexicon import LexiconScorer
from tests.eval.labels import read
from tools import train_sentiment
from tools.train_sentiment import Turn, other_turns, read_turns, train


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


def test_every_turn_is_spoken_by_one_of_two_and_scored_within_bounds() -> None:
    turns = list(read_turns())

    assert len(turns) > 3000
    assert {turn.speaker for turn in turns} == {"Agent", "Customer"}
    assert all(-1 <= turn.score <= 1 for turn in turns)


def test_no_labelled_segment_is_learnt_by_heart() -> None:
    """Of more than five words: cross-validation would count what it was taught."""
    taught = {_plain(turn.text) for turn in read_turns()}
    measured = read.sentiment("development")
    long = {_plain(segment.text) for segment in measured if len(segment.text.split()) > 5}

    assert taught.isdisjoint(long)


def test_the_same_turns_give_the_same_file() -> None:
    turns = [turn for n, turn in enumerate(other_turns()) if n % 20 == 0]

    assert train(turns) == train(turns)


def test_a_head_learns_what_it_is_taught() -> None:
    taught = [Turn("Customer", f"the zorb is blue {n}", -0.8) for n in range(20)]
    taught += [Turn("Customer", f"the zorb is green {n}", 0.8) for n in range(20)]
    taught += [Turn("Customer", f"the zorb is here {n}", 0.0) for n in range(20)]
    head = Head.parse(train(taught))
    lexicon = LexiconScorer()

    blue, green = (
        head.feeling(features_of("Customer", f"a {colour} one", lexicon)).balance
        for colour in ("blue", "green")
    )

    assert blue < -0.2 < 0.2 < green


@pytest.mark.slow
def test_what_is_shipped_is_what_the_recipe_writes() -> None:
    turns = other_turns() + [train_sentiment.turn_of(s) for s in train_sentiment.development()]
    written = Head.parse(train(turns))
    shipped = Head.parse(train_sentiment.WRITTEN.read_text(encoding="utf-8"))

    # Another processor may round another way.
    same = [name for name in written.weights if name in shipped.weights]
    assert len(same) > 0.98 * len(shipped.weights)
    assert all(
        abs(one - other) < 0.03
        for name in same
        for one, other in zip(written.weights[name], shipped.weights[name], strict=True)
    )


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).strip(".?!")
