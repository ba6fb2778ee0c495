"""A job event as it goes over the wire: the ``data`` of a server-sent event and the ``detail`` of
an event on a bus are the same JSON object, and ``events/schemas`` is made from these models."""

from typing import Annotated, Any, Literal

from pydantic import Field

from novapulse.domain.events import EventType, JobEvent
from novapulse.domain.job import JobStatus, Pipeline
from novapulse.domain.value import Value
from novapulse.domain.webhook import event_id
from novapulse.domain.wire_time import wire_time

EVENT_ID = "^evt_[0-9a-f]{24}$"
JOB_ID = "^job_[0-9a-f]{12}$"

EventId = Annotated[
    str,
    Field(
        pattern=EVENT_ID,
        description="The same whenever the same event is sent again: drop a repeat by it",
    ),
]
JobId = Annotated[str, Field(pattern=JOB_ID, description="The job that the event is about")]
WireTime = Annotated[
    str, Field(json_schema_extra={"format": "date-time"}, description="UTC, whole seconds")
]


class ProgressPayload(Value):
    step: str = Field(description="The stage that the job is in")
    percent: int = Field(ge=0, le=100, description="Of the whole job")


class ErrorPayload(Value):
    code: str = Field(description="Stable and machine readable")
    message: str = Field(description="What went wrong and what to do")


class JobPayload(Value):
    """What every event of a job says."""

    event: EventType
    event_id: EventId
    job_id: JobId
    status: JobStatus = Field(description="The job's status once the event had happened")
    pipeline: Pipeline
    metadata: dict[str, Any] = Field(description="As it was submitted with the recording")
    occurred_at: WireTime


class JobCreated(JobPayload):
    """A recording was taken in, and its job waits to be processed."""

    event: Literal[EventType.CREATED]
    status: Literal[JobStatus.QUEUED]


class JobProgress(JobPayload):
    """A job has got further than before."""

    event: Literal[EventType.PROGRESS]
    status: Literal[JobStatus.PROCESSING]
    progress: ProgressPayload


class JobCompleted(JobPayload):
    """A job is completed, and its results can be fetched."""

    event: Literal[EventType.COMPLETED]
    status: Literal[JobStatus.COMPLETED]


class JobFailed(JobPayload):
    """A job has failed for good."""

    event: Literal[EventType.FAILED]
    status: Literal[JobStatus.FAILED]
    error: ErrorPayload


PAYLOADS: dict[EventType, type[JobPayload]] = {
    EventType.CREATED: JobCreated,
    EventType.PROGRESS: JobProgress,
    EventType.COMPLETED: JobCompleted,
    EventType.FAILED: JobFailed,
}


def payload_of(event: JobEvent) -> JobPayload:
    """Says neither the tenant nor the event's number: a stream is one tenant's, and its ``id:``
    is the number."""
    values = event.model_dump(include={"job_id", "status", "pipeline", "metadata"})
    for name in ("progress", "error"):
        if (told := getattr(event, name)) is not None:
            values[name] = told.model_dump()
    return PAYLOADS[event.type](
        event=event.type, event_id=_id_of(event), occurred_at=wire_time(event.at), **values
    )


def _id_of(event: JobEvent) -> str:
    """That of a webhook about the same, where there is one. A job's percentage never comes twice,
    so it tells one progress from another."""
    if event.progress is None:
        return event_id(event.job_id, event.type)
    return event_id(event.job_id, f"{event.type}:{event.progress.percent}")
