"""Finding an analysis by either of its names, and erasing it."""

import logging

from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job, job_not_found
from novapulse.services.callcov.analysis import JobResults, read_results
from novapulse.services.callcov.ids import job_id_of
from novapulse.services.erase import erase_job
from novapulse.services.home import Home
from novapulse.services.jobs import find_job

log = logging.getLogger(__name__)


def find_analysis(home: Home, tenant: str, name: str) -> tuple[Job, JobResults]:
    """Raises NotFound (``job_not_found``; ``results_expired`` where nothing but the record is kept
    any more)."""
    job = find_job(tenant, _job_id(name), jobs=home.jobs)
    if job.data_expired_at is not None:
        raise _expired()
    try:
        return job, read_results(home.blobs, job)
    except NotFound:
        # It may have been erased, or its time was over, since it was looked up.
        job = find_job(tenant, job.id, jobs=home.jobs)
        log.error("results of job %s are missing", job.id)
        raise _expired() from None


def erase_analysis(home: Home, tenant: str, name: str) -> None:
    """Raises NotFound(``job_not_found``), also the second time."""
    erase_job(home, tenant=tenant, job_id=_job_id(name))


def _job_id(name: str) -> str:
    job_id = job_id_of(name)
    if job_id is None:
        raise job_not_found()
    return job_id


def _expired() -> NotFound:
    return NotFound(
        "results_expired",
        "The recording and the results were deleted: the time for which they are kept is over.",
    )
