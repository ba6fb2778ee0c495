"""Jobs in SQLite. Every change of status is one conditional update."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Engine,
    Select,
    func,
    literal,
    or_,
    select,
    type_coerce,
    update,
)
from sqlalchemy.dialects import sqlite

from novapulse.adapters.local.database import writing
from novapulse.adapters.local.job_rows import insert_job, read_job
from novapulse.adapters.local.tables import JOB_TIMINGS, JOBS
from novapulse.domain.duplicate import repeats
from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job, JobError, JobStatus, Progress
from novapulse.domain.media import Notice

OPEN = (JobStatus.QUEUED, JobStatus.PROCESSING)


class SqliteJobStore:
    """Fulfils ``JobStore``."""

    def __init__(self, engine: Engine) -> None:
        self._reads = engine
        self._writes = writing(engine)

    def add(self, job: Job) -> None:
        with self._writes.begin() as connection:
            insert_job(connection, job)

    def add_unless_duplicate(self, job: Job, since: datetime) -> Job | None:
        with self._writes.begin() as connection:
            for row in connection.execute(_same_content(job.tenant, job.audio_sha256, since)):
                earlier = read_job(row, {})
                if repeats(job, earlier):
                    return earlier
            insert_job(connection, job)
            return None

    def get(self, tenant: str, job_id: str) -> Job:
        with self._reads.connect() as connection:
            row = connection.execute(select(JOBS).where(*_one(tenant, job_id))).one_or_none()
            if row is None:
                raise NotFound("job_not_found", f"No job '{job_id}' exists.")
            timings = connection.execute(
                select(JOB_TIMINGS.c.stage, JOB_TIMINGS.c.seconds).where(
                    JOB_TIMINGS.c.job_id == job_id
                )
            )
            return read_job(row, {row.stage: row.seconds for row in timings})

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
            status=JobStatus.FAILED,
            completed_at=at,
            error=error.model_dump(mode="json"),
        )

    def progress(self, tenant: str, job_id: str, progress: Progress) -> None:
        """Never goes back, and a figure that is no higher costs no write to the disk."""
        behind = or_(JOBS.c.progress_percent.is_(None), JOBS.c.progress_percent < progress.percent)
        statement = (
            update(JOBS)
            .where(*_one(tenant, job_id), JOBS.c.status == JobStatus.PROCESSING, behind)
            .values(progress_step=progress.step, progress_percent=progress.percent)
        )
        with self._writes.begin() as connection:
            connection.execute(statement)

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
        statement = (
            select(JOBS).where(JOBS.c.status.in_(OPEN)).order_by(JOBS.c.created_at, JOBS.c.id)
        )
        with self._reads.connect() as connection:
            return tuple(read_job(row, {}) for row in connection.execute(statement))

    def count(self, tenant: str, statuses: tuple[JobStatus, ...]) -> int:
        statement = select(func.count()).where(JOBS.c.tenant == tenant, JOBS.c.status.in_(statuses))
        with self._reads.connect() as connection:
            return connection.execute(statement).scalar_one()

    def _status(self, tenant: str, job_id: str) -> str:
        with self._reads.connect() as connection:
            statement = select(JOBS.c.status).where(*_one(tenant, job_id))
            status = connection.execute(statement).scalar_one_or_none()
        if status is None:
            raise NotFound("job_not_found", f"No job '{job_id}' exists.")
        return str(status)

    def _move(
        self, tenant: str, job_id: str, *, from_: tuple[JobStatus, ...], **values: Any
    ) -> bool:
        statement = (
            update(JOBS).where(*_one(tenant, job_id), JOBS.c.status.in_(from_)).values(**values)
        )
        with self._writes.begin() as connection:
            return connection.execute(statement).rowcount == 1


def _one(tenant: str, job_id: str) -> tuple[ColumnElement[bool], ...]:
    return JOBS.c.tenant == tenant, JOBS.c.id == job_id


def _same_content(tenant: str, audio_sha256: str, since: datetime) -> Select[Any]:
    return (
        select(JOBS)
        .where(
            JOBS.c.tenant == tenant,
            JOBS.c.audio_sha256 == audio_sha256,
            JOBS.c.created_at >= since,
        )
        .order_by(JOBS.c.created_at, JOBS.c.id)
    )
