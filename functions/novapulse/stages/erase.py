"""Stage ``erase``: nothing that stages made stays of a job whose record is gone."""

from novapulse.domain import storage_keys
from novapulse.domain.erasure import Erased
from novapulse.ports import BlobStore, DeliveryStore, Vault
from novapulse.stages.reference import JobReference, StageReport


def erase(
    reference: JobReference, *, blobs: BlobStore, vault: Vault, deliveries: DeliveryStore
) -> StageReport:
    where = (reference.tenant, reference.job_id)
    erase_objects(*where, blobs=blobs, vault=vault)
    deliveries.erase_job(*where)
    return StageReport()


def erase_objects(tenant: str, job_id: str, *, blobs: BlobStore, vault: Vault) -> Erased:
    """Every blob and vault object of the job. Doing it again deletes what has come since."""
    where = (tenant, job_id)
    audio, results, work = storage_keys.blob_prefixes(*where)
    transcripts = blobs.delete(storage_keys.result_transcript(*where))
    return Erased(
        audio=blobs.delete(audio),
        transcripts=transcripts + vault.delete(storage_keys.vault_prefix(*where)),
        insights=blobs.delete(results),
        working_files=blobs.delete(work),
    )
