"""Stage ``attribute``: the words and the speakers become an attributed transcript, in the vault."""

from novapulse.domain import storage_keys
from novapulse.domain.attribution import attribute_call
from novapulse.domain.correction import correct
from novapulse.domain.errors import NotFound
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
    """Raises NotFound for a job that is gone, or of which nothing was heard. When its speakers are
    corrected the words are those that are kept."""
    where = (reference.tenant, reference.job_id)
    if reference.correction is not None:
        kept = documents.read(vault, storage_keys.vault_transcript(*where), Transcript)
        relabelled = correct(kept, reference.correction)
        documents.write(vault, storage_keys.vault_attributed(*where), relabelled)
        return StageReport()
    options = jobs.get(*where).options
    if reference.medium is Medium.TEXT:
        transcript = _written(*where, options, vault=vault)
    else:
        transcript = _spoken(*where, options, blobs=blobs, vault=vault)
    if transcript is not None:
        documents.write(vault, storage_keys.vault_attributed(*where), transcript)
    return StageReport()


def _written(tenant: str, job_id: str, options: JobOptions, *, vault: Vault) -> Transcript | None:
    """None for a job that goes through the plan once more after it was redacted: nobody writes the
    call anew, and ``redact`` starts from what it has kept."""
    try:
        call = documents.read(vault, storage_keys.vault_written(tenant, job_id), WrittenCall)
    except NotFound:
        kept = storage_keys.vault_transcript(tenant, job_id)
        if kept in vault.keys(kept):
            return None
        raise
    return attribute_written(call, language=options.language, language_given=options.language_given)


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
