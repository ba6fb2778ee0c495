"""What may be found: passages of completed jobs whose data are kept, and that pass the filter."""

from typing import Any

from sqlalchemy import ColumnElement, Select, select

from novapulse.adapters.sqlite.job_queries import conditions_of
from novapulse.adapters.sqlite.tables import INDEXED_JOBS, JOBS
from novapulse.domain.job import JobStatus
from novapulse.domain.search import SearchFilter

SEARCHABLE = (JOBS.c.status == JobStatus.COMPLETED, JOBS.c.data_expired_at.is_(None))


def allowed(where: SearchFilter) -> list[ColumnElement[bool]]:
    """Of jobs: all of the filter but the speaker."""
    conditions = [*SEARCHABLE, *conditions_of(where.jobs)]
    if where.job_id is not None:
        conditions.append(JOBS.c.id == where.job_id)
    return conditions


def allowed_jobs(tenant: str, where: SearchFilter) -> Select[Any]:
    """The numbers of the indexed jobs, for ``in_``: the conditions are then looked at once for a
    job, not for each of its passages."""
    return (
        select(INDEXED_JOBS.c.number)
        .join(JOBS, JOBS.c.id == INDEXED_JOBS.c.job_id)
        .where(JOBS.c.tenant == tenant, *allowed(where))
        .correlate(None)
    )
