import pytest

from novapulse.language.assessment.call import read_call
from novapulse.language.assessment.quality.opening_closing import closing, greeting
from tests.language.assessment.scripted import transcript_of


def call(*agent: str) -> tuple[bool, bool]:
    """Whether an agent who says these turns greets, and says goodbye."""
    lines = []
    for n, text in enumerate(agent):
        lines += [
            f"{n * 10}-{n * 10 + 5} Agent: {text}",
            f"{n * 10 + 6}-{n * 10 + 8} Customer: So?",
        ]
    read = read_call(transcript_of(lines))
    return greeting(read).present, closing(read).present


@pytest.mark.parametrize("text", ["Hello.", "Good morning.", "Thanks for calling.", "Welcome."])
def test_greetings_are_found_in_the_first_turns(text: str) -> None:
    assert call(text, "Right.") == (True, False)
    assert call("Right.", "Right.", text)[0] is False


@pytest.mark.parametrize(
    "text", ["Goodbye.", "Take care.", "Have a lovely day.", "Thank you for calling."]
)
def test_closings_are_found_in_the_last_turns(text: str) -> None:
    assert call("What?", "Right.", text) == (False, True)
    assert call("What?", text, "One.", "Two.", "Three.")[1] is False


def test_thanks_for_calling_at_the_beginning_are_no_goodbye() -> None:
    assert call("Thank you for calling.", "Right.") == (True, False)
