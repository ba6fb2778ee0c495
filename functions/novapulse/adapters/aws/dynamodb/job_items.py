"""A job as an item, and back. What hardly ever changes rests as JSON in ``doc``; what does
change, or is asked for, in attributes of its own."""

import json
from datetime import datetime
from typing import Any

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.attributes import Item, present, utc_text
from novapulse.adapters.aws.dynamodb.writes import When
from novapulse.domain.job import Job, JobStatus, Progress

OPEN = (JobStatus.QUEUED, JobStatus.PROCESSING)
ENDED = (JobStatus.COMPLETED, JobStatus.FAILED)

CHANGING = frozenset(
    {
        "status",
        "file",
        "audio_sha256",
        "started_at",
        "completed_at",
        "data_expired_at",
        "error",
        "warnings",
    }
)
APART = CHANGING | {"progress", "timings"}


def job_item(job: Job) -> Item:
    """A job that has just been admitted: open."""
    return present(
        {
            "doc": document(job),
            **{name: getattr(job, name) for name in ("status", "audio_sha256")},
            **{name: stored_time(getattr(job, name)) for name in ("started_at", "completed_at")},
            "file": job.file.model_dump(),
            "warnings": [notice.model_dump() for notice in job.warnings],
            "timings": dict(job.timings),
            "pipeline": job.options.pipeline.value,
            "call_direction": job.options.call.direction,
            "progress_step": job.progress and job.progress.step,
            "progress_percent": job.progress and job.progress.percent,
            "GSI1PK": keys.jobs(job.tenant),
            "GSI1SK": keys.moment(job.created_at, job.id),
            "GSI2PK": keys.OPEN_JOBS,
            "GSI2SK": keys.moment(job.created_at, job.id),
        }
    )


def document(job: Job) -> str:
    return job.model_dump_json(exclude=set(APART))


def as_read(item: Item) -> When:
    """The condition that nothing of the job has changed by which it is found."""
    return When(
        "#doc = :doc AND #audio_sha256 = :sha256", doc=item["doc"], sha256=item["audio_sha256"]
    )


def job_of(item: Item, *, timings: bool = False) -> Job:
    """``timings`` are for one job, not for lists."""
    values: dict[str, Any] = json.loads(item["doc"])
    values |= {name: item[name] for name in CHANGING if name in item}
    if "progress_step" in item:
        values["progress"] = Progress(step=item["progress_step"], percent=item["progress_percent"])
    if timings:
        values["timings"] = item["timings"]
    return Job.model_validate(values)


def is_open(item: Item) -> bool:
    return item["status"] in OPEN


def stored_time(at: datetime | None) -> str | None:
    return None if at is None else utc_text(at)
