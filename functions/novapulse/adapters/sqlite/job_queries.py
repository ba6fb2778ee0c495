"""What is asked about jobs, as SQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Delete,
    Select,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    text,
)

from novapulse.adapters.sqlite.job_rows import ENDED, OPEN
from novapulse.adapters.sqlite.tables import DELIVERIES, INDEXED_JOBS, JOB_TIMINGS, JOBS
from novapulse.domain.listing import Cursor, JobFilter, call_conditions
from novapulse.domain.webhook import END_EVENTS

METADATA_EQUALS = """EXISTS (
    SELECT 1 FROM json_each(jobs.options, '$.metadata') AS entry
    WHERE entry.key = :key_{n} AND entry.type NOT IN ('object', 'array')
    AND :value_{n} = CASE entry.type
        WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(entry.value AS TEXT) END)"""


TIMINGS = (
    select(func.json_group_object(JOB_TIMINGS.c.stage, JOB_TIMINGS.c.seconds))
    .where(JOB_TIMINGS.c.job_id == JOBS.c.id)
    .scalar_subquery()
)
ONE = select(JOBS, TIMINGS.label("timings")).where(
    JOBS.c.tenant == bindparam("tenant"), JOBS.c.id == bindparam("job_id")
)
"""A job with its timings, as JSON, in one statement, built once: callers poll it."""


def page(tenant: str, where: JobFilter, limit: int, after: Cursor | None) -> Select[Any]:
    conditions = [JOBS.c.tenant == tenant, *conditions_of(where)]
    if after is not None:
        conditions.append(
            or_(
                JOBS.c.created_at < after.created_at,
                and_(JOBS.c.created_at == after.created_at, JOBS.c.id < after.id),
            )
        )
    newest_first = (JOBS.c.created_at.desc(), JOBS.c.id.desc())
    return select(JOBS).where(*conditions).order_by(*newest_first).limit(limit)


def first_to_end(tenant: str) -> Select[Any]:
    return (
        select(JOBS)
        .where(JOBS.c.tenant == tenant, JOBS.c.status.in_(OPEN))
        .order_by(JOBS.c.estimated_completion, JOBS.c.id)
        .limit(1)
    )


def backlog(unfetched_seconds: float) -> Select[Any]:
    fetched = func.json_extract(JOBS.c.file, "$.size_bytes") > 0
    seconds = case(
        (fetched, func.json_extract(JOBS.c.file, "$.duration_seconds")), else_=unfetched_seconds
    )
    left = 1.0 - func.coalesce(JOBS.c.progress_percent, 0) / 100.0
    total = func.sum(seconds * left)
    return select(JOBS.c.tenant, total).where(JOBS.c.status.in_(OPEN)).group_by(JOBS.c.tenant)


def untold(ended_before: datetime) -> Select[Any]:
    told = exists().where(
        DELIVERIES.c.tenant == JOBS.c.tenant,
        DELIVERIES.c.job_id == JOBS.c.id,
        DELIVERIES.c.event.in_(END_EVENTS),
    )
    wants = func.json_extract(JOBS.c.options, "$.webhook_url").is_not(None)
    return select(JOBS).where(
        JOBS.c.status.in_(ENDED),
        JOBS.c.completed_at < ended_before,
        JOBS.c.data_expired_at.is_(None),  # its deliveries were deleted with its data
        wants,
        ~told,
    )


def delete_deliveries(tenant: str, job_id: str) -> Delete:
    """Together with what makes the job one that is told no more: else it would look untold."""
    return delete(DELIVERIES).where(DELIVERIES.c.tenant == tenant, DELIVERIES.c.job_id == job_id)


def delete_passages(tenant: str, job_id: str) -> Delete:
    """With their words and vectors: the foreign key of a passage cascades."""
    mine = (INDEXED_JOBS.c.tenant == tenant, INDEXED_JOBS.c.job_id == job_id)
    return delete(INDEXED_JOBS).where(*mine)


def ended_created_before(at: datetime, limit: int) -> Select[Any]:
    return (
        select(JOBS)
        .where(JOBS.c.status.in_(ENDED), JOBS.c.created_at < at)
        .order_by(JOBS.c.created_at, JOBS.c.id)
        .limit(limit)
    )


def conditions_of(where: JobFilter) -> list[ColumnElement[bool]]:
    """Of the columns of ``jobs``, whatever else the statement joins."""
    conditions: list[ColumnElement[bool]] = []
    if where.status is not None:
        conditions.append(JOBS.c.status == where.status)
    if where.pipeline is not None:
        conditions.append(func.json_extract(JOBS.c.options, "$.pipeline") == where.pipeline.value)
    if where.created_after is not None:
        conditions.append(JOBS.c.created_at >= where.created_after)
    if where.created_before is not None:
        conditions.append(JOBS.c.created_at <= where.created_before)
    conditions += [
        func.json_extract(JOBS.c.options, f"$.call.{name}") == value
        for name, value in call_conditions(where)
    ]
    for n, (key, value) in enumerate(where.metadata):
        clause = text(METADATA_EQUALS.format(n=n))
        conditions.append(clause.bindparams(**{f"key_{n}": key, f"value_{n}": value}))  # type: ignore[arg-type]
    return conditions
