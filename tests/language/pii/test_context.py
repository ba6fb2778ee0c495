"""What a number is about, where the talk is of several things."""

import pytest

from tests.language.pii.calls import alone, redacted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "My phone number for the order is 415 555 0132.",
            "My phone number for the order is [PHONE_NUMBER].",
        ),
        (
            "The best callback for this order is 415-555-0132.",
            "The best callback for this order is [PHONE_NUMBER].",
        ),
        (
            "My phone is on the family plan, it's 415-555-0132.",
            "My phone is on the family plan, it's [PHONE_NUMBER].",
        ),
        ("My social, for reference, is 123 45 6789.", "My social, for reference, is [SSN]."),
        (
            "The account number on the invoice is 48219821.",
            "The account number on the invoice is [ACCOUNT_NUMBER].",
        ),
        (
            "My date of birth, for confirmation, is March 14th, 1985.",
            "My date of birth, for confirmation, is [DATE_OF_BIRTH].",
        ),
        (
            "My card, for the invoice total, is 5500 0000 1234",
            "My card, for the invoice total, is [CARD_NUMBER]",
        ),
        ("My pin for the bill is 4821.", "My pin for the bill is [PIN]."),
        ("The card I paid with ends in 4421.", "The card I paid with ends in [CARD_NUMBER]."),
    ],
)
def test_a_harmless_word_nearer_to_the_number_does_not_hide_it(text: str, expected: str) -> None:
    assert alone(text) == expected


def test_a_personal_cue_is_used_up_by_its_number() -> None:
    text = "My phone number is 415 555 0132 and the order number is 5582109."

    assert alone(text) == "My phone number is [PHONE_NUMBER] and the order number is 5582109."


def test_an_answer_that_names_something_harmless_is_still_the_answer() -> None:
    said = redacted("What's the account number?", "The invoice says 48219821.")

    assert said[1] == "The invoice says [ACCOUNT_NUMBER]."


def test_a_statement_about_the_bill_does_not_end_the_question() -> None:
    said = redacted("What's your account number?", "one sec", "it's on top of the bill", "48219")

    assert said[3] == "[ACCOUNT_NUMBER]"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("thanks, how much was the bill?", "It was 1249."),
        ("thanks, when was it sent?", "In 2019."),
    ],
)
def test_another_question_ends_one_that_was_answered(question: str, answer: str) -> None:
    assert redacted("account number please", "48219821", question, answer)[3] == answer


def test_asking_again_keeps_the_question_open() -> None:
    said = redacted(
        "your account number", "48219821", "what was the last part of that again?", "5577"
    )

    assert said[3] == "[ACCOUNT_NUMBER]"


def test_a_question_between_two_numbers_is_no_assent_to_a_dictation() -> None:
    turns = ["how much was the charge", "four ninety nine", "and when", "two thousand nineteen"]

    assert redacted(*turns) == turns


@pytest.mark.parametrize(
    "text",
    [
        "My account was charged 4999 and the account balance is 1250",
        "My card was charged 1499 twice",
    ],
)
def test_amounts_charged_to_an_account_are_no_account_numbers(text: str) -> None:
    assert alone(text) == text


def test_no_amount_is_as_long_as_an_account_number() -> None:
    assert (
        alone("The account I paid from is 48219821")
        == "The account I paid from is [ACCOUNT_NUMBER]"
    )


def test_how_much_asks_for_no_number_unless_one_is_named() -> None:
    amount = redacted("how much was charged to your account?", "four ninety nine")
    number = redacted("how much do you owe and what's your account number?", "48219")

    assert amount[1] == "four ninety nine"
    assert number[1] == "[ACCOUNT_NUMBER]"
