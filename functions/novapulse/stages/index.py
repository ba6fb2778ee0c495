"""Stage ``index``: what was said can be found, by its words and by its meaning."""

from novapulse.language.embedder import Embedder
from novapulse.language.passages import meanings, passages_of
from novapulse.ports import BlobStore, SearchIndex
from novapulse.stages.redacted import read_redacted
from novapulse.stages.reference import JobReference, StageReport


def index(
    reference: JobReference, *, blobs: BlobStore, search: SearchIndex, embedder: Embedder
) -> StageReport:
    index_job(reference.tenant, reference.job_id, blobs=blobs, search=search, embedder=embedder)
    return StageReport()


def index_job(
    tenant: str, job_id: str, *, blobs: BlobStore, search: SearchIndex, embedder: Embedder
) -> int:
    """Takes the place of what was indexed of the job before. Returns how many passages. Raises
    NotFound for a job that is gone, or has no transcript."""
    passages = passages_of(read_redacted(blobs, tenant, job_id))
    vectors = meanings(passages, embedder)
    search.put(tenant, job_id, passages, vectors, model=embedder.model_id)
    return len(passages)
