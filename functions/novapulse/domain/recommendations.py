"""Recommendations: rules over what the analyses found, each resting on named evidence."""

import re
from collections.abc import Iterator

from novapulse.domain.insights import (
    Behavioral,
    Recommendation,
    SegmentSentiment,
    Sentiment,
    Summary,
)
from novapulse.domain.transcript import AGENT, CUSTOMER, Transcript

MOST = 5
VERY_NEGATIVE = -0.6
HIGH_SILENCE = 0.25
MANY_INTERRUPTIONS = 3
MANY_INTERRUPTIONS_PER_MINUTE = 1.0
FEW_INTERRUPTIONS = 1
CALM_MINIMUM_SECONDS = 30.0
"""A shorter call says nothing about how calm it was."""
HIGH_AGENT_TALK = 0.6
"""Of all speech; the reference calls 0.55 of a call with 0.06 silence slightly high."""
SLIGHTLY_HIGH_AGENT_TALK = 0.57
SLOW_RESPONSE_SECONDS = 3.0
MOST_EVIDENCE = 5
UNRELIABLE = "transcript_unreliable"

_CHURN = re.compile(
    r"\bcancel(?:l?ing)? (?:(?:it|everything)\b|(?:my|the|this|our) (?:\w+ )?(?:account|contract"
    r"|subscription|service|plan|policy|membership)\b)"
    r"|\b(?:close|terminate|end) (?:my|the|this|our) (?:account|contract|subscription|service|plan"
    r"|policy|membership)\b"
    r"|\b(?:switch(?:ing)?|going|moving|leaving) (?:to|for) (?:another|a different|your)\b"
    r"|\btake my business\b|\bcompetitors?\b|\banother provider\b",
    re.IGNORECASE,
)
_SUPERIOR = re.compile(r"\b(?:supervisor|manager|your boss|someone higher)\b", re.IGNORECASE)
_PRICE = re.compile(
    r"\b(?:too|so|way) (?:expensive|much money|high)\b|\bexpensive\b|\boverpriced\b"
    r"|\bprices? (?:went|keeps?|going|increase)|\bcan['’]?t afford\b|\bcheaper\b",
    re.IGNORECASE,
)


def recommend(
    transcript: Transcript, sentiment: Sentiment, behavioral: Behavioral, summary: Summary
) -> tuple[Recommendation, ...]:
    """One to five recommendations, the most urgent first. ``segment_ids`` are empty where the
    evidence is the whole call."""
    if not transcript.segments:
        return (_rule("no_speech", "No speech was recognised — check the recording.", ()),)
    found = [
        *_about_reliability(transcript),
        *_about_retention(transcript, sentiment, summary),
        *_about_feeling(sentiment, summary),
        *_about_conduct(transcript, behavioral),
    ]
    if not found:
        found = [
            _rule("nothing_unusual", "No action needed — nothing in this call stands out.", ())
        ]
    return tuple(found[:MOST])


def _about_reliability(transcript: Transcript) -> Iterator[Recommendation]:
    if transcript.engine.draft or any(n.code == UNRELIABLE for n in transcript.notices):
        yield _rule(
            "unreliable_transcript",
            "Listen to the recording before acting — the transcript is a draft.",
            (),
        )


def _about_retention(
    transcript: Transcript, sentiment: Sentiment, summary: Summary
) -> Iterator[Recommendation]:
    churn = _said(transcript, _CHURN)
    if churn and summary.outcome != "resolved":
        yield _rule(
            "churn_risk", "Escalate to retention specialist — high churn risk detected.", churn
        )
    superior = _said(transcript, _SUPERIOR)
    if superior:
        yield _rule(
            "supervisor_asked", "Supervisor follow-up — the customer asked for one.", superior
        )
    price = _said(transcript, _PRICE)
    if price:
        yield _rule(
            "price_concern",
            "Review pricing communication — customer raised concerns about the price.",
            price,
        )
    unhappy = sentiment.overall_label == "negative"
    if summary.outcome == "unresolved" and not churn and unhappy:
        yield _rule(
            "unresolved",
            "Follow up with the customer — the call ended without a resolution.",
            _ending(summary),
        )
    if summary.outcome == "pending":
        yield _rule(
            "promised_follow_up", "Make sure the promised follow-up happens.", _ending(summary)
        )


