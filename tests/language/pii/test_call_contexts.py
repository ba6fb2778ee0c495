"""How long a question waits for its answer."""

import pytest

from tests.language.pii.calls import DETECTOR, redacted


def test_a_statement_about_the_bill_does_not_end_the_question() -> None:
    said = redacted("What's your account number?", "one sec", "it's on top of the bill", "48219")

    assert said[3] == "[ACCOUNT_NUMBER]"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("thanks, how much was the bill?", "It was 1249."),
        ("thanks, when was it sent?", "In 2019."),
    ],
)
def test_another_question_ends_one_that_was_answered(question: str, answer: str) -> None:
    assert redacted("account number please", "48219821", question, answer)[3] == answer


def test_asking_again_keeps_the_question_open() -> None:
    said = redacted(
        "your account number", "48219821", "what was the last part of that again?", "5577"
    )

    assert said[3] == "[ACCOUNT_NUMBER]"


def test_a_question_between_two_numbers_is_no_assent_to_a_dictation() -> None:
    turns = ["how much was the charge", "four ninety nine", "and when", "two thousand nineteen"]

    assert redacted(*turns) == turns


@pytest.mark.parametrize("between", ["what is going on?", "okay thank you one second"])
def test_a_question_for_a_name_is_over_once_the_talk_goes_on(between: str) -> None:
    said = redacted("your name?", "Lily", between, "modem blinks orange")

    assert said[1] == "[NAME]"
    assert said[3] == "modem blinks orange"


def test_a_second_question_before_any_answer_leaves_the_first_open() -> None:
    turns = [("Agent", "your name please"), ("Agent", "what is it"), ("Customer", "kowalski")]

    assert DETECTOR.detect(turns)[2]
