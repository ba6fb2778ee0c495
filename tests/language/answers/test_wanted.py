import pytest

from novapulse.language.answers.wanted import holds_what_is_wanted


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("How long does a refund take?", "In three to five business days.", "I want my money."),
        ("When will the technician come?", "Tomorrow, between 8 and 10 a.m.", "The technician?"),
        ("How many days does it take?", "A few days.", "It takes long."),
        ("What time do you open?", "At 9 am.", "We do open."),
        ("How much was I charged?", "Two charges of forty nine dollars.", "You charged me twice."),
        ("How much is the fee?", "It is $4.99.", "The fee is too high."),
        ("What does the router cost?", "It is free of charge.", "The router is new."),
    ],
)
def test_a_time_or_an_amount_is_told(question: str, told: str, not_told: str) -> None:
    holds = holds_what_is_wanted(question)
    assert holds(told)
    assert not holds(not_told)


@pytest.mark.parametrize("question", ["Why was I charged?", "Who came?", "", "Whenever"])
def test_other_questions_want_nothing_of_the_kind(question: str) -> None:
    assert holds_what_is_wanted(question)("You charged me twice.")
