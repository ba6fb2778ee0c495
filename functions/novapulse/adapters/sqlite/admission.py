"""Letting a job in: the rules of ``AdmissionRules``, inside one transaction that holds the write
lock."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from novapulse.adapters.sqlite.event_store import insert_event
from novapulse.adapters.sqlite.job_queries import first_to_end
from novapulse.adapters.sqlite.job_rows import OPEN, insert_job, read_job
from novapulse.adapters.sqlite.tables import IDEMPOTENCY, JOBS
from novapulse.domain.admission import (
    Admission,
    AdmissionRules,
    IdempotencyKey,
    Remembered,
    Verdict,
)
from novapulse.domain.duplicate import repeats
from novapulse.domain.events import EventType, event_of
from novapulse.domain.job import Job


def admit(connection: Connection, job: Job, rules: AdmissionRules) -> Admission:
    refused = (
        _judge_key(connection, job.tenant, rules.idempotency)
        or _judge_duplicate(connection, job, rules.duplicates_since)
        or _judge_open(connection, job.tenant, rules.max_open)
    )
    if refused is not None:
        return refused
    insert_job(connection, job)
    insert_event(connection, event_of(job, EventType.CREATED, job.created_at))
    if rules.idempotency is not None:
        _remember(connection, job, rules.idempotency)
    return Admission(Verdict.STORED, job)


def find_remembered(
    connection: Connection, tenant: str, key: str, since: datetime
) -> Remembered | None:
    statement = select(IDEMPOTENCY).where(
        IDEMPOTENCY.c.tenant == tenant,
        IDEMPOTENCY.c.key == key,
        IDEMPOTENCY.c.created_at >= since,
    )
    row = connection.execute(statement).one_or_none()
    return None if row is None else _remembered(row)


def _remembered(row: Row[Any]) -> Remembered:
    return Remembered(row.fingerprint, Job.model_validate_json(row.job))


def _judge_key(
    connection: Connection, tenant: str, idempotency: IdempotencyKey | None
) -> Admission | None:
    if idempotency is None:
        return None
    found = find_remembered(connection, tenant, idempotency.key, idempotency.since)
    if found is None:
        return None
    same = found.fingerprint == idempotency.fingerprint
    return Admission(Verdict.REMEMBERED if same else Verdict.KEY_REUSED, found.job)


def _judge_duplicate(connection: Connection, job: Job, since: datetime | None) -> Admission | None:
    if since is None:
        return None
    statement = (
        select(JOBS)
        .where(
            JOBS.c.tenant == job.tenant,
            JOBS.c.audio_sha256 == job.audio_sha256,
            JOBS.c.created_at >= since,
        )
        .order_by(JOBS.c.created_at, JOBS.c.id)
    )
    for row in connection.execute(statement):
        earlier = read_job(row, {})
        if repeats(job, earlier):
            return Admission(Verdict.DUPLICATE, earlier)
    return None


def _judge_open(connection: Connection, tenant: str, max_open: int | None) -> Admission | None:
    if max_open is None:
        return None
    mine = (JOBS.c.tenant == tenant, JOBS.c.status.in_(OPEN))
    count = connection.execute(select(func.count()).select_from(JOBS).where(*mine)).scalar_one()
    if count < max_open:
        return None
    first = connection.execute(first_to_end(tenant)).one()
    return Admission(Verdict.TOO_MANY_OPEN, read_job(first, {}))


def _remember(connection: Connection, job: Job, idempotency: IdempotencyKey) -> None:
    # One that is too old to count stands in the way of the primary key.
    connection.execute(
        delete(IDEMPOTENCY).where(
            IDEMPOTENCY.c.tenant == job.tenant, IDEMPOTENCY.c.key == idempotency.key
        )
    )
    connection.execute(
        insert(IDEMPOTENCY).values(
            tenant=job.tenant,
            key=idempotency.key,
            fingerprint=idempotency.fingerprint,
            job_id=job.id,
            job=job.model_dump_json(),
            created_at=job.created_at,
        )
    )
