"""What the analyses say about a call. Every statement names the segments it rests on."""

from typing import Literal

from novapulse.domain.media import Notice
from novapulse.domain.value import Value

Label = Literal["positive", "neutral", "negative"]
Trend = Literal["improving", "stable", "declining"]
Outcome = Literal["resolved", "pending", "unresolved", "open"]


class SegmentSentiment(Value):
    """``score`` -1..1, two decimals."""

    segment_id: int
    speaker: str
    start: float
    end: float
    label: Label
    score: float


class Sentiment(Value):
    overall_label: Label
    overall_score: float
    trend: Trend
    segments: tuple[SegmentSentiment, ...]
    method: str = ""
    """Which scorer: ``lexicon+head``, or ``lexicon+head+minilm``."""


class Behavioral(Value):
    """Shares are 0..1 of the call's duration; see ``behaviour`` for each definition."""

    silence_ratio: float
    interruption_count: int
    agent_talk_ratio: float
    customer_talk_ratio: float
    average_response_time_seconds: float


class Sentence(Value):
    """One sentence of a summary. ``kind``: reason, action, outcome or topic."""

    kind: str
    text: str
    segment_ids: tuple[int, ...]


class Summary(Value):
    """``method``: ``template``, or ``generated:`` and the model. ``notices`` become the job's."""

    text: str
    sentences: tuple[Sentence, ...]
    outcome: Outcome
    method: str = "template"
    notices: tuple[Notice, ...] = ()


class Recommendation(Value):
    """``rule`` is the stable name of the rule that fired."""

    rule: str
    text: str
    segment_ids: tuple[int, ...]


class Insights(Value):
    sentiment: Sentiment
    behavioral: Behavioral
    summary: Summary
    recommendations: tuple[Recommendation, ...]
