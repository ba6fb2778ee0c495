from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from novapulse.domain.search import Passage
from novapulse.language.passages import meanings, passages_of, says_something
from tests.language.calls import make_transcript
from tests.services.word_embedder import WordEmbedder


class Listening(WordEmbedder):
    """Remembers what it was given."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.heard += texts
        return super().encode(texts)


def passages(*texts: str) -> list[Passage]:
    return [
        Passage(segment=n, speaker="Agent", start=n, end=n + 1, text=text)
        for n, text in enumerate(texts, start=1)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Okay.",
        "Yes, yes. Uh-huh.",
        "mhm",
        "Oh, I see. All right, thank you so much!",
        "You’re welcome. Bye-bye.",
        "[NAME]",
        "It's [ACCOUNT_NUMBER].",
        "",
        "...",
    ],
)
def test_a_filler_says_nothing(text: str) -> None:
    assert not says_something(text)


@pytest.mark.parametrize(
    "text",
    [
        "No refund.",
        "Okay, cancel it.",
        "Thank you for the refund.",
        "My name is [NAME].",
        "Nein, das war ich nicht.",
        "はい、解約したいです。",
        "Rightly so",
    ],
)
def test_whatever_else_is_said_counts(text: str) -> None:
    assert says_something(text)


def test_what_says_nothing_has_a_row_of_zeros_and_costs_nothing() -> None:
    embedder = Listening()
    vectors = meanings(passages("Okay.", "My bill is wrong.", "Yes."), embedder)
    assert vectors.shape == (3, embedder.dimensions)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1).round(5).tolist() == [0, 1, 0]
    assert embedder.heard == ["My bill is wrong."]


def test_nothing_said_has_no_rows() -> None:
    assert meanings([], Listening()).shape == (0, Listening.dimensions)
    assert meanings(passages("Okay."), Listening()).shape == (1, Listening.dimensions)


def test_placeholders_are_read_as_the_words_they_stand_for() -> None:
    embedder = Listening()
    meanings(passages("My card is [CARD_NUMBER], call me at [PHONE_NUMBER]."), embedder)
    assert embedder.heard == ["My card is card number, call me at phone number."]


def test_every_segment_is_a_passage() -> None:
    call = make_transcript([("Agent", "Hello."), ("Customer", "My bill is wrong.")])
    call = call.model_copy(update={"pii_redacted": True})
    found = passages_of(call)
    assert [(p.segment, p.speaker, p.text) for p in found] == [
        (s.id, s.speaker, s.text) for s in call.segments
    ]
    assert [(p.start, p.end) for p in found] == [(s.start, s.end) for s in call.segments]


def test_only_redacted_text_becomes_passages() -> None:
    call = make_transcript([("Agent", "Hello.")]).model_copy(update={"pii_redacted": False})
    with pytest.raises(ValueError, match="pii_redacted is false"):
        passages_of(call)
