"""User names, passwords and memorable words."""

import pytest

from tests.language.pii.calls import alone, redacted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "username svetlana dot k password snowdrop seven seven it just spins",
            "username [ACCOUNT_NUMBER] password [PIN] it just spins",
        ),
        ("my username is bluejay underscore forty two", "my username is [ACCOUNT_NUMBER]"),
        ("I changed the password Monday to Winter2026.", "I changed the password Monday to [PIN]."),
        ("the verbal password is marmalade", "the verbal password is [PIN]"),
        ("It says wrong password, I reset it.", "It says wrong password, I reset it."),
        ("Please don't share your password.", "Please don't share your password."),
    ],
)
def test_what_follows_the_cue_goes(text: str, expected: str) -> None:
    assert alone(text) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Um, riverbank. No, riverside.", "Um, [PIN]. No, [PIN]."),
        ("It should be buttercup nineteen, all lowercase.", "It should be [PIN], all lowercase."),
        ("I think Blue Danube, or blue danube sixty-one.", "I think [PIN], or [PIN]."),
    ],
)
def test_the_answer_to_a_question_for_a_secret_word_goes(answer: str, expected: str) -> None:
    assert redacted("And the memorable word on the account?", answer)[1] == expected


def test_the_question_is_over_once_it_was_answered() -> None:
    turns = redacted("What's the password?", "Daffodil.", "Thank you.", "Neither of those is mine.")

    assert turns[3] == "Neither of those is mine."
