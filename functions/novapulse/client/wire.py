"""The names by which callers know the API's shapes."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from novapulse.api.native.jobs.schemas import ErasureAnswer, JobList
from novapulse.api.native.jobs.speaker_schemas import SpeakersAnswer
from novapulse.api.native.schemas import (
    Accepted,
    InsightsAnswer,
    JobAnswer,
    JobErrorSchema,
    ProgressSchema,
    TranscriptionAnswer,
)
from novapulse.api.native.search.schemas import AskAnswer, SearchAnswer
from novapulse.api.native.webhooks.schemas import DeliveriesAnswer, DeliveryAnswer, TryAnswer

Job = JobAnswer
JobPage = JobList
Transcript = TranscriptionAnswer
Insights = InsightsAnswer
Speakers = SpeakersAnswer
Receipt = ErasureAnswer
SearchResults = SearchAnswer
Answer = AskAnswer
Delivery = DeliveryAnswer
DeliveryPage = DeliveriesAnswer
WebhookTest = TryAnswer


class Event(BaseModel):
    """``event`` is job.created, job.progress, job.completed or job.failed, and with newer servers
    perhaps more. ``id`` is where to go on: ``events(last_event_id=...)``."""

    model_config = ConfigDict(frozen=True)

    id: str = ""
    event: str
    event_id: str
    job_id: str
    status: str
    pipeline: str
    metadata: dict[str, Any]
    occurred_at: str
    progress: ProgressSchema | None = None
    error: JobErrorSchema | None = None


__all__ = [
    "Accepted",
    "Answer",
    "Delivery",
    "DeliveryPage",
    "Event",
    "Insights",
    "Job",
    "JobPage",
    "Receipt",
    "SearchResults",
    "Speakers",
    "Transcript",
    "WebhookTest",
]
