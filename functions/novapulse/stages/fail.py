"""Stage ``fail``: the one failure path. The recording stays; half-made texts do not, and nothing of
them can be found. A job that had been completed before its last stage failed, or by another attempt
at it, stays completed, and keeps what it has but for raw outputs."""

from novapulse.domain import storage_keys
from novapulse.domain.job import JobError, JobStatus
from novapulse.ports import BlobStore, Clock, JobStore, SearchIndex, Vault
from novapulse.stages.reference import JobReference, StageReport

UNKNOWN = JobError(code="internal_error", message="the job failed for a reason that was not kept")


def fail(
    reference: JobReference,
    *,
    jobs: JobStore,
    blobs: BlobStore,
    vault: Vault,
    search: SearchIndex,
    clock: Clock,
) -> StageReport:
    where = (reference.tenant, reference.job_id)
    jobs.fail(*where, clock.now(), reference.error or UNKNOWN)
    job = jobs.get(*where)
    if job.status is JobStatus.FAILED or job.data_expired_at is not None:
        vault.delete(storage_keys.vault_prefix(*where))
        search.erase_job(*where)
    else:
        for raw in storage_keys.vault_raw(*where):
            vault.delete(raw)
    blobs.delete(storage_keys.prepared_prefix(*where))
    blobs.delete(storage_keys.work_prefix(*where))
    return StageReport()
