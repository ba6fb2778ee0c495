"""Recommendations as rules over evidence."""

import pytest

from novapulse.domain.behaviour import behavioral
from novapulse.domain.insights import Behavioral, Outcome, Sentence, Summary
from novapulse.domain.media import Notice
from novapulse.domain.recommendations import MOST, recommend
from novapulse.domain.sentiment import sentiment_of
from novapulse.domain.transcript import Transcript
from novapulse.domain.written_times import TIMES_ESTIMATED
from tests.language.calls import make_transcript, with_a_second_agent

CALM = Behavioral(
    silence_ratio=0.1,
    interruption_count=2,
    agent_talk_ratio=0.45,
    customer_talk_ratio=0.45,
    average_response_time_seconds=0.0,
)


def make_summary(outcome: Outcome = "open") -> Summary:
    ending = Sentence(kind="outcome", text="It ended.", segment_ids=(2,))
    return Summary(text="It ended.", sentences=(ending,), outcome=outcome)


def rules(
    transcript: Transcript,
    scores: list[float] | None = None,
    conduct: Behavioral = CALM,
    outcome: Outcome = "open",
) -> dict[str, tuple[int, ...]]:
    moods = scores or [0.0] * len(transcript.segments)
    sentiment = sentiment_of(transcript.segments, moods, "test")
    found = recommend(transcript, sentiment, conduct, make_summary(outcome))
    return {r.rule: r.segment_ids for r in found}


def call(*said: str, first: str = "Customer") -> Transcript:
    other = "Agent" if first == "Customer" else "Customer"
    return make_transcript([(first if i % 2 == 0 else other, t) for i, t in enumerate(said)])


def test_a_wish_to_cancel_is_a_churn_risk_with_its_segments() -> None:
    said = call("I want to cancel my subscription.", "May I ask why?", "Just cancel it.")

    assert rules(said)["churn_risk"] == (1, 3)


def test_a_cancelled_order_is_no_churn_risk() -> None:
    assert "churn_risk" not in rules(call("Please cancel my order.", "Done."))


def test_a_resolved_call_carries_no_churn_risk() -> None:
    said = call("I wanted to cancel my account.", "Sorted?")

    assert "churn_risk" not in rules(said, outcome="resolved")


def test_what_the_agent_says_is_no_wish_of_the_customer() -> None:
    assert "churn_risk" not in rules(
        call("You may cancel your plan, yes, cancel it.", first="Agent")
    )


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Let me talk to your manager.", "supervisor_asked"),
        ("That is way too expensive.", "price_concern"),
    ],
)
def test_what_the_customer_says_raises_its_rule(text: str, rule: str) -> None:
    assert rules(call(text, "I see."))[rule] == (1,)


def test_trends_name_their_turning_points() -> None:
    said = call("a", "b", "c", "d", "e")

    assert rules(said, [-0.7, 0, 0.0, 0, 0.8])["trend_improved"] == (1, 5)
    assert rules(said, [0.7, 0, 0.0, 0, -0.8])["trend_declined"] == (1, 5)


def test_a_call_that_ended_badly_is_no_example_of_coaching() -> None:
    said = call("a", "b", "c")

    assert "trend_improved" not in rules(said, [-0.7, 0, 0.6], outcome="unresolved")


def test_a_pending_outcome_asks_for_the_promised_follow_up() -> None:
    assert rules(call("a", "b"), outcome="pending")["promised_follow_up"] == (2,)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"silence_ratio": 0.3}, "silence"),
        ({"interruption_count": 4}, "interruptions"),
        ({"agent_talk_ratio": 0.7, "customer_talk_ratio": 0.2}, "agent_talk"),
        ({"average_response_time_seconds": 4.0}, "slow_response"),
        ({"average_response_time_seconds": 1.0}, "response_time"),
    ],
)
def test_conduct_raises_its_rule(change: dict[str, float], rule: str) -> None:
    assert rule not in rules(call("a", "b"))
    assert rule in rules(call("a", "b"), conduct=CALM.model_copy(update=change))


def test_talk_shares_say_nothing_about_an_unknown_agent() -> None:
    said = make_transcript([("Speaker 1", "a b c d e f"), ("Speaker 2", "g")])

    assert "agent_talk" not in rules(said, conduct=behavioral(said))


