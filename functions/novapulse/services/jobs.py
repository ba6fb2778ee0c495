"""Looking up jobs."""

import re
from dataclasses import dataclass

from novapulse.domain.job import Job, job_not_found
from novapulse.domain.listing import Cursor, JobFilter
from novapulse.ports import JobStore

JOB_ID = re.compile(r"job_[0-9a-f]{12}")


def find_job(tenant: str, job_id: str, *, jobs: JobStore) -> Job:
    """Raises NotFound(``job_not_found``), also for another tenant's job and for no id at all."""
    if not JOB_ID.fullmatch(job_id):
        raise job_not_found()
    return jobs.get(tenant, job_id)


@dataclass(frozen=True)
class JobPage:
    """``next`` is None on the last page."""

    jobs: tuple[Job, ...]
    next: Cursor | None


def list_jobs(
    tenant: str, where: JobFilter, *, limit: int, after: Cursor | None, jobs: JobStore
) -> JobPage:
    """Newest first. Jobs that are added meanwhile move no page that follows."""
    found = jobs.page(tenant, where, limit=limit + 1, after=after)
    page = found[:limit]
    more = len(found) > limit
    return JobPage(page, Cursor(page[-1].created_at, page[-1].id) if more else None)
