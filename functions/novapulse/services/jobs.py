"""Looking up a job."""

import re

from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job
from novapulse.ports import JobStore

JOB_ID = re.compile(r"job_[0-9a-f]{12}")


def find_job(tenant: str, job_id: str, *, jobs: JobStore) -> Job:
    """Raises NotFound(``job_not_found``), also for another tenant's job and for no id at all."""
    if not JOB_ID.fullmatch(job_id):
        raise NotFound("job_not_found", "No such job exists; an id is 'job_' and 12 hex digits.")
    return jobs.get(tenant, job_id)
