"""Numbers said with pauses and slips, in what sounds like digits, in letters and digits."""

import pytest

from tests.language.pii.calls import alone, redacted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cvv is three three, sorry, three eight two", "cvv is [SECURITY_CODE]"),
        (
            "My number is six one nine five five, no sorry, six one nine four four five oh one.",
            "My number is [PHONE_NUMBER].",
        ),
        (
            "It's uh, seven oh three, uh, five five five, let me think, zero one nine zero.",
            "It's uh, [PHONE_NUMBER].",
        ),
        (
            "we are open between eight and eleven on the ninth",
            "we are open between eight and eleven on the ninth",
        ),
    ],
)
def test_a_number_with_a_slip_in_it_goes_whole(text: str, expected: str) -> None:
    assert alone(text) == expected


@pytest.mark.parametrize(
    ("asked", "answer", "expected"),
    [
        ("And the cvc number?", "ate ate for", "[SECURITY_CODE]"),
        ("and the last four of your social", "won two nine tree", "[SSN]"),
        ("your phone?", "three oh five five five five to to ate one", "[PHONE_NUMBER]"),
        ("Anything else?", "I waited for nine hundred seconds.", None),
        ("And how long?", "I went to work for two days.", None),
    ],
)
def test_words_that_sound_like_digits_are_digits_among_digits(
    asked: str, answer: str, expected: str | None
) -> None:
    assert redacted(asked, answer)[1] == (expected or answer)


@pytest.mark.parametrize(
    ("asked", "answer", "expected"),
    [
        (
            "the policy number?",
            "hold on p l nine nine four two slash b",
            "hold on [ACCOUNT_NUMBER]",
        ),
        ("And your member ID?", "W as in Whiskey, eight eight two oh four.", "[ACCOUNT_NUMBER]."),
        ("Postcode please", "mike one four, papa quebec", "[ADDRESS]"),
        ("and the delivery postcode", "cf twenty four three d j", "[ADDRESS]"),
        ("His policy number?", "SF 44 0091 22.", "[ACCOUNT_NUMBER]."),
        ("and your username is", "jmartinez92", "[ACCOUNT_NUMBER]"),
    ],
)
def test_an_id_goes_with_its_letters(asked: str, answer: str, expected: str) -> None:
    assert redacted(asked, answer)[1] == expected


@pytest.mark.parametrize(
    ("asked", "answer", "expected"),
    [
        ("And the CVV?", "oh three", "[SECURITY_CODE]"),
        ("the expiry", "oh nine", "[CARD_EXPIRY]"),
        ("expiration month", "april", "[CARD_EXPIRY]"),
        ("the four digit PIN you set up for the account?", "7719.", "[PIN]."),
        ("the four digit code on the front of the American Express?", "7801.", "[SECURITY_CODE]."),
        ("and the last four of the card on file", "one one eight eight", "[CARD_NUMBER]"),
        ("Card number?", "4539 1488 0343 6467, 05/29, 204.", None),
    ],
)
def test_the_kind_is_what_was_asked_for(asked: str, answer: str, expected: str | None) -> None:
    several = "[CARD_NUMBER], [CARD_EXPIRY], [SECURITY_CODE]."

    assert redacted(asked, answer)[1] == (expected or several)


def test_what_the_other_party_calls_the_number_right_after_is_its_kind() -> None:
    turns = redacted("double six one, oh two, triple three eight", "and that's your social?")

    assert turns[0] == "[SSN]"


def test_parts_of_a_number_have_the_kind_of_the_part_that_was_asked_for() -> None:
    turns = redacted("Go ahead with your social.", "oh seven eight", "mhm", "oh five", "ok", "1120")

    assert [turns[1], turns[3], turns[5]] == ["[SSN]"] * 3


def test_two_questions_are_not_one_dictation() -> None:
    turns = redacted("And the sort code?", "40-12-77.", "Account number?", "71 22 09 84.")

    assert [turns[1], turns[3]] == ["[ACCOUNT_NUMBER]."] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Count to ten, one two three four five six seven eight nine ten, and on again.",
        "If you need help call our hotline on 1-800-555-0100.",
        "The outage credit runs from 03/14/2026 to 03/21/2026.",
        "The two transactions are one hundred and twelve and three hundred and forty.",
        "Boarding starts at 17:20 from gate B 22, seat 14A.",
        "When does the warranty expire? It says oh nine twenty seven on the sticker.",
        "Sort out the password reset e-mail, please.",
    ],
)
def test_counts_times_and_public_numbers_are_nobodys(text: str) -> None:
    assert alone(text) == text


def test_a_number_that_is_read_back_wrong_goes_where_it_is_corrected() -> None:
    turns = redacted(
        "I have the card as 5454 6060 1212 3434.", "No, it's three four three five at the end."
    )

    assert turns[1] == "No, it's [CARD_NUMBER] at the end."
