"""Turns in which nobody ever ends a sentence: as long as the words, not as their square."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from novapulse.domain.transcript import Transcript
from novapulse.language.content.entities import find_entities
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


def entities(said: Transcript) -> None:
    for segment in said.segments:
        find_entities(segment.text, datetime(2026, 3, 4, tzinfo=UTC))


@pytest.mark.parametrize(
    "words", ["will call ", "in the next ", "between a and ", "please ", "the "]
)
@pytest.mark.parametrize(
    "work",
    [
        TemplateSummariser().summarise,
        lambda said: messages_of(said, english=True),
        entities,
    ],
    ids=["summary", "messages", "entities"],
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
