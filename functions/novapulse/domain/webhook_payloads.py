"""What is POSTed to a ``webhook_url``. No text of a call is in it."""

from typing import Literal

from pydantic import ConfigDict, Field

from novapulse.domain.event_payloads import ErrorPayload, JobId, WireTime
from novapulse.domain.job import Job, JobStatus, Pipeline
from novapulse.domain.value import Value
from novapulse.domain.wire_time import wire_time


class WebhookPayload(Value):
    """What has a fixed value is always sent, and the schemas say so."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class WebhookCompleted(WebhookPayload):
    """A job is completed, and its results can be fetched."""

    event: Literal["job.completed"] = "job.completed"
    job_id: JobId
    status: Literal[JobStatus.COMPLETED] = JobStatus.COMPLETED
    pipeline: Pipeline
    completed_at: WireTime


class WebhookFailed(WebhookPayload):
    """A job has failed for good."""

    event: Literal["job.failed"] = "job.failed"
    job_id: JobId
    status: Literal[JobStatus.FAILED] = JobStatus.FAILED
    pipeline: Pipeline
    completed_at: WireTime
    error: ErrorPayload


class WebhookTest(WebhookPayload):
    """Sent on request, to try a URL and the check of its signature."""

    event: Literal["webhook.test"] = "webhook.test"
    sent_at: WireTime = Field(description="UTC, whole seconds")


def ended_payload(job: Job) -> WebhookCompleted | WebhookFailed:
    """Raises ValueError for a job that has not ended."""
    if job.completed_at is None:
        raise ValueError(f"job {job.id} ({job.status}) has not ended")
    completed_at = wire_time(job.completed_at)
    about = {"job_id": job.id, "pipeline": job.options.pipeline, "completed_at": completed_at}
    if job.status is JobStatus.COMPLETED:
        return WebhookCompleted.model_validate(about)
    assert job.error is not None
    error = ErrorPayload(code=job.error.code, message=job.error.message)
    return WebhookFailed.model_validate({**about, "error": error})
