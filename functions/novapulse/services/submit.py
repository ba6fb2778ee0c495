"""Taking a recording in: from a received file to a stored job on its way."""

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from novapulse.domain import storage_keys
from novapulse.domain.admission import AdmissionRules, Verdict
from novapulse.domain.errors import DuplicateSubmission
from novapulse.domain.job import FileInfo, Job, JobOptions, JobStatus
from novapulse.domain.media import MediaInfo
from novapulse.services.home import Home
from novapulse.services.options import AskedOptions, check_options
from novapulse.services.recording import check_recording

log = logging.getLogger(__name__)

FIXED_SECONDS = 5.0
"""What a job takes however short the call is."""


@dataclass(frozen=True)
class ReceivedFile:
    """A complete upload on the file system of the blobs. ``sha256`` is of its content, in hex."""

    path: Path
    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Submission:
    tenant: str
    file: ReceivedFile
    asked: AskedOptions
    any_format: bool = False
    """Whatever can be decoded, and not only what the HTTP API takes."""


def submit(home: Home, submission: Submission) -> Job:
    """The stored, started job. Takes the file away when it is accepted.

    A crash leaves nothing, a recording without a job (``sweep`` removes it), or a queued job that
    the reconciler starts. Raises InvalidRequest, UnsupportedMedia, Conflict
    (``job_already_exists``).
    """
    options = check_options(
        submission.asked, settings=home.settings, loopback_allowed=home.loopback_allowed
    )
    media = check_recording(
        submission.file.path,
        options,
        probe=home.probe,
        max_seconds=home.settings.max_audio_seconds,
        any_format=submission.any_format,
    )
    job = _new_job(home, submission, options, media)
    _store(home, job, submission.file.path)
    _start(home, job)
    return job


def _new_job(home: Home, submission: Submission, options: JobOptions, media: MediaInfo) -> Job:
    now = home.clock.now()
    job_id = f"job_{secrets.token_hex(6)}"
    return Job(
        id=job_id,
        tenant=submission.tenant,
        status=JobStatus.QUEUED,
        options=options,
        file=FileInfo(
            name=submission.file.name,
            size_bytes=submission.file.size_bytes,
            duration_seconds=media.duration_seconds,
        ),
        audio_key=storage_keys.audio(submission.tenant, job_id),
        audio_sha256=submission.file.sha256,
        created_at=now,
        estimated_completion=_estimate(home, now, media.duration_seconds),
    )


def _estimate(home: Home, now: datetime, audio_seconds: float) -> datetime:
    return now + timedelta(seconds=FIXED_SECONDS + audio_seconds * home.seconds_per_audio_second)


def _store(home: Home, job: Job, path: Path) -> None:
    home.blobs.adopt(job.audio_key, path)
    try:
        admission = home.jobs.admit(job, _rules(home, job))
    except BaseException:
        home.blobs.delete(job.audio_key)
        raise
    if admission.verdict is not Verdict.STORED:
        home.blobs.delete(job.audio_key)
        raise DuplicateSubmission(
            "job_already_exists",
            f"The same file was submitted with the same metadata and pipeline as job "
            f"'{admission.job.id}' within the last {home.settings.duplicate_window_seconds} "
            "seconds.",
            job_id=admission.job.id,
        )


def _rules(home: Home, job: Job) -> AdmissionRules:
    window = home.settings.duplicate_window_seconds
    return AdmissionRules(
        duplicates_since=job.created_at - timedelta(seconds=window) if window else None
    )


def _start(home: Home, job: Job) -> None:
    try:
        home.runner.start(job)
    except Exception as error:
        # The job is stored and will be started by the reconciler: the caller's request succeeded.
        log.error("job %s is stored but could not be started: %s", job.id, type(error).__name__)
