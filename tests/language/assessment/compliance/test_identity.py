import pytest

from novapulse.domain.policy import Policy
from novapulse.language.assessment.call import read_call
from novapulse.language.assessment.compliance.identity import identity_verification
from tests.language.assessment.scripted import transcript_of


def parts(text: str, speaker: str = "Agent") -> tuple[str, ...]:
    lines = [f"0-8 {speaker}: {text}", "9-10 Agent: One moment.", "11-12 Customer: Okay."]
    return identity_verification(read_call(transcript_of(lines)), Policy(name="none")).said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hello, my name is [NAME].", {"name"}),
        ("hi you're speaking with [NAME] how can i help", {"name"}),
        ("Good morning, [NAME] speaking.", {"name"}),
        ("You've got [NAME].", {"name"}),
        ("Thank you for calling Brightwell Energy.", {"company"}),
        ("You're through to Brightwell.", {"company"}),
        ("Harbour Mutual claims, this is [NAME].", {"name", "company"}),
        ("It's [NAME] from Brightwell.", {"name", "company"}),
        ("I'm calling on behalf of Brightwell.", {"company"}),
    ],
)
def test_names_and_companies_are_found(text: str, said: set[str]) -> None:
    assert set(parts(text)) == said


@pytest.mark.parametrize(
    "text",
    [
        "Am I speaking with [NAME]?",
        "Is this [NAME]?",
        "Thank you for calling, how can I help?",
        "Thanks for calling us back about the meter.",
        "What's your name?",
        "I'm sorry about that, [NAME].",
        "This is Great.",
        "Sure, this is about your bill.",
    ],
)
def test_other_peoples_names_and_thanks_are_none(text: str) -> None:
    assert parts(text) == ()


def test_a_greeting_before_the_name_is_no_company() -> None:
    assert parts("Hi there, this is [NAME].") == ("name",)
    assert parts("Good Afternoon, you're speaking to [NAME].") == ("name",)


def test_what_the_customer_says_of_himself_does_not_count() -> None:
    assert parts("My name is [NAME] from Leeds.", speaker="Customer") == ()
