"""Erasing a job: its record, everything that was made of it, and what still works on it."""

import logging

from novapulse.domain.erasure import ErasureReceipt
from novapulse.domain.job import Job, job_not_found
from novapulse.services.home import Home
from novapulse.services.jobs import find_job
from novapulse.services.uploads import erase_uploads
from novapulse.stages.erase import erase_data

log = logging.getLogger(__name__)


def erase_job(home: Home, *, tenant: str, job_id: str) -> ErasureReceipt:
    """In whatever state the job is. Raises NotFound(``job_not_found``), also the second time.

    What can be found of it goes first, to be counted. The record goes next, so that nothing can
    begin to work on the job, nor put it into the index again; then what works on it is stopped;
    then there is nobody left who could write what is deleted last. A crash in between leaves a
    job that ``CatchUp`` indexes again, or objects without a job, which ``sweep`` removes.
    """
    job = find_job(tenant, job_id, jobs=home.jobs)
    payloads = len(home.deliveries.for_job(tenant, job_id))
    vectors = home.search.erase_job(tenant, job_id)
    if not home.jobs.erase(tenant, job_id):
        raise job_not_found()
    _stop(home, job)
    erase_uploads(home, tenant, job_id)
    payloads += home.deliveries.erase_job(tenant, job_id)
    erased = erase_data(tenant, job_id, blobs=home.blobs, vault=home.vault, search=home.search)
    vectors += erased.vectors
    _settle(home)
    return ErasureReceipt(
        job_id=job_id,
        deleted=erased.model_copy(update={"webhook_payloads": payloads, "vectors": vectors}),
        deleted_at=home.clock.now(),
    )


def _stop(home: Home, job: Job) -> None:
    try:
        home.runner.cancel(job)
    except Exception as error:
        # Its workflow finds no record and erases by itself what it has written.
        log.error("job %s could not be stopped: %s", job.id, type(error).__name__)


def _settle(home: Home) -> None:
    try:
        home.search.settle()
    except Exception as error:
        # The hourly task does it then: nobody finds the job any more, and its record is gone.
        log.error("deleted words stay in the index for now: %s", type(error).__name__)
