"""Erasing a job: its record, everything that was made of it, and what still works on it."""

import logging
from contextlib import suppress

from novapulse.domain.erasure import Erased, ErasureReceipt
from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job, job_not_found
from novapulse.services.home import Home
from novapulse.services.intake.conversation import parts_of, unmark_part
from novapulse.services.jobs import find_job
from novapulse.services.uploads import erase_uploads
from novapulse.stages.erase import erase_data

log = logging.getLogger(__name__)


def erase_job(home: Home, *, tenant: str, job_id: str) -> ErasureReceipt:
    """In whatever state the job is, with the calls that were appended to it, which are counted
    too. Raises NotFound(``job_not_found``), also the second time.

    Appended calls go first: after a crash the one that they belong to can still be erased. What can
    be found of it goes next, to be counted; then the record, so that nothing can begin to work on
    the job, nor put it into the index again; then what works on it is stopped; then there is nobody
    left who could write what is deleted last. A crash in between leaves a job that ``CatchUp``
    indexes again, or objects without a job, which ``sweep`` removes.
    """
    job = find_job(tenant, job_id, jobs=home.jobs)
    parts = _erase_parts(home, job)
    payloads = len(home.deliveries.for_job(tenant, job_id))
    vectors = home.search.erase_job(tenant, job_id)
    if not home.jobs.erase(tenant, job_id):
        raise job_not_found()
    # Whoever appended meanwhile marked it before this, or finds no call to append to.
    parts = parts.with_more(_erase_parts(home, job))
    _stop(home, job)
    erase_uploads(home, tenant, job_id)
    payloads += home.deliveries.erase_job(tenant, job_id)
    erased = erase_data(tenant, job_id, blobs=home.blobs, vault=home.vault, search=home.search)
    unmark_part(home.blobs, job)
    vectors += erased.vectors
    erased = erased.model_copy(update={"webhook_payloads": payloads, "vectors": vectors})
    _settle(home)
    return ErasureReceipt(
        job_id=job_id,
        deleted=erased.with_more(parts),
        deleted_at=home.clock.now(),
    )


def _erase_parts(home: Home, first: Job) -> Erased:
    """Some may be gone already. One that was appended has no parts of its own."""
    erased = Erased()
    if first.options.conversation.part_of is None:
        for part in parts_of(home.blobs, first.tenant, first.id):
            with suppress(NotFound):
                receipt = erase_job(home, tenant=first.tenant, job_id=part)
                erased = erased.with_more(receipt.deleted)
    return erased


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
