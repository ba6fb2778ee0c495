"""Companies, shops, places and things that are called like people."""

import pytest

from tests.language.pii.calls import alone, redacted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello, Harland Pension Scheme, Jo here.", "Hello, Harland Pension Scheme, [NAME] here."),
        (
            "You're through to Merrow Cards, I'm Luke.",
            "You're through to Merrow Cards, I'm [NAME].",
        ),
        ("Hello, Greenbasket, this is Aoife.", "Hello, Greenbasket, this is [NAME]."),
        ("Good evening, Osteria Brindle.", "Good evening, Osteria Brindle."),
        ("No ma'am, this is Tony's Pizza.", "No ma'am, this is Tony's Pizza."),
        (
            "My friend got hers from Jackson's in Sydney.",
            "My friend got hers from Jackson's in Sydney.",
        ),
        ("Ask for the Henry in red.", "Ask for the Henry in red."),
        ("I'm going to the Attorney General.", "I'm going to the Attorney General."),
        ("The signal's gone on Mount Evelyn.", "The signal's gone on Mount Evelyn."),
        ("It's four one two, Juliet Kilo Lima.", "It's four one two, Juliet Kilo Lima."),
        ("Satin or matt?", "Satin or matt?"),
        ("She's thirty.", "She's thirty."),
    ],
)
def test_only_people_have_names(text: str, expected: str) -> None:
    assert alone(text) == expected


def test_a_lesson_is_no_answer_to_a_name() -> None:
    turns = ("Did you confirm the name?", "I have learnt my lesson.")
    assert redacted(*turns)[1] == turns[1]


def test_names_that_are_everyday_words_where_somebody_is_spoken_to() -> None:
    turns = (
        "who am i speaking with please",
        "hope winters",
        "thanks hope i hope you're well today",
    )
    assert redacted(*turns)[1:] == ["[NAME]", "thanks [NAME] i hope you're well today"]


def test_two_names_and_initials_go_together() -> None:
    assert redacted("And that's under?", "Glenn and Kerryn.")[1] == "[NAME]."
    assert redacted("the name please", "j t wolcott")[1] == "[NAME]"


def test_a_name_ends_where_a_date_begins() -> None:
    said = redacted("Full name and date of birth?", "tasha greer august ninth eighty eight")[1]
    assert said == "[NAME] [DATE_OF_BIRTH]"
