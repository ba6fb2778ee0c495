"""A job's way from status to status. Each step is one transaction with the event that tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from novapulse.adapters.aws.dynamodb import indexed_jobs, keys
from novapulse.adapters.aws.dynamodb.attributes import Item, utc_text
from novapulse.adapters.aws.dynamodb.event_log import event_writes, last_number
from novapulse.adapters.aws.dynamodb.job_items import job_of
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.writes import Delete, Put, Update, When, Write
from novapulse.domain.events import EventType, event_of
from novapulse.domain.job import Job, JobStatus, Progress


@dataclass(frozen=True)
class End:
    """``values`` are attributes of the job that the end sets."""

    from_: tuple[JobStatus, ...]
    status: JobStatus
    event: EventType
    at: datetime
    values: Mapping[str, Any] = field(default_factory=dict)


def try_end(table: Table, tenant: str, job_id: str, end: End, *, events_kept: timedelta) -> bool:
    """2 requests; 1 if it has ended before. For ``settled``."""
    job_key, log_key = keys.job(tenant, job_id), keys.last_event(tenant)
    indexed_key = keys.indexed_job(tenant, job_id)
    found = table.get_many([job_key, log_key, indexed_key])
    item, last = found.get(job_key), last_number(found.get(log_key))
    if item is None or item["status"] not in end.from_:
        return False
    values = {"status": end.status, "completed_at": utc_text(end.at), **end.values}
    job = job_of({**item, **values})
    number = last + 1
    move = Update(
        job_key,
        set={
            **values,
            "last_event": number,
            "GSI2PK": keys.ENDED_JOBS,
            "GSI2SK": keys.moment(job.created_at, job.id),
        },
        add={"events": {number}},
        when=When("#status = :was", was=item["status"]),
    )
    event = event_of(job, end.event, end.at, number=number)
    writes: list[Write] = [move, *_after_end(job), *event_writes(event, kept=events_kept)]
    if job.status is JobStatus.COMPLETED:
        writes.append(indexed_jobs.completed(job, found.get(indexed_key)))
    table.transact(writes)
    return True


def try_progress(
    table: Table,
    tenant: str,
    job_id: str,
    progress: Progress,
    at: datetime,
    *,
    events_kept: timedelta,
) -> None:
    """2 requests; 1 if it is no further than before. For ``settled``."""
    item, last = read_with_log(table, tenant, job_id)
    if item is None or item["status"] != JobStatus.PROCESSING:
        return
    if item.get("progress_percent", -1) >= progress.percent:
        return
    values = {"progress_step": progress.step, "progress_percent": progress.percent}
    number = last + 1
    still = "attribute_not_exists(#progress_percent) OR #progress_percent < :percent"
    move = Update(
        keys.job(tenant, job_id),
        set={**values, "last_event": number},
        add={"events": {number}},
        when=When("#status = :processing", processing=JobStatus.PROCESSING)
        & When(still, percent=progress.percent),
    )
    event = event_of(job_of({**item, **values}), EventType.PROGRESS, at, number=number)
    table.transact([move, *event_writes(event, kept=events_kept)])


def read_with_log(table: Table, tenant: str, job_id: str) -> tuple[Item | None, int]:
    """The job, and the number of its tenant's last event; 1 request."""
    job, log = keys.job(tenant, job_id), keys.last_event(tenant)
    found = table.get_many([job, log])
    return found.get(job), last_number(found.get(log))


def no_longer_open(job: Job) -> tuple[Write, ...]:
    return (
        Update(keys.open_count(job.tenant), add={"n": -1}),
        Delete(keys.open_job(job.tenant, job.estimated_completion, job.id)),
    )


def _after_end(job: Job) -> tuple[Write, ...]:
    pointer = {"job_id": job.id, "tenant": job.tenant}
    with_data = Put(keys.job_with_data(job.tenant, job.created_at, job.id), pointer)
    if job.options.webhook_url is None:
        return (*no_longer_open(job), with_data)
    assert job.completed_at is not None
    untold = {**pointer, "completed_at": utc_text(job.completed_at)}
    return (
        *no_longer_open(job),
        with_data,
        Put(keys.untold_job(job.tenant, job.id), untold),
    )
