"""Which topics a turn names."""

import pytest

from tests.language.pii.calls import redacted


def test_how_much_asks_for_no_number_unless_one_is_named() -> None:
    amount = redacted("how much was charged to your account?", "four ninety nine")
    number = redacted("how much do you owe and what's your account number?", "48219")

    assert amount[1] == "four ninety nine"
    assert number[1] == "[ACCOUNT_NUMBER]"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("It's an Amex. What's the number on the front?", "[SECURITY_CODE]"),
        ("It's a router. What's the number on the front?", "7801"),
        ("What's the code?", "[PIN]"),
        ("It's about a voucher. What's the code?", "7801"),
        ("It's about a voucher. What's the code we sent you?", "[PIN]"),
    ],
)
def test_numbers_and_codes_of_things_are_nobodys(question: str, answer: str) -> None:
    assert redacted(question, "7801")[1] == answer
