import pytest

from novapulse.language.answers.questions import is_question


@pytest.mark.parametrize(
    "text",
    [
        "When will the technician come?",
        "I see. And how long does that take?",
        "You're sure?",
        "when will the technician come",
        "okay and what is your account number",
        "can i have your full name",
        "isn't there a fee",
        'Did they say "tomorrow?"',
    ],
)
def test_asking(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tomorrow at eight.",
        "Is it? Yes, it is.",
        "the technician comes tomorrow",
        "When you called I was out.",
        "whatever",
        "so it was charged twice",
    ],
)
def test_telling(text: str) -> None:
    assert not is_question(text)
