"""The exact shapes of the native API's answers. A field that was not set is not sent."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from novapulse.domain.coaching import Coaching
from novapulse.domain.compliance import Compliance
from novapulse.domain.content import Entity, Message, Question, Task, Topic
from novapulse.domain.quality import Quality
from novapulse.domain.tracker import DetectedTracker

Status = Literal["queued", "processing", "completed", "failed"]
PipelineName = Literal["transcription", "full-analysis"]
SPEAKER = r"^(Agent|Customer|Speaker [1-9][0-9]?)$"
"""How a transcript names those who speak."""
NOT_BLANK = r"[^\s\x00-\x1f]"


class Schema(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class ErrorBody(Schema):
    code: str = Field(description="Stable and machine readable")
    message: str = Field(description="For the person: what is wrong and what to do")
    status: int = Field(description="The HTTP status again")


class ErrorAnswer(Schema):
    error: ErrorBody


class FileSchema(Schema):
    """Size and duration are null while a recording that is named by a URL is not fetched."""

    name: str
    size_bytes: int | None
    duration_seconds: int | None


class Accepted(Schema):
    job_id: str
    status: Status
    pipeline: PipelineName
    created_at: str
    estimated_completion: str
    file: FileSchema


class JobErrorSchema(Schema):
    code: str
    message: str


class ProgressSchema(Schema):
    step: str
    percent: int = Field(ge=0, le=100)


class NoticeSchema(Schema):
    code: str
    message: str


class CallSchema(Schema):
    """As submitted; null is what was left out."""

    agent_id: str | None
    contact_id: str | None
    direction: Literal["inbound", "outbound"] | None
    timestamp: str | None


class JobAnswer(Schema):
    job_id: str
    status: Status
    pipeline: PipelineName
    created_at: str
    estimated_completion: str
    completed_at: str | None
    metadata: dict[str, Any]
    file: FileSchema
    error: JobErrorSchema | None = None
    progress: ProgressSchema | None = None
    warnings: list[NoticeSchema] = []
    call: CallSchema | None = None


class WordSchema(Schema):
    word: str
    start: float
    end: float
    confidence: float


class SegmentSchema(Schema):
    id: int
    speaker: str | None = None
    start: float
    end: float
    text: str
    confidence: float
    words: list[WordSchema] | None = None
    flags: list[str] | None = None


class SpeakerSchema(Schema):
    label: str
    source: str
    confidence: float
    reason: str
    name: str = Field(
        default="", description="What whoever handed in a written call named the speaker"
    )


class EngineSchema(Schema):
    name: str
    model: str
    version: str
    draft: bool = Field(description="The text is a draft that must not be relied on")
    note: str


Unreliable = Annotated[
    Literal[True],
    Field(description="Most words of the transcript may be wrong, and so may this; else left out"),
]


class TranscriptionAnswer(Schema):
    job_id: str
    status: Status
    language: str
    duration_seconds: int
    speakers_detected: int
    transcription_accuracy: float = Field(description="Mean word confidence, 0..1")
    segments: list[SegmentSchema]
    summary: str | None = None
    pii_redacted: bool
    created_at: str
    completed_at: str | None
    speakers: list[SpeakerSchema] | None = None
    engine: EngineSchema
    warnings: list[NoticeSchema]
    unreliable: Unreliable | None = None


class SegmentSentimentSchema(Schema):
    segment_id: int
    speaker: str
    start: float
    end: float
    label: str
    score: float


class MinuteSentimentSchema(Schema):
    minute: int = Field(description="From 0")
    start: float
    end: float
    label: str
    score: float


class SentimentSchema(Schema):
    overall_label: str
    overall_score: float
    trend: str
    segments: list[SegmentSentimentSchema] | None = None
    minutes: list[MinuteSentimentSchema] | None = None


class BehavioralSchema(Schema):
    silence_ratio: float
    interruption_count: int
    agent_talk_ratio: float
    customer_talk_ratio: float
    average_response_time_seconds: float


class StatementSchema(Schema):
    text: str
    segment_ids: list[int]


class EvidenceSchema(Schema):
    summary: list[StatementSchema]
    recommendations: list[StatementSchema] | None = None


class AssessmentSchema(Schema):
    """``policy`` is the name of the one that the call was held against."""

    status: Literal["assessed", "not_assessed"]
    policy: str
    notices: list[NoticeSchema]


class InsightsAnswer(Schema):
    job_id: str
    pipeline: PipelineName | None = None
    sentiment: SentimentSchema | None = None
    behavioral: BehavioralSchema | None = None
    summary: str | None = None
    recommendations: list[str] | None = None
    evidence: EvidenceSchema | None = None
    assessment: AssessmentSchema | None = None
    compliance: Compliance | None = None
    quality: Quality | None = None
    coaching: Coaching | None = None
    messages: tuple[Message, ...] | None = None
    topics: tuple[Topic, ...] | None = None
    questions: tuple[Question, ...] | None = None
    action_items: tuple[Task, ...] | None = None
    follow_ups: tuple[Task, ...] | None = None
    entities: tuple[Entity, ...] | None = None
    trackers: tuple[DetectedTracker, ...] | None = None
    notices: list[NoticeSchema] | None = None
    unreliable: Unreliable | None = None


class HealthAnswer(Schema):
    status: Literal["ok"]
    version: str
    engine: str
