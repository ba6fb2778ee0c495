"""Dates of birth in every form, and dates that are none."""

import pytest

from tests.language.pii.calls import alone, redacted


@pytest.mark.parametrize(
    "said",
    [
        "the twenty sixth of the sixth two thousand and three",
        "Twenty-first of the ninth, fifty-four",
        "Christmas Day, 1966",
        "twelve oh three nineteen fifty five",
        "five, twenty-three, twenty eighteen",
        "june ninth uh no sorry july ninth nineteen seventy",
        "may too nineteen ate tea four",
        "Feb 29 '92",
        "1990 April 2",
        "sixty three",
    ],
)
def test_the_answer_to_a_date_of_birth_goes_whole(said: str) -> None:
    assert redacted("And your date of birth?", said)[1] == "[DATE_OF_BIRTH]"


@pytest.mark.parametrize(
    "text",
    [
        "third of the third seventy three easy to remember",
        "It was March 8, 1939.",
    ],
)
def test_a_date_too_long_ago_for_anything_else_needs_no_question(text: str) -> None:
    assert "[DATE_OF_BIRTH]" in alone(text)


@pytest.mark.parametrize(
    "text",
    [
        "I bought the washer on the second of January 2022.",
        "My date of birth is private. The appointment was march the tenth.",
        "are you open on the fourth of july or just the fifth",
    ],
)
def test_other_dates_stay(text: str) -> None:
    assert alone(text) == text
