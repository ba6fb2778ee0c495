"""How a call was held, as facts with times. No overall score: whoever reads them weighs them.

Times and lengths are seconds. ``flagged`` always means: a person should look at it.
"""

from novapulse.domain.evidence import Evidence
from novapulse.domain.insights import Label, Trend
from novapulse.domain.value import Value


class Presence(Value):
    """A greeting or a closing by the agent."""

    present: bool
    timestamp: float | None
    flagged: bool
    evidence: Evidence | None = None


class Empathy(Value):
    """``flagged``: the customer was unhappy and the agent never said a word about it."""

    detected: bool
    count: int
    examples: tuple[Evidence, ...]
    flagged: bool


class Interruption(Value):
    """``duration``: for how long both spoke. ``by``: who came in."""

    timestamp: float
    duration: float
    by: str
    evidence: Evidence


class Interruptions(Value):
    count: int
    agent_count: int
    customer_count: int
    events: tuple[Interruption, ...]
    flagged: bool


class Silence(Value):
    """Nobody speaks. ``segment_ids``: the last before it and the first after it."""

    start: float
    end: float
    segment_ids: tuple[int, ...]

    @property
    def seconds(self) -> float:
        return round(self.end - self.start, 2)


class DeadAir(Value):
    """Silences of more than the policy's seconds that nobody announced."""

    count: int
    longest_seconds: float
    events: tuple[Silence, ...]
    flagged: bool


class Hold(Value):
    """A silence that the agent announced, in the words of ``announcement``."""

    silence: Silence
    announcement: Evidence


class Holds(Value):
    count: int
    total_seconds: float
    longest_seconds: float
    events: tuple[Hold, ...]
    flagged: bool


class TalkRatio(Value):
    """Shares of the call, 0..1, which sum to 1. ``flagged``: the agent holds most of the speech."""

    agent: float
    customer: float
    silence: float
    flagged: bool


class SpeakerPace(Value):
    """Words per minute of own speech; None where too little was said to tell."""

    speaker: str
    words_per_minute: int | None


class Pace(Value):
    """``flagged``: the agent is outside of the policy's range."""

    speakers: tuple[SpeakerPace, ...]
    flagged: bool


class SpeakerSentiment(Value):
    """Scores -1..1. ``start`` and ``end``: means of the first and of the last third of what the
    speaker said. ``negative_segment_ids``: the segments that are labelled negative."""

    speaker: str
    label: Label
    score: float
    start: float
    end: float
    trend: Trend
    negative_segment_ids: tuple[int, ...]


class SentimentAnalysis(Value):
    """``flagged``: the call is negative as a whole, or the customer's trend is declining."""

    overall: Label
    score: float
    trend: Trend
    speakers: tuple[SpeakerSentiment, ...]
    negative_segments_count: int
    flagged: bool


class CallStructure(Value):
    """The five parts of a call, each with the words that show it, or None where it was not found.
    ``resolution`` also holds a follow-up that was agreed."""

    greeting: Evidence | None
    identification: Evidence | None
    problem: Evidence | None
    resolution: Evidence | None
    closing: Evidence | None


class Quality(Value):
    greeting: Presence
    closing: Presence
    empathy: Empathy
    interruptions: Interruptions
    dead_air: DeadAir
    hold: Holds
    talk_ratio: TalkRatio
    pace: Pace
    sentiment_analysis: SentimentAnalysis
    call_structure: CallStructure
