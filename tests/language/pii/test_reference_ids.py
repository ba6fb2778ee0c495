"""Numbers with letters written on to them."""

import pytest

from tests.language.pii.calls import alone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My account number is ACC-48219821.", "My account number is [ACCOUNT_NUMBER]."),
        ("SSN AB-123456789", "SSN [SSN]"),
        ("My member ID is XG-48219821.", "My member ID is [ACCOUNT_NUMBER]."),
        ("My policy number is PLC-884221.", "My policy number is [ACCOUNT_NUMBER]."),
        ("The account is AB12345678.", "The account is [ACCOUNT_NUMBER]."),
        ("It's DE89 3704 0044 0532 0130 00.", "It's [ACCOUNT_NUMBER]."),
        ("It's GB29 NWBK 6016 1331 9268 19.", "It's [ACCOUNT_NUMBER]."),
    ],
)
def test_a_personal_id_goes_with_its_letters(text: str, expected: str) -> None:
    assert alone(text) == expected


def test_a_ticket_id_stays_where_nothing_personal_is_meant() -> None:
    assert alone("Your ticket is TKT-44982.") == "Your ticket is TKT-44982."


def test_a_personal_id_said_again_goes_with_its_letters() -> None:
    text = "My account number is ACC-48219821. I repeat. I wrote it down. ACC-48219821."

    assert "ACC-" not in alone(text)
