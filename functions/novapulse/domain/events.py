"""What happens to a job, as an event that others may follow: by server-sent events, and on a bus.

The schemas under ``events/schemas`` are made from these models. No text of a call is in them.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from novapulse.domain.job import Job, JobError, JobStatus, Pipeline, Progress
from novapulse.domain.value import Value


class EventType(StrEnum):
    CREATED = "job.created"
    PROGRESS = "job.progress"
    COMPLETED = "job.completed"
    FAILED = "job.failed"


class JobEvent(Value):
    """``number`` grows with time and is never given twice."""

    number: int
    tenant: str
    job_id: str
    type: EventType
    at: datetime
    status: JobStatus
    pipeline: Pipeline
    metadata: dict[str, Any] = Field(default_factory=dict)
    progress: Progress | None = None
    error: JobError | None = None


def event_of(job: Job, type: EventType, at: datetime, *, number: int = 0) -> JobEvent:
    """The event of a job as it is now. A store gives the number."""
    return JobEvent(
        number=number,
        tenant=job.tenant,
        job_id=job.id,
        type=type,
        at=at,
        status=job.status,
        pipeline=job.options.pipeline,
        metadata=job.options.metadata,
        progress=job.progress if type is EventType.PROGRESS else None,
        error=job.error if type is EventType.FAILED else None,
    )
