"""A submission's job before it is stored: the recording is checked, its end is estimated."""

import secrets
from datetime import datetime, timedelta

from novapulse.domain import storage_keys
from novapulse.domain.job import FileInfo, Job, JobOptions, JobStatus
from novapulse.services.home import Home
from novapulse.services.intake.recording import check_recording
from novapulse.services.intake.source import unfetched
from novapulse.services.intake.submission import ReceivedFile, Submission
from novapulse.services.intake.written import described

FIXED_SECONDS = 5.0
"""What a job takes however short the call is."""
TYPICAL_CALL_SECONDS = 390.0
"""Assumed, for the estimate, of a recording that has not been fetched: six and a half minutes."""


def new_job(
    home: Home, submission: Submission, options: JobOptions, file: ReceivedFile | None
) -> Job:
    """``file`` is None for a recording that is to be fetched, and for a call that came as text.
    Raises UnsupportedMedia and InvalidRequest, as ``check_recording`` does."""
    now = home.clock.now()
    job_id = f"job_{secrets.token_hex(6)}"
    info, sha256 = _described(home, submission, options, file)
    return Job(
        id=job_id,
        tenant=submission.tenant,
        status=JobStatus.QUEUED,
        options=options,
        file=info,
        audio_key=storage_keys.audio(submission.tenant, job_id),
        audio_sha256=sha256,
        created_at=now,
        estimated_completion=_estimate(home, submission, now, info),
    )


def _described(
    home: Home, submission: Submission, options: JobOptions, file: ReceivedFile | None
) -> tuple[FileInfo, str]:
    if submission.written is not None:
        return described(submission.written, submission.written_name)
    if file is None:
        return unfetched(options)
    media = check_recording(
        file.path,
        options,
        probe=home.probe,
        max_seconds=home.settings.max_audio_seconds,
        any_format=submission.any_format,
        size_limits=submission.size_limits,
    )
    info = FileInfo(
        name=file.name, size_bytes=file.size_bytes, duration_seconds=media.duration_seconds
    )
    return info, file.sha256


def _estimate(home: Home, submission: Submission, now: datetime, file: FileInfo) -> datetime:
    """Behind everything that the tenant has sent before. Tenants take turns: until then each other
    one gets no more done than this one. Text takes next to no time by itself."""
    tenant = submission.tenant
    waiting = home.jobs.backlog(unfetched_seconds=TYPICAL_CALL_SECONDS)
    own = file.duration_seconds if file.fetched else TYPICAL_CALL_SECONDS
    mine = waiting.get(tenant, 0.0) + (0.0 if submission.written is not None else own)
    others = sum(min(theirs, mine) for name, theirs in waiting.items() if name != tenant)
    return now + timedelta(seconds=FIXED_SECONDS + (mine + others) * home.seconds_per_audio_second)
