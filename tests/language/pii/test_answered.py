"""A question that had its answer asks no longer, and what is named as harmless stays so."""

import pytest

from tests.language.pii.calls import alone, redacted


def test_dates_after_the_date_of_birth_are_no_births() -> None:
    turns = (
        "Can I take your date of birth?",
        "Fifth of the twelfth, seventy-four.",
        "Thank you. And when would you like it taken?",
        "Can you make it the twenty-eighth?",
    )
    assert redacted(*turns)[1:] == ["[DATE_OF_BIRTH].", *turns[2:]]


def test_a_date_of_birth_in_two_answers_goes_whole() -> None:
    turns = ("and your date of birth", "july fifth", "and the year", "nineteen ninety nine")
    assert redacted(*turns)[1::2] == ["[DATE_OF_BIRTH]", "[DATE_OF_BIRTH]"]


def test_a_price_is_no_part_of_the_number_that_was_asked_for() -> None:
    turns = (
        "What's the number you're calling about?",
        "I recharged with two ninety-nine yesterday and it's not showing.",
    )
    assert redacted(*turns)[1] == turns[1]


def test_the_answer_to_a_claim_number_is_nobodys() -> None:
    turns = (
        "What's your policy number?",
        "Eight eight four, two one nine, six.",
        "Sure sir, claim number?",
        "It is C L M, two four, one zero, double nine seven six.",
    )
    assert redacted(*turns)[3] == turns[3]


def test_a_number_named_as_harmless_stays_where_it_is_said_again() -> None:
    turns = (
        "What's the best number to reach you on?",
        "I'll give it to you in a moment, what's my case number?",
        "The case number is 300914.",
        "Three zero zero nine one four. Okay.",
    )
    assert redacted(*turns)[2:] == list(turns[2:])


@pytest.mark.parametrize(
    "text",
    [
        "If you dial one five nine from a UK phone it puts you through.",
        "I have to close that card and send a new one. Five to seven business days.",
        "There's an old policy, from 1971.",
        "Our line is oh three hundred, one two three, four five six.",
        "That comes to fifty-nine ninety-nine with the tax.",
        "Press option two, the order ends in a letter.",
    ],
)
def test_numbers_that_are_nobodys(text: str) -> None:
    assert alone(text) == text


@pytest.mark.parametrize(
    ("asked", "answer", "expected"),
    [
        ("What's your scheme number?", "H P two, one oh three, eight eight.", "[ACCOUNT_NUMBER]."),
        ("And your Eircode?", "V94 F2P8.", "[ADDRESS]."),
        ("The second and fifth letters of your memorable word?", "Um. R and L.", "Um. [PIN]."),
        ("And the three on the back?", "nine one four.", "[SECURITY_CODE]."),
        ("Expiry date, please?", "Ten, ten twenty-eight.", "[CARD_EXPIRY]."),
        ("What's the address?", "Lot 7 Wattle Road", "[ADDRESS]"),
        ("And where are you now?", "Nineteen B, Stanhope Road", "[ADDRESS]"),
        ("What's the passcode?", "um it should be bluebonnet seven", "um it should be [PIN]"),
    ],
)
def test_more_forms_of_answers(asked: str, answer: str, expected: str) -> None:
    assert redacted(asked, answer)[1] == expected


def test_the_code_of_a_voucher_is_no_one_time_code() -> None:
    turns = ("okay go on", "my voucher doesn't work", "what does the code say", "s p r two five")
    assert redacted(*turns)[3] == turns[3]


@pytest.mark.parametrize(
    "text",
    [
        "Please send it to claims at sunway rental dot com.",
        "You can see the sizes at brindle outfitters dot com, that's where I saw it.",
        "Eighty-nine? They told me it was sold out.",
    ],
)
def test_addresses_of_companies_stay(text: str) -> None:
    assert redacted("Where do I send the photo?", "Where?", text)[2] == text


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("Which email?", "accounts at bellofabrics dot ng"),
        ("email please", "j underscore petrov at the rate yahoo dot co dot in"),
        ("what email did you sign up with", "priya nineteen ninety four at rediff mail dot com"),
    ],
)
def test_addresses_that_are_asked_for_go(asked: str, answer: str) -> None:
    assert redacted(asked, answer)[1] == "[EMAIL]"


@pytest.mark.parametrize(
    ("turns", "secret"),
    [
        (("What's your PIN?", "4821", "That doesn't work for me.", "4812"), "4812"),
        (("And the CVV?", "382", "It's not accepting that one.", "oh 328"), "328"),
        (("Account number?", "482192", "That's not coming up here.", "482193"), "482193"),
        (
            ("Date of birth?", "March fourteenth", "March fourteenth, okay.", "eighty five"),
            "eighty",
        ),
        (("Date of birth?", "March fourteenth", "okay thank you", "eighty five"), "eighty"),
    ],
)
def test_a_question_stays_open_after_half_an_answer_or_a_wrong_one(
    turns: tuple[str, ...], secret: str
) -> None:
    assert secret not in redacted(*turns)[-1]


def test_what_was_somebodys_before_it_was_called_harmless_stays_so() -> None:
    turns = ("What's your account number?", "4821921", "Is that the reference 4821921?", "4821921")

    assert "4821921" not in " ".join(redacted(*turns))
