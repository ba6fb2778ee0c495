"""What of an answer to a question for a name is the name."""

import pytest

from tests.language.pii.calls import redacted


def test_and_you_are_asks_for_a_name() -> None:
    assert redacted("And you are?", "Gonzalez, Maria.")[1] == "[NAME]."


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("My name's Smith.", "My name's [NAME]."),
        ("May Long.", "[NAME]."),
        ("It's May Long.", "It's [NAME]."),
        ("Will do.", "Will do."),
    ],
)
def test_a_name_of_everyday_words_is_one_as_an_answer(answer: str, expected: str) -> None:
    assert redacted("May I have your name?", answer)[1] == expected


@pytest.mark.parametrize(
    "turns",
    [
        (
            "May I have your name and what seems to be the problem?",
            "Sure, the modem keeps blinking orange.",
            "Okay, which modem is it, and is it blinking now?",
        ),
        ("i talked to verizon", "verizon said so"),
    ],
)
def test_what_is_no_name_neither_goes_nor_spreads(turns: tuple[str, ...]) -> None:
    assert redacted(*turns) == list(turns)


def test_a_lesson_is_no_answer_to_a_name() -> None:
    turns = ("Did you confirm the name?", "I have learnt my lesson.")
    assert redacted(*turns)[1] == turns[1]


@pytest.mark.parametrize(
    "said",
    [
        "The name of the city is Sioux Falls.",
        "Sue Falls?",
        "Sioux City, S I O U X.",
        "Staff will call you back.",
        "It's from Delaney Research.",
        "HG 6 3 3, yes.",
    ],
)
def test_towns_staff_and_models_are_nobody(said: str) -> None:
    assert redacted("Which name is it? The name of the city?", said)[1] == said


def test_a_name_in_pieces_goes_in_every_piece() -> None:
    assert redacted("your name?", "wanjiru", "mhm", "kamau")[1::2] == ["[NAME]", "[NAME]"]


def test_two_names_and_initials_go_together() -> None:
    assert redacted("And that's under?", "Glenn and Kerryn.")[1] == "[NAME]."
    assert redacted("the name please", "j t wolcott")[1] == "[NAME]"


def test_a_name_ends_where_a_date_begins() -> None:
    said = redacted("Full name and date of birth?", "tasha greer august ninth eighty eight")[1]
    assert said == "[NAME] [DATE_OF_BIRTH]"


def test_a_name_before_an_e_mail_address_is_a_name() -> None:
    said = redacted("Your name and email?", "Jordan Blake, and the email's jb@gmail.com")

    assert said[1] == "[NAME], and the email's [EMAIL]"
