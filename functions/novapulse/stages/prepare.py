"""Stage ``prepare``: the recording becomes raw channels that the speech stages read in place."""

from functools import partial

from novapulse.domain import storage_keys
from novapulse.ports import BlobStore, JobStore
from novapulse.speech.prepare import prepare as prepare_audio
from novapulse.stages import documents
from novapulse.stages.reference import JobReference, StageReport


def prepare(
    reference: JobReference, *, jobs: JobStore, blobs: BlobStore, max_audio_seconds: float
) -> StageReport:
    where = (reference.tenant, reference.job_id)
    with blobs.local_path(jobs.get(*where).audio_key) as recording:
        prepared = prepare_audio(
            recording,
            open_blob=blobs.writer,
            key_of=partial(storage_keys.prepared, *where),
            max_seconds=max_audio_seconds,
        )
    documents.write(blobs, storage_keys.work(*where, "prepared"), prepared)
    jobs.measured(*where, prepared.duration_seconds)
    return StageReport(audio_seconds=prepared.duration_seconds)
