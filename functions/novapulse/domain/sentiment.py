"""From scores of segments to labels, the call's score, its trend, and other views of them.

Every score is -1..1 with two decimals. The label bands and both worked examples of the overall
score are those of the published API reference.
"""

from collections.abc import Callable, Sequence, Set
from statistics import fmean

from novapulse.domain.insights import Label, SegmentSentiment, Sentiment, Trend
from novapulse.domain.transcript import AGENT, Segment
from novapulse.domain.value import Value

POSITIVE_FROM = 0.5
NEGATIVE_TO = -0.4
OVERALL_BAND = 0.4
"""The call as a whole is positive from +0.40 and negative from -0.40: the reference calls a call
of 0.42 positive, though a segment of 0.42 is neutral."""

CUSTOMER_WEIGHT = 0.85
AGENT_WEIGHT = 0.15
RECENCY = 1.0
"""The last segment of a party weighs ``1 + RECENCY`` times the first, linear in between."""
TREND_STEP = 0.25
"""Less change than this between the first and the last third is ``stable``."""
ONE_AGENT: Set[str] = frozenset({AGENT})
_SHORTEST = 0.1
"""Seconds that a segment weighs at least, so that one without length still counts."""


class MinuteSentiment(Value):
    """The segments that begin within one minute of the call. ``minute`` counts from 0; ``start``
    and ``end`` are seconds; ``score`` is the mean of the segments by duration."""

    minute: int
    start: float
    end: float
    label: Label
    score: float


def segment_label(score: float) -> Label:
    """The label of one segment, judged on the rounded score."""
    rounded = round(score, 2)
    if rounded >= POSITIVE_FROM:
        return "positive"
    return "negative" if rounded <= NEGATIVE_TO else "neutral"


def overall_label(score: float) -> Label:
    """The label of a call, judged on the rounded score."""
    rounded = round(score, 2)
    if rounded >= OVERALL_BAND:
        return "positive"
    return "negative" if rounded <= -OVERALL_BAND else "neutral"


def sentiment_of(
    segments: Sequence[Segment],
    scores: Sequence[float],
    method: str,
    *,
    agents: Set[str] = ONE_AGENT,
) -> Sentiment:
    """The sentiment of a call from one score per segment, in time order. ``agents``: labels of all
    who speak for the company."""
    scored = [
        SegmentSentiment(
            segment_id=segment.id,
            speaker=segment.speaker,
            start=segment.start,
            end=segment.end,
            label=segment_label(score),
            score=_rounded(score),
        )
        for segment, score in zip(segments, scores, strict=True)
    ]
    return _summed_up(scored, method, agents)


def filter_speaker(sentiment: Sentiment, speaker: str) -> Sentiment:
    """Only the segments of ``speaker``; the overall score, label and trend are theirs alone."""
    kept = [s for s in sentiment.segments if s.speaker == speaker]
    return _summed_up(kept, sentiment.method, ONE_AGENT)


def by_minute(sentiment: Sentiment) -> tuple[MinuteSentiment, ...]:
    """One bucket for each minute in which a segment begins, in order."""
    minutes: dict[int, list[SegmentSentiment]] = {}
    for segment in sentiment.segments:
        minutes.setdefault(int(segment.start // 60), []).append(segment)
    return tuple(_bucket(minute, minutes[minute]) for minute in sorted(minutes))


def overall_score(segments: Sequence[SegmentSentiment], agents: Set[str] = ONE_AGENT) -> float:
    """Mean by duration and recency within each party, then 85 % callers and 15 % agents.

    A party's mean weighs its n-th segment by ``duration * (1 + RECENCY * n / (count - 1))``. A
    party that does not speak leaves the whole weight to the other; no segments give 0.
    """
    agent = [s for s in segments if s.speaker in agents]
    callers = [s for s in segments if s.speaker not in agents]
    if not agent or not callers:
        return _rounded(_recent_mean(agent or callers))
    return _rounded(CUSTOMER_WEIGHT * _recent_mean(callers) + AGENT_WEIGHT * _recent_mean(agent))


def trend(segments: Sequence[SegmentSentiment], agents: Set[str] = ONE_AGENT) -> Trend:
    """Mean of the last third of the callers' segments against the mean of their first third, each
    by duration; of all segments where nobody but the agents speaks. Below two: ``stable``."""
    judged = [s for s in segments if s.speaker not in agents] or list(segments)
    if len(judged) < 2:
        return "stable"
    third = max(1, len(judged) // 3)
    change = round(_mean(judged[-third:], _duration) - _mean(judged[:third], _duration), 4)
    if abs(change) <= TREND_STEP:
        return "stable"
    return "improving" if change > 0 else "declining"


def _summed_up(segments: Sequence[SegmentSentiment], method: str, agents: Set[str]) -> Sentiment:
    score = overall_score(segments, agents)
    return Sentiment(
        overall_label=overall_label(score),
        overall_score=score,
        trend=trend(segments, agents),
        segments=tuple(segments),
        method=method,
    )


def _bucket(minute: int, segments: Sequence[SegmentSentiment]) -> MinuteSentiment:
    score = _rounded(_mean(segments, _duration))
    return MinuteSentiment(
        minute=minute,
        start=minute * 60.0,
        end=(minute + 1) * 60.0,
        label=segment_label(score),
        score=score,
    )


def _recent_mean(segments: Sequence[SegmentSentiment]) -> float:
    if not segments:
        return 0.0
    last = max(1, len(segments) - 1)
    place = {s.segment_id: n / last for n, s in enumerate(segments)}
    return _mean(segments, lambda s: _duration(s) * (1 + RECENCY * place[s.segment_id]))


def _mean(
    segments: Sequence[SegmentSentiment], weight: Callable[[SegmentSentiment], float]
) -> float:
    return fmean([s.score for s in segments], weights=[weight(s) for s in segments])


def _duration(segment: SegmentSentiment) -> float:
    return max(_SHORTEST, segment.end - segment.start)


def _rounded(score: float) -> float:
    """Two decimals within -1..1, and never -0.0."""
    return round(min(1.0, max(-1.0, score)), 2) + 0.0
