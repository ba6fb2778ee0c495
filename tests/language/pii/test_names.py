"""Names: what counts as one, and where else in the call it is sought."""

import pytest

from tests.language.pii.calls import alone, redacted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("good morning you're through to callum at northfield water", "callum"),
        ("my husband olu and my mother in law folake", "olu"),
        ("there's a payment to somebody called p vickers", "p vickers"),
        ("this is june park calling about the router", "june park"),
        ("my daughter sydney booked the flight to sydney", "sydney"),
        ("It's kowalczyk k o w a l c z y k.", "kowalczyk"),
        ("Pharmacy, Nkechi speaking.", "Nkechi"),
        ("I spoke to May last week.", "May"),
        ("Surname's Fotheringay-Smythe, double barrelled.", "Fotheringay-Smythe"),
        ("Is that J. R. Whitlock on the policy?", "J. R. Whitlock"),
    ],
)
def test_names_by_what_else_the_word_means(text: str, expected: str) -> None:
    assert alone(text) != text
    assert not alone(text).startswith(expected)
    assert expected not in alone(text).replace("to sydney", "")


def test_an_answer_that_is_only_a_name_is_known_again() -> None:
    said = redacted("your name?", "sure it's wanjiru kamau", "hello wanjiru")

    assert said[1:] == ["sure it's [NAME]", "hello [NAME]"]


def test_a_word_that_was_taken_for_a_name_stays_in_lower_case() -> None:
    assert redacted("My name is Movers.", "I need two movers.")[1] == "I need two movers."


def test_names_that_are_everyday_words_where_somebody_is_spoken_to() -> None:
    turns = (
        "who am i speaking with please",
        "hope winters",
        "thanks hope i hope you're well today",
    )
    assert redacted(*turns)[1:] == ["[NAME]", "thanks [NAME] i hope you're well today"]