def _about_feeling(sentiment: Sentiment, summary: Summary) -> Iterator[Recommendation]:
    lowest = [s for s in _callers(sentiment) if s.score <= VERY_NEGATIVE]
    content = sentiment.overall_label != "negative" and summary.outcome != "unresolved"
    if sentiment.trend == "improving" and content:
        yield _rule(
            "trend_improved",
            "Sentiment trend improved significantly — flag for positive agent coaching example.",
            _turning_points(sentiment),
        )
    elif sentiment.trend == "declining":
        yield _rule(
            "trend_declined",
            "Sentiment declined during the call — review where it turned with the agent.",
            _turning_points(sentiment),
        )
    elif lowest and summary.outcome != "resolved":
        yield _rule(
            "strong_frustration",
            "Review the call — the customer was strongly frustrated.",
            tuple(s.segment_id for s in lowest[:MOST_EVIDENCE]),
        )


def _about_conduct(transcript: Transcript, behavioral: Behavioral) -> Iterator[Recommendation]:
    minutes = max(1.0, transcript.duration_seconds / 60)
    count = behavioral.interruption_count
    if count >= MANY_INTERRUPTIONS and count / minutes >= MANY_INTERRUPTIONS_PER_MINUTE:
        yield _rule("interruptions", "Many interruptions — coach on letting the other finish.", ())
    if behavioral.silence_ratio >= HIGH_SILENCE:
        yield _rule("silence", "High silence — check hold times and how long look-ups take.", ())
    yield from _about_talk(transcript, behavioral)
    if behavioral.average_response_time_seconds >= SLOW_RESPONSE_SECONDS:
        yield _rule("slow_response", "Response times are long — check for slow systems.", ())
    elif behavioral.average_response_time_seconds > 0:
        yield _rule("response_time", "Agent response time within acceptable range.", ())
    if count <= FEW_INTERRUPTIONS and transcript.duration_seconds >= CALM_MINIMUM_SECONDS:
        yield _rule("calm", "Low interruption count indicates calm, professional interaction.", ())


def _about_talk(transcript: Transcript, behavioral: Behavioral) -> Iterator[Recommendation]:
    """Only where it is known who the agent is."""
    spoken = behavioral.agent_talk_ratio + behavioral.customer_talk_ratio
    if spoken <= 0 or not any(s.speaker == AGENT for s in transcript.segments):
        return
    share = behavioral.agent_talk_ratio / spoken
    if share >= SLIGHTLY_HIGH_AGENT_TALK:
        degree = "high" if share >= HIGH_AGENT_TALK else "slightly high"
        yield _rule(
            "agent_talk", f"Agent talk ratio {degree} — monitor for over-explanation patterns.", ()
        )


def _said(transcript: Transcript, pattern: re.Pattern[str]) -> tuple[int, ...]:
    """The callers' segments that say it; with unnamed speakers, anybody's."""
    named = any(s.speaker in (AGENT, CUSTOMER) for s in transcript.segments)
    ids = [
        s.id
        for s in transcript.segments
        if (s.speaker == CUSTOMER or not named) and pattern.search(s.text)
    ]
    return tuple(ids[:MOST_EVIDENCE])


def _ending(summary: Summary) -> tuple[int, ...]:
    return next((s.segment_ids for s in summary.sentences if s.kind == "outcome"), ())


def _callers(sentiment: Sentiment) -> list[SegmentSentiment]:
    return [s for s in sentiment.segments if s.speaker != AGENT]


def _turning_points(sentiment: Sentiment) -> tuple[int, ...]:
    """The callers' lowest and highest segments."""
    scored = sorted(_callers(sentiment) or sentiment.segments, key=lambda s: s.score)
    return tuple(sorted({scored[0].segment_id, scored[-1].segment_id})) if scored else ()


def _rule(rule: str, text: str, segment_ids: tuple[int, ...]) -> Recommendation:
    return Recommendation(rule=rule, text=text, segment_ids=segment_ids)
