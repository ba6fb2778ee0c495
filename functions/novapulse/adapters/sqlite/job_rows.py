"""A job as a row, and back."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, insert
from sqlalchemy.exc import IntegrityError

from novapulse.adapters.sqlite.tables import JOBS
from novapulse.domain.errors import Conflict
from novapulse.domain.job import Job, JobStatus, Progress

OPEN = (JobStatus.QUEUED, JobStatus.PROCESSING)
ENDED = (JobStatus.COMPLETED, JobStatus.FAILED)

PLAIN_COLUMNS = (
    "id",
    "tenant",
    "status",
    "audio_key",
    "audio_sha256",
    "created_at",
    "estimated_completion",
    "started_at",
    "completed_at",
    "data_expired_at",
)
JSON_COLUMNS = ("options", "file", "error", "warnings")


def insert_job(connection: Connection, job: Job) -> None:
    """Raises Conflict for an id that is taken."""
    values = job.model_dump(mode="json", include=set(JSON_COLUMNS))
    values |= {name: getattr(job, name) for name in PLAIN_COLUMNS}
    if job.progress is not None:
        values |= {"progress_step": job.progress.step, "progress_percent": job.progress.percent}
    try:
        connection.execute(insert(JOBS).values(values))
    except IntegrityError:
        raise Conflict("job_already_exists", f"A job '{job.id}' exists already.") from None


def read_job(row: Row[Any], timings: dict[str, float]) -> Job:
    return job_of(row._mapping, timings)


def job_of(columns: Mapping[Any, Any], timings: dict[str, float]) -> Job:
    values = {name: columns[name] for name in (*PLAIN_COLUMNS, *JSON_COLUMNS)}
    if columns["progress_step"] is not None:
        values["progress"] = Progress(
            step=columns["progress_step"], percent=columns["progress_percent"]
        )
    return Job.model_validate(values | {"timings": timings})
