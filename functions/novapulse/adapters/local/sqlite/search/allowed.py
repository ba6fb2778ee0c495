"""What may be found: passages of completed jobs whose data are kept, and that pass the filter."""

from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select

from novapulse.adapters.local.sqlite.job_queries import conditions_of
from novapulse.adapters.local.sqlite.tables import INDEXED_JOBS, JOBS, PASSAGES
from novapulse.domain.job import JobStatus
from novapulse.domain.search import SearchFilter

SEARCHABLE = (JOBS.c.status == JobStatus.COMPLETED, JOBS.c.data_expired_at.is_(None))

Statement = TypeVar("Statement", bound=Select[Any])


def allowed(where: SearchFilter) -> list[ColumnElement[bool]]:
    """Of jobs: all of the filter but the speaker."""
    conditions = [*SEARCHABLE, *conditions_of(where.jobs)]
    if where.job_id is not None:
        conditions.append(JOBS.c.id == where.job_id)
    return conditions


def allowed_passages(statement: Statement, tenant: str, where: SearchFilter) -> Statement:
    """A statement about passages, joined to their jobs, of those alone that may be found."""
    conditions = [JOBS.c.tenant == tenant, *allowed(where)]
    if where.speaker is not None:
        conditions.append(PASSAGES.c.speaker == where.speaker)
    return with_jobs(statement).where(*conditions)


def with_jobs(statement: Statement) -> Statement:
    return (
        statement.select_from(PASSAGES)
        .join(INDEXED_JOBS, INDEXED_JOBS.c.number == PASSAGES.c.indexed_job)
        .join(JOBS, JOBS.c.id == INDEXED_JOBS.c.job_id)
    )
