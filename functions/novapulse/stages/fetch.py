"""Stage ``fetch``: the recording that a URL names, checked as one that was sent."""

from collections.abc import Callable
from pathlib import Path

from novapulse.domain.errors import (
    BadAudio,
    FileTooLarge,
    InvalidRequest,
    NotFound,
    UnsupportedMedia,
)
from novapulse.domain.fetched import ANY_SOURCE, SOURCE_TERMS
from novapulse.domain.job import FileInfo, Job, JobOptions
from novapulse.domain.media import MediaInfo
from novapulse.ports import BlobStore, JobStore, RecordingFetcher
from novapulse.stages.reference import JobReference, StageReport

Check = Callable[[Path, JobOptions], MediaInfo]
"""Raises UnsupportedMedia, InvalidRequest."""


def fetch(
    reference: JobReference,
    *,
    jobs: JobStore,
    blobs: BlobStore,
    fetcher: RecordingFetcher,
    check: Check,
) -> StageReport:
    """Raises BadAudio, SourceUnavailable, and NotFound once the job is gone."""
    job = jobs.get(reference.tenant, reference.job_id)
    if job.file.fetched or job.options.audio_url is None:
        return StageReport(audio_seconds=job.file.duration_seconds)
    with blobs.writer(job.audio_key) as stream:
        fetched = fetcher.fetch(
            job.options.audio_url,
            stream,
            wanted=lambda: _exists(jobs, job),
            terms=SOURCE_TERMS.get(job.options.dialect, ANY_SOURCE),
        )
    media = _checked(job, blobs, check)
    file = FileInfo(
        name=job.file.name,
        size_bytes=fetched.size_bytes,
        duration_seconds=media.duration_seconds,
    )
    jobs.fetched(job.tenant, job.id, file, fetched.sha256)
    return StageReport(audio_seconds=media.duration_seconds)


def _checked(job: Job, blobs: BlobStore, check: Check) -> MediaInfo:
    """What is no recording is not kept."""
    try:
        with blobs.local_path(job.audio_key) as recording:
            return check(recording, job.options)
    except (UnsupportedMedia, InvalidRequest, FileTooLarge) as error:
        blobs.delete(job.audio_key)
        raise BadAudio(error.code, error.message) from None


def _exists(jobs: JobStore, job: Job) -> bool:
    try:
        jobs.get(job.tenant, job.id)
    except NotFound:
        return False
    return True
