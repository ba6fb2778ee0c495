"""Numbers of shops, loads and items, and what else is nobody's though a caller was asked."""

import pytest

from tests.language.pii.calls import redacted


@pytest.mark.parametrize(
    "said",
    [
        "Here are a few: CVS 16196 in Target on Freedom Drive.",
        "You can use the Walgreens number 9021 at Grand Avenue.",
        "That would be store 2871.",
    ],
)
def test_the_number_of_a_shop_is_no_postal_code(said: str) -> None:
    assert redacted("Hi.", "Which one is near?", "Your zip code?", said)[-1] == said


@pytest.mark.parametrize(
    "said", ["I live in Springfield 62704 at the moment.", "Yes, apartment 304 at the back."]
)
def test_a_postal_code_and_a_flat_are_no_shops(said: str) -> None:
    assert "[ADDRESS]" in redacted("And your address?", said)[1]


def test_a_month_and_a_year_are_no_shop() -> None:
    assert redacted("Date of birth?", "It's March 1985 in Leeds.")[1].startswith(
        "It's [DATE_OF_BIRTH]"
    )


@pytest.mark.parametrize(
    "said",
    ["Seal is UL 770 3315.", "A kettle, item 554 0218.", "Consignment 3 4 4 0 9 1 8 8 is out."],
)
def test_numbers_of_things_stay(said: str) -> None:
    assert redacted(said) == [said]


def test_who_checks_in_names_no_account() -> None:
    said = "Hi, checking in on load 77310."

    assert redacted("Dispatch.", said)[1] == said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Your zip code?", "It's Beverly Hills 90210 in California."),
        ("What's the code?", "My Code 90210 in the Gmail."),
        ("Your medical record number?", "It's MRN 90210 at Mercy Hospital."),
    ],
)
def test_what_a_number_of_a_person_or_a_town_is_called_is_no_shop(asked: str, said: str) -> None:
    assert "90210" not in redacted(asked, said)[1]
