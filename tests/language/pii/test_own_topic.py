"""What the words around a number say that it is, where they name several things."""

import pytest

from tests.language.pii.calls import alone


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
