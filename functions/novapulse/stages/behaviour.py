"""Stage ``behaviour``: silence, interruptions, talk shares and response time."""

from novapulse.domain import storage_keys
from novapulse.domain.behaviour import behavioral
from novapulse.domain.transcript import Transcript
from novapulse.ports import BlobStore
from novapulse.stages import documents
from novapulse.stages.reference import JobReference, StageReport


def behaviour(reference: JobReference, *, blobs: BlobStore) -> StageReport:
    where = (reference.tenant, reference.job_id)
    transcript = documents.read(blobs, storage_keys.work(*where, "transcript"), Transcript)
    documents.write(blobs, storage_keys.work(*where, "behaviour"), behavioral(transcript))
    return StageReport()
