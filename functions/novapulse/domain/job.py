"""A job: one recording on its way from submission to a stored result."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field

from novapulse.domain.content_options import ContentOptions
from novapulse.domain.conversation import ConversationOptions
from novapulse.domain.errors import NotFound
from novapulse.domain.media import Notice
from novapulse.domain.value import Value

RECORDED = range(1900, 2200)
"""Years of calls. Beyond lies a clock that was never set."""


class JobStatus(StrEnum):
    QUEUED = "queued"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"

    @property
    def ended(self) -> bool:
        return self in (JobStatus.COMPLETED, JobStatus.FAILED)


class Pipeline(StrEnum):
    TRANSCRIPTION = "transcription"
    FULL_ANALYSIS = "full-analysis"


class Dialect(StrEnum):
    """The API that a job came by, in whose words its webhook speaks. Every API shows every job."""

    NATIVE = "native"
    CALLCOV = "callcov"
    SYMBL = "symbl"


class Medium(StrEnum):
    """What a call is handed in as. Text needs no stage that listens."""

    SPEECH = "speech"
    TEXT = "text"


class CallDetails(Value):
    """What a caller says of a call. ``timestamp``: when it took place, UTC."""

    agent_id: str | None = None
    contact_id: str | None = None
    direction: Literal["inbound", "outbound"] | None = None
    timestamp: datetime | None = None


class FileInfo(Value):
    """Size and duration are 0 while a recording that is named by a URL has not been fetched."""

    name: str
    size_bytes: int
    duration_seconds: float

    @property
    def fetched(self) -> bool:
        return self.size_bytes > 0


class JobError(Value):
    """``message`` says what to do about it."""

    code: str
    message: str


class Progress(Value):
    """``step`` is a stage name of the plan; ``percent`` 0..100 of the whole job."""

    step: str
    percent: int


class JobOptions(Value):
    """What the caller asked for. ``channels`` maps a channel number, from 1, to a role;
    ``audio_url`` is where the recording is to be fetched, None if it was sent. ``language_given``:
    the caller named the language."""

    language: str = "en-US"
    language_given: bool = False
    pipeline: Pipeline = Pipeline.FULL_ANALYSIS
    webhook_url: str | None = None
    audio_url: str | None = None
    channels: dict[str, str] = Field(default_factory=dict)
    speakers_expected: int | None = None
    custom_vocabulary: tuple[str, ...] = ()
    metadata: dict[str, Any] = Field(default_factory=dict)
    dialect: Dialect = Dialect.NATIVE
    call: CallDetails = CallDetails()
    medium: Medium = Medium.SPEECH
    content: ContentOptions = ContentOptions()
    conversation: ConversationOptions = ConversationOptions()


class Job(Value):
    """``id`` is ``job_`` and 12 hex digits. Times are UTC. ``timings`` are seconds per stage.
    ``data_expired_at`` is when recording and results were deleted because their time was over.

    Status changes only along queued -> processing -> completed | failed.
    """

    id: str
    tenant: str
    status: JobStatus
    options: JobOptions
    file: FileInfo
    audio_key: str
    audio_sha256: str
    created_at: datetime
    estimated_completion: datetime
    started_at: datetime | None = None
    completed_at: datetime | None = None
    data_expired_at: datetime | None = None
    error: JobError | None = None
    progress: Progress | None = None
    warnings: tuple[Notice, ...] = ()
    timings: dict[str, float] = Field(default_factory=dict)

    @property
    def began_at(self) -> datetime:
        """When the call took place, as far as anybody said, or else when it came in. Of a year in
        which no call was recorded nothing is believed: days cannot be counted from every one."""
        said = self.options.call.timestamp
        return said if said is not None and said.year in RECORDED else self.created_at


def job_not_found() -> NotFound:
    """Unknown, another tenant's, erased, or no id at all: the one answer to all of them."""
    return NotFound("job_not_found", "No such job exists; an id is 'job_' and 12 hex digits.")
