"""The redacted transcript of a job, wherever it rests by now."""

from novapulse.domain import storage_keys
from novapulse.domain.errors import NotFound
from novapulse.domain.transcript import Transcript
from novapulse.ports import BlobStore
from novapulse.stages import documents


def read_redacted(blobs: BlobStore, tenant: str, job_id: str) -> Transcript:
    """What ``redact`` left, else what ``publish`` made of it. Raises NotFound."""
    try:
        return documents.read(blobs, storage_keys.work(tenant, job_id, "transcript"), Transcript)
    except NotFound:
        return documents.read(blobs, storage_keys.result_transcript(tenant, job_id), Transcript)
