"""Recommendations: rules over what the analyses found, each resting on named evidence."""

import re
from collections.abc import Iterator, Sequence, Set
from statistics import fmean

from novapulse.domain.behaviour import known_agents
from novapulse.domain.conduct_advice import CALM, about_conduct, is_calm, rule
from novapulse.domain.customer_cues import ASKS_FOR_SUPERIOR, CHURN, PRICE, says
from novapulse.domain.insights import (
    Behavioral,
    Recommendation,
    SegmentSentiment,
    Sentiment,
    Summary,
)
from novapulse.domain.reliability import is_unreliable
from novapulse.domain.spoken_language import is_english
from novapulse.domain.transcript import AGENT, CUSTOMER, Transcript

MOST = 5
VERY_NEGATIVE = -0.6
MOST_EVIDENCE = 5


def recommend(
    transcript: Transcript, sentiment: Sentiment, behavioral: Behavioral, summary: Summary
) -> tuple[Recommendation, ...]:
    """One to five recommendations, the most urgent first. ``segment_ids`` are empty where the
    evidence is the whole call. What was said counts in English calls only, for which the rules are
    made."""
    if not transcript.segments:
        return (rule("no_speech", "No speech was recognised — check the recording.", ()),)
    found = [*_about_reliability(transcript)]
    if is_english(transcript.language):
        found += _about_retention(transcript, sentiment, summary)
        found += _about_feeling(sentiment, summary, known_agents(transcript))
    found += about_conduct(transcript, behavioral)
    if is_calm(transcript, sentiment, behavioral, {r.rule for r in found}):
        found.append(CALM)
    if not found:
        found = [rule("nothing_unusual", "No action needed — nothing in this call stands out.", ())]
    return tuple(found[:MOST])


def _about_reliability(transcript: Transcript) -> Iterator[Recommendation]:
    if transcript.engine.draft or is_unreliable(transcript.notices):
        yield rule(
            "unreliable_transcript",
            "Listen to the recording before acting — the transcript is a draft.",
            (),
        )


def _about_retention(
    transcript: Transcript, sentiment: Sentiment, summary: Summary
) -> Iterator[Recommendation]:
    churn = _said(transcript, CHURN)
    if churn and summary.outcome != "resolved":
        yield rule(
            "churn_risk", "Escalate to retention specialist — high churn risk detected.", churn
        )
    superior = _said(transcript, ASKS_FOR_SUPERIOR)
    if superior:
        yield rule(
            "supervisor_asked", "Supervisor follow-up — the customer asked for one.", superior
        )
    price = _said(transcript, PRICE)
    if price:
        yield rule(
            "price_concern",
            "Review pricing communication — customer raised concerns about the price.",
            price,
        )
    unhappy = sentiment.overall_label == "negative"
    if summary.outcome == "unresolved" and not churn and unhappy:
        yield rule(
            "unresolved",
            "Follow up with the customer — the call ended without a resolution.",
            _ending(summary),
        )
    if summary.outcome == "pending":
        yield rule(
            "promised_follow_up", "Make sure the promised follow-up happens.", _ending(summary)
        )


def _about_feeling(
    sentiment: Sentiment, summary: Summary, agents: Set[str]
) -> Iterator[Recommendation]:
    callers = [s for s in sentiment.segments if s.speaker not in agents]
    lowest = [s for s in callers if s.score <= VERY_NEGATIVE]
    turned = _turning_points(callers or sentiment.segments)
    content = sentiment.overall_label != "negative" and summary.outcome != "unresolved"
    content = content and _mood_at_the_end(callers) >= 0
    if sentiment.trend == "improving" and content:
        yield rule(
            "trend_improved",
            "Sentiment trend improved significantly — flag for positive agent coaching example.",
            turned,
        )
    elif sentiment.trend == "declining":
        yield rule(
            "trend_declined",
            "Sentiment declined during the call — review where it turned with the agent.",
            turned,
        )
    elif lowest and summary.outcome != "resolved":
        yield rule(
            "strong_frustration",
            "Review the call — the customer was strongly frustrated.",
            tuple(s.segment_id for s in lowest[:MOST_EVIDENCE]),
        )


def _said(transcript: Transcript, pattern: re.Pattern[str]) -> tuple[int, ...]:
    """The callers' segments that say it; with unnamed speakers, anybody's."""
    named = any(s.speaker in (AGENT, CUSTOMER) for s in transcript.segments)
    ids = [
        s.id
        for s in transcript.segments
        if (s.speaker == CUSTOMER or not named) and says(pattern, s.text)
    ]
    return tuple(ids[:MOST_EVIDENCE])


def _ending(summary: Summary) -> tuple[int, ...]:
    return next((s.segment_ids for s in summary.sentences if s.kind == "outcome"), ())


def _mood_at_the_end(callers: Sequence[SegmentSentiment]) -> float:
    """Mean score of their last third: a little less unhappy is no example to follow."""
    last = callers[-max(1, len(callers) // 3) :]
    return fmean(s.score for s in last) if last else 0.0


def _turning_points(segments: Sequence[SegmentSentiment]) -> tuple[int, ...]:
    """The lowest and the highest."""
    scored = sorted(segments, key=lambda s: s.score)
    return tuple(sorted({scored[0].segment_id, scored[-1].segment_id})) if scored else ()
