"""``GET /v1/job/{jobId}``: where a job stands."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, ConfigDict, Field

from novapulse.api.home_of import HomeOf
from novapulse.api.symbl.dependencies import caller_with
from novapulse.api.symbl.documented import answers
from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job, JobStatus
from novapulse.domain.keys import ApiKey
from novapulse.services.home import Home
from novapulse.services.symbl.ids import job_of, job_uuid

router = APIRouter(prefix="/v1/job", tags=["Jobs"])

Status = Literal["scheduled", "in_progress", "completed", "failed"]
STATUSES: dict[JobStatus, Status] = {
    JobStatus.QUEUED: "in_progress",
    JobStatus.PROCESSING: "in_progress",
    JobStatus.COMPLETED: "completed",
    JobStatus.FAILED: "failed",
}
"""A job is shown as begun as soon as it is stored: there are clients that poll only while they
read ``in_progress``."""
SHOWN = 80


class JobAnswer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str = Field(description="A UUID", examples=["6e6f7661-7075-4c73-a5ec-7a2d9c4f1e8b"])
    status: Status
    message: str | None = Field(default=None, description="Why it failed, and what to do")


@router.get(
    "/{jobId}",
    response_model=JobAnswer,
    response_model_exclude_none=True,
    responses=answers(404),
    operation_id="get_job",
    summary="Where a job stands",
)
def get_job(
    job_id: Annotated[str, Path(alias="jobId", description="The jobId of a submission")],
    home: HomeOf,
    key: Annotated[ApiKey, Depends(caller_with("jobs:read"))],
) -> JobAnswer:
    job = _found(home, key.tenant, job_id)
    return JobAnswer(
        id=job_uuid(job.id),
        status=STATUSES[job.status],
        message=None if job.error is None else job.error.message,
    )


def _found(home: Home, tenant: str, sent: str) -> Job:
    name = job_of(sent)
    try:
        if name is not None:
            return home.jobs.get(tenant, name)
    except NotFound:
        pass
    # Connectors know an expired job by these words.
    raise NotFound("job_not_found", f"Job with id: {sent[:SHOWN]} not found")
