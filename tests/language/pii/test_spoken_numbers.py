"""Digits in speech."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from novapulse.language.pii.spoken_numbers import UNITS, digit_runs

SPOKEN = {digit: word for word, digit in UNITS.items()}


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("four one one one", "4111"),
        ("double four one", "441"),
        ("triple five twenty one", "55521"),
        ("double oh seven", "007"),
        ("oh eight twenty seven", "0827"),
        ("forty-eight", "48"),
        ("twenty seven", "27"),
        ("twenty", "20"),
        ("eight hundred five five five", "800555"),
        ("four hundred and five", "405"),
        ("twelve hundred", "1200"),
        ("fifteen hundred and five", "1505"),
        ("two thousand and four", "2004"),
        ("nineteen eighty five", "1985"),
        ("415-555 0132", "4155550132"),
        ("four one five, uh, five five", "41555"),
        ("four eight to one nine", "48219"),
    ],
)
def test_numbers_are_read_as_dictated(said: str, digits: str) -> None:
    assert [run.digits for run in digit_runs(said)] == [digits]


@pytest.mark.parametrize("said", ["oh I see", "we want to go for it", "double trouble", ""])
def test_words_that_only_sound_like_numbers_are_none(said: str) -> None:
    assert digit_runs(said) == []


@pytest.mark.parametrize("word", ["double ", "one hundred ", "two thousand ", "oh ", "twenty "])
def test_endless_repetition_is_read_without_trouble(word: str) -> None:
    assert len(digit_runs(word * 3000)) <= 3000


def test_a_range_is_not_read_as_a_homophone() -> None:
    assert [run.digits for run in digit_runs("three to five days")] == ["3", "5"]


def test_a_run_knows_where_it_stands() -> None:
    text = "it's (415) 555, okay"
    (run,) = digit_runs(text)

    assert text[run.start : run.end] == "(415) 555"


@settings(derandomize=True, deadline=None)
@given(st.text(alphabet="0123456789", min_size=1, max_size=16))
def test_any_number_said_digit_by_digit_is_read_back(digits: str) -> None:
    said = "it is " + " ".join(SPOKEN[d] for d in digits) + " thanks"

    assert "".join(run.digits for run in digit_runs(said)) == digits
