"""Stage ``erase``: nothing that stages made stays of a job whose record is gone."""

from novapulse.domain import storage_keys
from novapulse.domain.erasure import Erased
from novapulse.ports import BlobStore, DeliveryStore, SearchIndex, Vault
from novapulse.stages.reference import JobReference, StageReport


def erase(
    reference: JobReference,
    *,
    blobs: BlobStore,
    vault: Vault,
    search: SearchIndex,
    deliveries: DeliveryStore,
) -> StageReport:
    where = (reference.tenant, reference.job_id)
    erase_data(*where, blobs=blobs, vault=vault, search=search)
    deliveries.erase_job(*where)
    return StageReport()


def erase_data(
    tenant: str, job_id: str, *, blobs: BlobStore, vault: Vault, search: SearchIndex
) -> Erased:
    """Every blob and vault object of the job, and what is indexed of it. Doing it again deletes
    what has come since.

    The index goes last: whoever indexes the job at the same time looks afterwards whether its
    transcript is still there, and takes back what it has put if not.
    """
    where = (tenant, job_id)
    audio, results, work = storage_keys.blob_prefixes(*where)
    transcripts = blobs.delete(storage_keys.result_transcript(*where))
    return Erased(
        audio=blobs.delete(audio),
        transcripts=transcripts + vault.delete(storage_keys.vault_prefix(*where)),
        insights=blobs.delete(results),
        working_files=blobs.delete(work),
        vectors=search.erase_job(*where),
    )
