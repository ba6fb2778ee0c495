"""Stage ``attribute``: the words and the speakers become an attributed transcript, in the vault."""

from novapulse.domain import storage_keys
from novapulse.domain.attribution import attribute_call
from novapulse.domain.job import JobOptions, Medium
from novapulse.domain.media import PreparedAudio
from novapulse.domain.transcript import Diarization, Transcript, Transcription
from novapulse.domain.written_attribution import attribute_written
from novapulse.domain.written_call import WrittenCall
from novapulse.ports import BlobStore, JobStore, Vault
from novapulse.stages import documents
from novapulse.stages.reference import JobReference, StageReport


def attribute(
    reference: JobReference, *, jobs: JobStore, blobs: BlobStore, vault: Vault
) -> StageReport:
    where = (reference.tenant, reference.job_id)
    options = jobs.get(*where).options
    if reference.medium is Medium.TEXT:
        written = documents.read(vault, storage_keys.vault_written(*where), WrittenCall)
        transcript = attribute_written(written, language=options.language)
    else:
        transcript = _spoken(*where, options, blobs=blobs, vault=vault)
    documents.write(vault, storage_keys.vault_attributed(*where), transcript)
    return StageReport()


def _spoken(
    tenant: str, job_id: str, options: JobOptions, *, blobs: BlobStore, vault: Vault
) -> Transcript:
    where = (tenant, job_id)
    return attribute_call(
        documents.read(vault, storage_keys.vault_transcription(*where), Transcription),
        documents.read(vault, storage_keys.vault_diarization(*where), Diarization),
        documents.read(blobs, storage_keys.work(*where, "prepared"), PreparedAudio),
        options,
    )
