"""Stage ``attribute``: the words and the speakers become an attributed transcript, in the vault."""

from novapulse.domain import storage_keys
from novapulse.domain.attribution import attribute_call
from novapulse.domain.media import PreparedAudio
from novapulse.domain.transcript import Diarization, Transcription
from novapulse.ports import BlobStore, JobStore, Vault
from novapulse.stages import documents
from novapulse.stages.reference import JobReference, StageReport


def attribute(
    reference: JobReference, *, jobs: JobStore, blobs: BlobStore, vault: Vault
) -> StageReport:
    where = (reference.tenant, reference.job_id)
    transcript = attribute_call(
        documents.read(vault, storage_keys.vault_transcription(*where), Transcription),
        documents.read(vault, storage_keys.vault_diarization(*where), Diarization),
        documents.read(blobs, storage_keys.work(*where, "prepared"), PreparedAudio),
        jobs.get(*where).options,
    )
    documents.write(vault, storage_keys.vault_attributed(*where), transcript)
    return StageReport()
