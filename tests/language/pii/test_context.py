"""What a number is about, by its own words and by what was asked."""

from tests.language.pii.calls import redacted


def test_an_answer_that_names_something_harmless_is_still_the_answer() -> None:
    said = redacted("What's the account number?", "The invoice says 48219821.")

    assert said[1] == "The invoice says [ACCOUNT_NUMBER]."
