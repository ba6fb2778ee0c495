"""Turns in which nobody ever ends a sentence: as long as the words, not as their square."""

import time
from collections.abc import Callable

import pytest

from novapulse.domain.transcript import Transcript
from novapulse.language.content.messages import messages_of
from novapulse.language.summary import TemplateSummariser
from novapulse.language.summary.sentences import split
from tests.language.calls import make_transcript

SHORT, TIMES = 400, 8


def seconds(work: Callable[[Transcript], object], text: str) -> float:
    said = make_transcript([("Customer", "Hello."), ("Agent", text)])
    start = time.process_time()
    work(said)
    return time.process_time() - start


@pytest.mark.parametrize("words", ["will call ", "in the next ", "between a and "])
@pytest.mark.parametrize(
    "work",
    [TemplateSummariser().summarise, lambda said: messages_of(said, english=True)],
    ids=["summary", "messages"],
)
def test_time_grows_with_the_words(work: Callable[[Transcript], object], words: str) -> None:
    short = min(seconds(work, words * SHORT) for _ in range(3))
    long = min(seconds(work, words * (SHORT * TIMES)) for _ in range(2))
    assert long < 4 * TIMES * max(short, 0.005)


def test_what_never_ends_is_read_in_pieces_and_whole() -> None:
    said = "word, " * 450 + "end"
    pieces = split(said)
    assert " ".join(pieces) == said
    assert max(len(piece.split()) for piece in pieces) == 200
