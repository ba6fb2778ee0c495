"""The names by which callers know the API's shapes."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from novapulse.api.native.jobs_schemas import ErasureAnswer, JobList
from novapulse.api.native.schemas import (
    Accepted,
    InsightsAnswer,
    JobAnswer,
    JobErrorSchema,
    ProgressSchema,
    TranscriptionAnswer,
)

Job = JobAnswer
Transcript = TranscriptionAnswer
Insights = InsightsAnswer
JobPage = JobList
Receipt = ErasureAnswer


class Attempt(BaseModel):
    at: str
    status: int | None
    error: str = ""


class Delivery(BaseModel):
    delivery_id: str
    job_id: str
    event: str
    url: str
    status: str
    created_at: str


class DeliveryPage(BaseModel):
    deliveries: list[Delivery]
    next_cursor: str | None = None


class Event(BaseModel):
    id: int
    type: str
    job_id: str
    at: datetime
    status: str
    pipeline: str
    metadata: dict[str, Any] = {}
    progress: ProgressSchema | None = None
    error: JobErrorSchema | None = None


__all__ = [
    "Accepted",
    "Attempt",
    "Delivery",
    "DeliveryPage",
    "Event",
    "Insights",
    "Job",
    "JobPage",
    "Receipt",
    "Transcript",
]
