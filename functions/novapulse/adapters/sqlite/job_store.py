"""Jobs in SQLite. Every change of status is one conditional update, with its event."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Engine,
    Select,
    delete,
    func,
    literal,
    or_,
    select,
    type_coerce,
    update,
)
from sqlalchemy.dialects import sqlite

from novapulse.adapters.sqlite import admission, job_queries
from novapulse.adapters.sqlite.database import empty_log, writing
from novapulse.adapters.sqlite.event_store import insert_event
from novapulse.adapters.sqlite.job_rows import OPEN, job_of, read_job
from novapulse.adapters.sqlite.standing_reader import StandingReader
from novapulse.adapters.sqlite.tables import IDEMPOTENCY, JOB_TIMINGS, JOBS
from novapulse.domain.admission import Admission, AdmissionRules, Remembered
from novapulse.domain.events import EventType, event_of
from novapulse.domain.job import FileInfo, Job, JobError, JobStatus, Progress, job_not_found
from novapulse.domain.listing import Cursor, JobFilter
from novapulse.domain.media import Notice


class SqliteJobStore:
    """Fulfils ``JobStore``."""

    def __init__(self, engine: Engine) -> None:
        self._reads = engine
        self._writes = writing(engine)
        self._reader = StandingReader(engine)
        self._one = self._reader.prepare(job_queries.ONE)

    def admit(self, job: Job, rules: AdmissionRules) -> Admission:
        with self._writes.begin() as connection:
            return admission.admit(connection, job, rules)

    def remembered(self, tenant: str, key: str, since: datetime) -> Remembered | None:
        with self._reads.connect() as connection:
            return admission.find_remembered(connection, tenant, key, since)

    def get(self, tenant: str, job_id: str) -> Job:
        columns = self._reader.read(self._one, {"tenant": tenant, "job_id": job_id})
        if columns is None:
            raise job_not_found()
        return job_of(columns, json.loads(columns["timings"]))

    def page(
        self, tenant: str, where: JobFilter, *, limit: int, after: Cursor | None = None
    ) -> tuple[Job, ...]:
        return self._read_all(job_queries.page(tenant, where, limit, after))

    def start(self, tenant: str, job_id: str, at: datetime) -> bool:
        moved = self._move(
            tenant,
            job_id,
            from_=(JobStatus.QUEUED,),
            status=JobStatus.PROCESSING,
            started_at=at,
        )
        return moved or self._status(tenant, job_id) == JobStatus.PROCESSING

    def complete(
        self, tenant: str, job_id: str, at: datetime, warnings: tuple[Notice, ...]
    ) -> bool:
        return self._move(
            tenant,
            job_id,
            from_=(JobStatus.PROCESSING,),
            event=EventType.COMPLETED,
            status=JobStatus.COMPLETED,
            completed_at=at,
            warnings=[w.model_dump(mode="json") for w in warnings],
            progress_percent=100,
        )

    def fail(self, tenant: str, job_id: str, at: datetime, error: JobError) -> bool:
        return self._move(
            tenant,
            job_id,
            from_=OPEN,
            event=EventType.FAILED,
            status=JobStatus.FAILED,
            completed_at=at,
            error=error.model_dump(mode="json"),
        )

    def progress(self, tenant: str, job_id: str, progress: Progress, at: datetime) -> None:
        """Never goes back, and a figure that is no higher costs no write to the disk."""
        behind = or_(JOBS.c.progress_percent.is_(None), JOBS.c.progress_percent < progress.percent)
        statement = (
            update(JOBS)
            .where(*_one(tenant, job_id), JOBS.c.status == JobStatus.PROCESSING, behind)
            .values(progress_step=progress.step, progress_percent=progress.percent)
        )
        with self._writes.begin() as connection:
            if connection.execute(statement).rowcount:
                _tell(connection, tenant, job_id, EventType.PROGRESS, at)

    def fetched(self, tenant: str, job_id: str, file: FileInfo, sha256: str) -> None:
        values = {"file": file.model_dump(mode="json"), "audio_sha256": sha256}
        with self._writes.begin() as connection:
            connection.execute(update(JOBS).where(*_one(tenant, job_id)).values(values))

    def set_metadata(self, tenant: str, job_id: str, metadata: Mapping[str, Any]) -> None:
        document = func.json(json.dumps(dict(metadata), allow_nan=False))
        options = func.json_set(JOBS.c.options, "$.metadata", document)
        statement = (
            update(JOBS).where(*_one(tenant, job_id)).values(options=type_coerce(options, JSON))
        )
        with self._writes.begin() as connection:
            if not connection.execute(statement).rowcount:
                raise job_not_found()

    def set_warnings(self, tenant: str, job_id: str, warnings: tuple[Notice, ...]) -> None:
        values = [w.model_dump(mode="json") for w in warnings]
        completed = (*_one(tenant, job_id), JOBS.c.status == JobStatus.COMPLETED)
        with self._writes.begin() as connection:
            connection.execute(update(JOBS).where(*completed).values(warnings=values))

    def measured(self, tenant: str, job_id: str, audio_seconds: float) -> None:
        file = func.json_set(JOBS.c.file, "$.duration_seconds", audio_seconds)
        statement = update(JOBS).where(*_one(tenant, job_id)).values(file=type_coerce(file, JSON))
        with self._writes.begin() as connection:
            connection.execute(statement)

    def timing(self, tenant: str, job_id: str, stage: str, seconds: float) -> None:
        values = select(JOBS.c.id, literal(stage), literal(seconds)).where(*_one(tenant, job_id))
        statement = sqlite.insert(JOB_TIMINGS).from_select(["job_id", "stage", "seconds"], values)
        with self._writes.begin() as connection:
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["job_id", "stage"],
                    set_={"seconds": statement.excluded.seconds},
                )
            )

    def unfinished(self) -> tuple[Job, ...]:
        oldest_first = (JOBS.c.created_at, JOBS.c.id)
        return self._read_all(select(JOBS).where(JOBS.c.status.in_(OPEN)).order_by(*oldest_first))

    def untold(self, ended_before: datetime) -> tuple[Job, ...]:
        return self._read_all(job_queries.untold(ended_before))

    def count(self, tenant: str, statuses: tuple[JobStatus, ...]) -> int:
        statement = select(func.count()).where(JOBS.c.tenant == tenant, JOBS.c.status.in_(statuses))
        with self._reads.connect() as connection:
            return connection.execute(statement).scalar_one()

    def first_to_end(self, tenant: str) -> Job | None:
        return next(iter(self._read_all(job_queries.first_to_end(tenant))), None)

    def backlog(self, *, unfetched_seconds: float) -> dict[str, float]:
        with self._reads.connect() as connection:
            rows = connection.execute(job_queries.backlog(unfetched_seconds))
            return {tenant: float(seconds) for tenant, seconds in rows}

    def erase(self, tenant: str, job_id: str) -> bool:
        # Timings, events, passages and idempotency keys go with it: their foreign keys cascade.
        with self._writes.begin() as connection:
            erased = connection.execute(delete(JOBS).where(*_one(tenant, job_id))).rowcount == 1
            connection.execute(job_queries.delete_deliveries(tenant, job_id))
        empty_log(Path(str(self._writes.url.database)))
        return erased

    def forget_keys(self, before: datetime) -> int:
        with self._writes.begin() as connection:
            return connection.execute(
                delete(IDEMPOTENCY).where(IDEMPOTENCY.c.created_at < before)
            ).rowcount

    def with_data(self, tenant: str, created_before: datetime, limit: int) -> tuple[Job, ...]:
        ended = job_queries.ended_created_before(created_before, limit)
        return self._read_all(
            ended.where(JOBS.c.tenant == tenant, JOBS.c.data_expired_at.is_(None))
        )

    def data_expired(self, tenant: str, job_id: str, at: datetime) -> None:
        with self._writes.begin() as connection:
            connection.execute(update(JOBS).where(*_one(tenant, job_id)).values(data_expired_at=at))
            connection.execute(job_queries.delete_deliveries(tenant, job_id))
            connection.execute(job_queries.delete_passages(tenant, job_id))

    def records(self, created_before: datetime, limit: int) -> tuple[Job, ...]:
        return self._read_all(job_queries.ended_created_before(created_before, limit))

    def _read_all(self, statement: Select[Any]) -> tuple[Job, ...]:
        with self._reads.connect() as connection:
            return tuple(read_job(row, {}) for row in connection.execute(statement))

    def _status(self, tenant: str, job_id: str) -> str:
        with self._reads.connect() as connection:
            statement = select(JOBS.c.status).where(*_one(tenant, job_id))
            status = connection.execute(statement).scalar_one_or_none()
        if status is None:
            raise job_not_found()
        return str(status)

    def _move(
        self,
        tenant: str,
        job_id: str,
        *,
        from_: tuple[JobStatus, ...],
        event: EventType | None = None,
        **values: Any,
    ) -> bool:
        """``event`` is told as of ``completed_at``."""
        statement = (
            update(JOBS).where(*_one(tenant, job_id), JOBS.c.status.in_(from_)).values(**values)
        )
        with self._writes.begin() as connection:
            moved = connection.execute(statement).rowcount == 1
            if moved and event is not None:
                _tell(connection, tenant, job_id, event, values["completed_at"])
        return moved


def _tell(connection: Connection, tenant: str, job_id: str, event: EventType, at: datetime) -> None:
    row = connection.execute(select(JOBS).where(*_one(tenant, job_id))).one()
    insert_event(connection, event_of(read_job(row, {}), event, at))


def _one(tenant: str, job_id: str) -> tuple[ColumnElement[bool], ...]:
    return JOBS.c.tenant == tenant, JOBS.c.id == job_id
