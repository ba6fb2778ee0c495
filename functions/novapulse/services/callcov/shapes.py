"""The answers of both families of the CallCov API, and its webhook."""

from typing import Any, Literal

from pydantic import Field

from novapulse.domain.assessment import AssessmentStatus
from novapulse.domain.insights import Label
from novapulse.domain.media import Notice
from novapulse.services.callcov.finding_shapes import Coaching, Compliance, Quality, Shape

Status = Literal["processing", "completed", "failed"]
Direction = Literal["inbound", "outbound"]
TIME: dict[str, Any] = {"format": "date-time"}


class Submitted(Shape):
    """What a submission to ``/calls/analyze`` is answered with."""

    analysis_id: str = Field(pattern="^anl_[0-9a-z]{10}$")
    status: Status
    created_at: str = Field(json_schema_extra=TIME)
    estimated_completion: str = Field(json_schema_extra=TIME)
    webhook_url: str | None


class Audio(Shape):
    """``format`` is what the file's name says. Size and duration are null while a recording that is
    named by a URL has not been fetched."""

    url: None = None
    format: str | None
    size_bytes: int | None
    duration_seconds: float | None


class Segment(Shape):
    """Times are seconds."""

    id: int
    speaker: str
    text: str
    start: float
    end: float
    confidence: float = Field(ge=0, le=1)


class Transcript(Shape):
    """Redacted. ``text`` has a line for each turn: ``Agent: ...``."""

    text: str
    language: str
    segments: tuple[Segment, ...]


class SummarySentence(Shape):
    text: str
    segment_ids: tuple[int, ...]


class Assessed(Shape):
    """By which policy the call was judged, and what to know when reading the findings."""

    status: AssessmentStatus
    policy: str
    language: str
    notices: tuple[Notice, ...]


class Findings(Shape):
    """Null where the call was not assessed; ``assessment.notices`` say why."""

    compliance: Compliance | None
    quality: Quality | None
    coaching: Coaching | None
    assessment: Assessed | None


class Analysis(Findings):
    """``sentiment_by_speaker`` are mean scores, -1..1."""

    sentiment: Label
    summary: str
    sentiment_score: float
    sentiment_by_speaker: dict[str, float]
    summary_sentences: tuple[SummarySentence, ...]


class Results(Findings):
    summary: str


class Call(Shape):
    agent_id: str | None
    contact_id: str | None
    call_direction: Direction | None
    call_type: Direction | None
    call_timestamp: str | None
    duration_ms: int | None
    duration_seconds: float | None
    metadata: dict[str, Any]


class SystemMetadata(Shape):
    webhook_url: str | None
    completed_at: str | None
    processing_time_ms: int | None
    error_message: str | None


class CallAnalysis(Submitted):
    """``GET /calls/analyze/{id}``. ``metadata`` are the caller's own."""

    id: str = Field(json_schema_extra={"format": "uuid"})
    completed_at: str | None
    agent_id: str | None
    contact_id: str | None
    call_direction: Direction | None
    call_timestamp: str | None
    metadata: dict[str, Any] | None
    audio: Audio
    transcript: Transcript | None
    analysis: Analysis | None
    results: Results | None
    error: str | None
    error_code: str | None
    warnings: tuple[Notice, ...]


class AnalysisResponse(Shape):
    """``/analysis/``. ``metadata`` are the server's; the caller's own are in ``call``."""

    id: str = Field(json_schema_extra={"format": "uuid"})
    object: Literal["analysis"] = "analysis"
    created: int = Field(description="Unix seconds")
    status: Status
    livemode: Literal[True] = True
    analysis_id: str = Field(pattern="^anl_[0-9a-z]{10}$")
    call: Call
    audio: Audio
    transcript: Transcript | None
    results: Results | None
    metadata: SystemMetadata


class AnalysisList(Shape):
    object: Literal["list"] = "list"
    data: tuple[AnalysisResponse, ...] = Field(description="Newest first")
    total: int
    limit: int
    offset: int
    has_more: bool


class AnalysisEvent(AnalysisResponse):
    """What is POSTed to a ``webhook_url`` when an analysis has ended: what both families answer,
    but for the one name that they fill differently (``metadata``)."""

    created_at: str
    completed_at: str | None
    analysis: Analysis | None
    error: str | None
    error_code: str | None
    error_message: str | None
