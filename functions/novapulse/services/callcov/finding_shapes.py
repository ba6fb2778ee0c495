"""Compliance, quality and coaching under CallCov's names.

The published field reference names the parts and some leaves; the other leaves are ours. Whatever
is found keeps its evidence: who said what when.
"""

from pydantic import ConfigDict, Field

from novapulse.domain.coaching import CustomerEffort, Priority, Strength
from novapulse.domain.compliance import (
    IdentityVerification,
    MandatoryDisclosures,
    PurposeDeclaration,
)
from novapulse.domain.evidence import Evidence
from novapulse.domain.insights import Label, Trend
from novapulse.domain.pii import PiiKind
from novapulse.domain.quality import (
    CallStructure,
    DeadAir,
    Holds,
    Interruptions,
    Pace,
    Presence,
    SpeakerSentiment,
    TalkRatio,
)
from novapulse.domain.value import Value


class Shape(Value):
    """Every field is always sent, and the schemas say so."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class Phrase(Shape):
    """``phrase`` and ``id`` are the policy's; ``evidence`` has what was said."""

    id: str
    phrase: str
    timestamp: float
    speaker: str
    segment: int | None
    evidence: Evidence


class ProhibitedPhrases(Shape):
    detected: bool
    phrases: tuple[Phrase, ...]
    flagged: bool


class SensitiveItem(Shape):
    """A kind of data, never its value."""

    type: PiiKind
    timestamp: float
    speaker: str
    segment: int | None
    flagged: bool
    evidence: Evidence


class SensitiveData(Shape):
    detected: bool
    items: tuple[SensitiveItem, ...]
    flagged: bool


class Compliance(Shape):
    identity_verification: IdentityVerification
    mandatory_disclosures: MandatoryDisclosures
    purpose_declaration: PurposeDeclaration
    prohibited_phrases: ProhibitedPhrases
    sensitive_data: SensitiveData


class SentimentAnalysis(Shape):
    """Scores -1..1; null for a speaker that nobody is known to be."""

    overall: Label
    score: float
    agent: Label | None
    customer: Label | None
    customer_start: float | None
    customer_end: float | None
    trend: Trend
    negative_segments_count: int
    flagged: bool
    speakers: tuple[SpeakerSentiment, ...]


class SpokenExample(Shape):
    text: str
    timestamp: float
    evidence: Evidence


class Empathy(Shape):
    detected: bool
    count: int
    examples: tuple[SpokenExample, ...]
    flagged: bool


class CallParts(Shape):
    """Which parts of a call are there; ``evidence`` has the words that show them."""

    greeting: bool
    identification: bool
    problem: bool
    resolution: bool
    closing: bool
    evidence: CallStructure


class Quality(Shape):
    greeting: Presence
    closing: Presence
    sentiment_analysis: SentimentAnalysis
    empathy: Empathy
    interruptions: Interruptions
    call_structure: CallParts
    talk_ratio: TalkRatio
    dead_air: DeadAir
    hold: Holds
    speaking_rate_wpm: int | None = Field(description="The agent's words a minute")
    pace: Pace


class Place(Shape):
    """``segment`` is null where it rests on the whole call."""

    timestamp: float
    segment: int | None
    speaker: str
    quote: str


class Recommendation(Shape):
    """``evidence`` is null for what was not said at all; ``further_evidence`` is the rest of it."""

    area: str
    priority: Priority
    message: str
    evidence: Place | None
    further_evidence: tuple[Place, ...]


class Coaching(Shape):
    recommendations: tuple[Recommendation, ...] = Field(description="The most urgent first")
    strengths: tuple[Strength, ...]
    customer_effort_score: float = Field(ge=0, le=5, description="5 is the most effort")
    customer_effort: CustomerEffort
