"""Stage ``summary``: reason, actions and outcome, each sentence resting on named segments."""

from novapulse.domain import storage_keys
from novapulse.domain.transcript import Transcript
from novapulse.language.summary import Summariser
from novapulse.ports import BlobStore
from novapulse.stages import documents
from novapulse.stages.reference import JobReference, StageReport


def summary(reference: JobReference, *, blobs: BlobStore, summariser: Summariser) -> StageReport:
    where = (reference.tenant, reference.job_id)
    transcript = documents.read(blobs, storage_keys.work(*where, "transcript"), Transcript)
    documents.write(blobs, storage_keys.work(*where, "summary"), summariser.summarise(transcript))
    return StageReport()
