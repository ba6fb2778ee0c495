"""Addresses of devices, which stay, and numbers and addresses of people that have points too."""

import pytest

from tests.language.pii.calls import alone, redacted


@pytest.mark.parametrize(
    "said",
    [
        "192.168.1.1, okay.",
        "It is 10.0.0.138.",
        "Type one nine two dot one six eight dot one dot one.",
        "Go to 192.168.1.1 only once.",
    ],
)
def test_the_address_of_a_device_stays(said: str) -> None:
    assert redacted("Your account number?", said)[1] == said


@pytest.mark.parametrize(
    "number", ["402.555.0177", "06.12.34.56.78", "+33.6.12.34.56.78", "22.33.44.55"]
)
def test_a_phone_number_with_points_goes(number: str) -> None:
    assert redacted("Your number?", number)[1] == "[PHONE_NUMBER]"


def test_four_groups_that_no_device_has_are_no_address_of_one() -> None:
    assert "987" not in redacted("Your account number?", "It's 453.914.880.987.")[1]


def test_an_email_address_of_numbers_goes_whole() -> None:
    assert alone("My email is one two dot three four dot five dot five six at gmail dot com.") == (
        "My email is [EMAIL]."
    )
