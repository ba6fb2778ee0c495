"""Digits of other scripts, accents written apart, and characters that nobody sees."""

import pytest

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.plain_text import plain_text
from tests.language.pii.calls import alone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My card is ４５３９ １４８８ ０３４３ ６４６７.", "My card is [CARD_NUMBER]."),
        ("My card is 4539\u200b1488\u200b0343\u200b6467.", "My card is [CARD_NUMBER]."),
        ("So 4539\u20111488\u20110343\u20116467 then.", "So [CARD_NUMBER] then."),
        ("Call me at ٤١٥٥٥٥٠١٣٢.", "Call me at [PHONE_NUMBER]."),
        ("My name is Zoe\u0308 Mu\u0308ller.", "My name is [NAME]."),
        ("My name is B\u200bob Smith.", "My name is [NAME]."),
        ("Email bob＠gmail．com today.", "Email [EMAIL] today."),
        ("my cvv is 3\u00ad82", "my cvv is [SECURITY_CODE]"),
    ],
)
def test_however_it_is_written_it_goes(text: str, expected: str) -> None:
    assert alone(text) == expected


def test_places_are_those_of_the_original() -> None:
    plain = plain_text("\u200bZoe\u0308, ４\u200b２")

    assert plain.text == "Zoë, 42"
    assert plain.original([Span(0, 3, PiiKind.NAME), Span(5, 7, PiiKind.PIN)]) == [
        Span(1, 5, PiiKind.NAME),
        Span(7, 10, PiiKind.PIN),
    ]


def test_usual_text_is_read_as_it_is() -> None:
    for text in ("It’s “fine” – José’s café…", "plain"):
        assert plain_text(text).text == text


def test_marks_without_end_on_one_letter_hide_nothing() -> None:
    text = "My name is Zoe" + "\u0301\u0323" * 20_000 + " Smith."

    assert plain_text(text).text.endswith(" Smith.")
    assert len(plain_text(text).text) < 100
