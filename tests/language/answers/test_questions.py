import pytest

from novapulse.language.answers.questions import closing_question


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
    assert closing_question(text)


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
    assert closing_question(text) is None


def test_of_several_sentences_the_last_one_asks() -> None:
    assert closing_question("It is sent. And your address?") == "And your address?"
