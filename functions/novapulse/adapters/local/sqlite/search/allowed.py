"""What may be found at all: the tenant's own completed jobs whose data are kept, and the filters."""

from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select

from novapulse.adapters.local.sqlite.job_queries import conditions_of
from novapulse.adapters.local.sqlite.tables import INDEXED_JOBS, JOBS, PASSAGES
from novapulse.domain.job import JobStatus
from novapulse.domain.search import SearchFilter

SEARCHABLE = (JOBS.c.status == JobStatus.COMPLETED, JOBS.c.data_expired_at.is_(None))

Statement = TypeVar("Statement", bound=Select[Any])


def passages_allowed(statement: Statement, tenant: str, where: SearchFilter) -> Statement:
    """A statement about passages, of those alone that may be found."""
    conditions = jobs_allowed(tenant, where)
    if where.speaker is not None:
        conditions.append(PASSAGES.c.speaker == where.speaker)
    return (
        statement.select_from(PASSAGES)
        .join(INDEXED_JOBS, INDEXED_JOBS.c.number == PASSAGES.c.indexed_job)
        .join(JOBS, JOBS.c.id == INDEXED_JOBS.c.job_id)
        .where(*conditions)
    )


def jobs_allowed(tenant: str, where: SearchFilter) -> list[ColumnElement[bool]]:
    conditions = [
        JOBS.c.tenant == tenant,
        INDEXED_JOBS.c.tenant == tenant,
        *SEARCHABLE,
        *conditions_of(where.jobs),
    ]
    if where.job_id is not None:
        conditions.append(JOBS.c.id == where.job_id)
    return conditions
