"""Stage ``diarize``: who speaks when, by channel or by voice."""

from novapulse.domain import storage_keys
from novapulse.ports import BlobStore, JobStore, Vault
from novapulse.speech.diarization import SpeakerHints
from novapulse.speech.diarization import diarize as tell_speakers_apart
from novapulse.stages import documents
from novapulse.stages.channels import open_channels
from novapulse.stages.reference import JobReference, StageReport


def diarize(
    reference: JobReference, *, jobs: JobStore, blobs: BlobStore, vault: Vault
) -> StageReport:
    where = (reference.tenant, reference.job_id)
    expected = jobs.get(*where).options.speakers_expected
    with open_channels(reference, blobs) as channels:
        diarization = tell_speakers_apart(
            channels.paths, channels.prepared, SpeakerHints(expected=expected)
        )
    documents.write(vault, storage_keys.vault_diarization(*where), diarization)
    return StageReport()
