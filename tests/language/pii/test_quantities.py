"""What is counted or measured, and numbers of people that only stand before such a word."""

import pytest

from tests.language.pii.calls import alone, redacted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My PIN is 4821. Point is, it fails.", "My PIN is [PIN]. Point is, it fails."),
        ("My PIN is 4821. Off you go.", "My PIN is [PIN]. Off you go."),
        ("My CVV is 382. Days ago it worked.", "My CVV is [SECURITY_CODE]. Days ago it worked."),
        (
            "My card ends in 4421 off the top of my head.",
            "My card ends in [CARD_NUMBER] off the top of my head.",
        ),
        ("The cvv is 382 off the back.", "The cvv is [SECURITY_CODE] off the back."),
    ],
)
def test_a_number_is_not_counted_by_what_the_next_clause_says(text: str, expected: str) -> None:
    assert alone(text) == expected


@pytest.mark.parametrize("text", ["I got 50 off my bill.", "It's 300 (days) on my account."])
def test_what_is_counted_stays(text: str) -> None:
    assert redacted("Your account number?", text)[1] == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My card ends in 2041.", "My card ends in [CARD_NUMBER]."),
        ("my social ends in 1984", "my social ends in [SSN]"),
        ("There's an old policy, from 1984.", "There's an old policy, from 1984."),
    ],
)
def test_the_end_of_a_number_is_no_year(text: str, expected: str) -> None:
    assert alone(text) == expected


@pytest.mark.parametrize(
    "turns",
    [
        ("What's the gate code?", "You just dial 4821."),
        ("Your voicemail PIN?", "4821.", "Okay, so dial 4821 and hash.", "Right, 4821."),
    ],
)
def test_a_code_that_is_dialled_goes(turns: tuple[str, ...]) -> None:
    assert "4821" not in " ".join(redacted(*turns))


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("Last four digits of the card?", "It's the visa, forty-two eighteen."),
        ("Last four of your social?", "Sure, that's twenty-one fourteen, I think."),
    ],
)
def test_four_digits_that_were_just_asked_for_are_no_price(asked: str, answer: str) -> None:
    assert "een" not in redacted(asked, answer)[1]