def test_a_draft_says_first_that_it_must_be_checked() -> None:
    draft = make_transcript([("Customer", "cancel my account")], draft=True)
    unreliable = make_transcript(
        [("Customer", "hm")], notices=(Notice(code="transcript_unreliable", message="poor"),)
    )

    assert next(iter(rules(draft))) == "unreliable_transcript"
    assert next(iter(rules(unreliable))) == "unreliable_transcript"


def test_no_speech_asks_to_check_the_recording() -> None:
    assert list(rules(make_transcript([]))) == ["no_speech"]


def test_a_plain_call_still_gets_one() -> None:
    assert list(rules(call("a", "b"))) == ["nothing_unusual"]


def test_there_are_never_more_than_five() -> None:
    said = make_transcript(
        [("Customer", "Cancel my account, it is too expensive, where is your manager?")] * 4,
        draft=True,
    )
    bad = Behavioral(
        silence_ratio=0.5,
        interruption_count=9,
        agent_talk_ratio=0.4,
        customer_talk_ratio=0.1,
        average_response_time_seconds=8.0,
    )

    assert len(rules(said, [0.5, 0, -0.5, -0.9], bad, "pending")) == MOST


LONG_CALL = [("Agent", "word " * 40), ("Customer", "word " * 40)]
UNINTERRUPTED = CALM.model_copy(update={"interruption_count": 0})


def test_few_interruptions_between_two_parties_are_called_calm() -> None:
    assert "calm" in rules(make_transcript(LONG_CALL), conduct=UNINTERRUPTED)


@pytest.mark.parametrize(
    ("said", "scores"),
    [
        ([("Customer", "word " * 80)], [0.0]),
        (LONG_CALL, [0.0, -0.9]),
        ([("Agent", "word " * 80), ("Customer", "Cancel my account.")], [0.0, 0.0]),
        ([("Agent", "word " * 80), ("Customer", "I want a manager.")], [0.0, 0.0]),
    ],
    ids=["one party", "negative", "leaving", "asks for a manager"],
)
def test_a_call_with_bad_signs_is_not_called_calm(
    said: list[tuple[str, str]], scores: list[float]
) -> None:
    assert "calm" not in rules(make_transcript(said), scores, UNINTERRUPTED)


@pytest.mark.parametrize(
    "text",
    [
        "Perfect, thank you so much. The manager who set it up was great.",
        "I am the manager of a shop and I need a new phone line.",
        "I don't want to cancel my account.",
        "I don't need a manager.",
    ],
)
def test_a_word_alone_or_denied_raises_no_rule(text: str) -> None:
    assert not {"churn_risk", "supervisor_asked"} & rules(call(text, "I see.")).keys()


@pytest.mark.parametrize(
    "text", ["Get me your supervisor.", "I want to speak with a manager.", "manager please"]
)
def test_asking_for_a_superior_raises_its_rule(text: str) -> None:
    assert "supervisor_asked" in rules(call(text, "I see."))


def test_what_was_said_in_another_language_raises_nothing_but_conduct_does() -> None:
    said = call("cancel my account", "oui").model_copy(update={"language": "fr-FR"})
    found = rules(said, [-0.9, 0.0], CALM.model_copy(update={"silence_ratio": 0.5}), "pending")

    assert set(found) == {"silence"}


def test_interruptions_that_nobody_timed_are_no_sign_of_calm() -> None:
    estimated = Notice(code=TIMES_ESTIMATED, message="...")
    timed, guessed = (make_transcript(LONG_CALL, notices=n) for n in ((), (estimated,)))

    assert "calm" in rules(timed, conduct=UNINTERRUPTED)
    assert "calm" not in rules(guessed, conduct=UNINTERRUPTED)


def test_the_words_of_a_second_agent_show_no_frustration_of_the_customer() -> None:
    said = make_transcript([("Agent", "a"), ("Customer", "b"), ("Speaker 3", "c")])
    scores = [0.0, -0.7, -0.9]

    assert rules(said, scores)["strong_frustration"] == (2, 3)
    assert rules(with_a_second_agent(said), scores)["strong_frustration"] == (2,)


def test_a_little_less_unhappy_is_no_example_to_follow() -> None:
    said = call("a", "b", "c", "d", "e", "f")

    assert "trend_improved" in rules(said, [-0.6, 0.0, 0.0, 0.0, 0.3, 0.0])
    assert "trend_improved" not in rules(said, [-0.9, 0.0, 0.0, 0.0, -0.2, 0.0])
