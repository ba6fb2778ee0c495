import pytest

from tests.language.assessment.scripted import assessed, transcript_of
from tests.language.calls import with_a_second_agent


def reasons(*lines: str) -> dict[str, float]:
    coaching = assessed(transcript_of(list(lines))).coaching
    assert coaching is not None
    return {reason.reason: reason.points for reason in coaching.customer_effort.reasons}


def said(text: str) -> dict[str, float]:
    return reasons("0-3 Agent: Hello, how can I help?", f"4-12 Customer: {text}")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("This is the third time I am calling about it.", "repeated_contact"),
        ("I called last week about the meter.", "repeated_contact"),
        ("I had to ring you three times.", "repeated_contact"),
        ("Like I said, the meter is blank.", "repeated_explanation"),
        ("Do I have to explain it all over again?", "repeated_explanation"),
        ("I was transferred twice on Monday.", "transfer"),
    ],
)
def test_what_customers_tell_of_their_trouble_is_a_reason(text: str, reason: str) -> None:
    assert reason in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "I have never called you before.",
        "It is the first time that it happens.",
        "I would like to transfer my balance to a new account.",
        "I said yes to the offer.",
    ],
)
def test_near_misses_are_none(text: str) -> None:
    assert not {"repeated_contact", "repeated_explanation", "transfer"} & set(said(text))


def test_a_call_without_trouble_costs_nothing() -> None:
    lines = ("0-3 Agent: How can I help?", "4-8 Customer: What is my balance?")
    assert reasons(*lines, "9-12 Agent: Ten pounds.", "13-15 Customer: Perfect, thank you.") == {}


def test_a_long_call_costs_a_little() -> None:
    assert reasons("0-590 Agent: Hello.", "595-599 Customer: Fine.") == {}
    assert reasons("0-599 Agent: Hello.", "600-601 Customer: Fine.") == {"long_call": 0.5}


def test_the_mood_of_a_colleague_who_takes_over_costs_the_customer_nothing() -> None:
    said = transcript_of(
        [
            "0-3 Agent: One moment.",
            "4-8 Customer: What is my balance?",
            "9-12 Speaker 3: What a wonderful day, I am so happy to help you!",
            "13-15 Customer: What is my balance?",
            "16-20 Speaker 3: This is terrible, ridiculous and unacceptable.",
        ]
    )
    by_a_stranger, by_a_colleague = (
        assessed(transcript).coaching for transcript in (said, with_a_second_agent(said))
    )
    assert by_a_stranger is not None
    assert by_a_colleague is not None
    falling = "declining_sentiment"
    assert falling in {reason.reason for reason in by_a_stranger.customer_effort.reasons}
    assert falling not in {reason.reason for reason in by_a_colleague.customer_effort.reasons}


def test_the_score_is_never_above_five() -> None:
    coaching = assessed(
        transcript_of(
            [
                "0-3 Agent: Hello.",
                "4-20 Customer: This is the fifth time I have called. I was transferred twice. As "
                "I said, nothing works. This is terrible, ridiculous and unacceptable.",
                "21-25 Agent: I'll put you on hold.",
                "120-124 Agent: Hello.",
                "140-150 Customer: I want to make a complaint, this is unacceptable.",
            ]
        )
    ).coaching
    assert coaching is not None
    effort = coaching.customer_effort
    assert effort.score == 5.0 < sum(reason.points for reason in effort.reasons)
