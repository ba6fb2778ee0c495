"""The recording of a job: as it was sent, or without the personal data that was spoken in it."""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from novapulse.domain import storage_keys
from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job, Medium
from novapulse.domain.redacted_times import AudioFormat, Interval, Mode, redacted_times
from novapulse.services.home import Home
from novapulse.services.jobs import find_job
from novapulse.services.results import read_transcript

MEDIA_TYPES: dict[str, str] = {"flac": "audio/flac", "wav": "audio/wav", "mp3": "audio/mpeg"}
BY_CONTAINER = {**MEDIA_TYPES, "m4a": "audio/mp4", "ogg": "audio/ogg"}
ANYTHING = "application/octet-stream"


@dataclass(frozen=True)
class StoredRecording:
    """``key`` is a blob's; ``name`` is what people call the file."""

    key: str
    media_type: str
    name: str


def original_recording(home: Home, *, tenant: str, job_id: str) -> StoredRecording:
    """For callers with ``pii:read``, whatever the job's status. Raises NotFound
    (``job_not_found``, ``results_expired``, ``audio_not_available``)."""
    job = find_job(tenant, job_id, jobs=home.jobs)
    _check_sound(job)
    try:
        with home.blobs.local_path(job.audio_key) as path:
            kind = home.probe(path).container
    except NotFound:
        raise not_kept() from None
    media_type = BY_CONTAINER.get(kind, ANYTHING)
    return StoredRecording(job.audio_key, media_type, job.file.name)


def redacted_recording(
    home: Home, *, tenant: str, job_id: str, mode: Mode, format: AudioFormat
) -> StoredRecording:
    """Made when it is first asked for, and again when other words are redacted. Raises what
    ``read_transcript`` raises, NotFound(``audio_not_available``), BadAudio and InvalidRequest."""
    _check_sound(find_job(tenant, job_id, jobs=home.jobs))
    job, transcript, _ = read_transcript(home, tenant=tenant, job_id=job_id)
    times = redacted_times(transcript)
    key = storage_keys.result_audio(tenant, job_id, f"{mode}_{_mark(times)}.{format}")
    if not home.blobs.exists(key):
        _make(home, job, key, times, mode=mode, format=format)
    name = f"{Path(job.file.name).stem or job.id}_redacted.{format}"
    return StoredRecording(key, MEDIA_TYPES[format], name)


def _make(
    home: Home,
    job: Job,
    key: str,
    times: tuple[Interval, ...],
    *,
    mode: Mode,
    format: AudioFormat,
) -> None:
    from novapulse.speech.silenced import write_silenced  # numpy: most requests need none

    home.incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = home.incoming / f"redacted-{secrets.token_hex(8)}"
    try:
        with home.blobs.local_path(job.audio_key) as recording:
            write_silenced(recording, made, times, mode=mode, format=format)
        home.blobs.adopt(key, made)
    except NotFound:
        raise not_kept() from None
    finally:
        made.unlink(missing_ok=True)
    _take_back_if_gone(home, job, key)


def _take_back_if_gone(home: Home, job: Job, key: str) -> None:
    """What was written while the job was erased, or its data expired, went unseen by that."""
    try:
        if find_job(job.tenant, job.id, jobs=home.jobs).data_expired_at is None:
            return
    except NotFound:
        home.blobs.delete(key)
        raise
    home.blobs.delete(key)
    raise not_kept()


def _mark(times: tuple[Interval, ...]) -> str:
    return hashlib.sha256(repr(times).encode()).hexdigest()[:12]


def _check_sound(job: Job) -> None:
    if job.options.medium is Medium.TEXT:
        raise NotFound("audio_not_available", "This call was handed in as text: it has no sound.")
    if job.data_expired_at is not None:
        raise not_kept()


def not_kept() -> NotFound:
    return NotFound("audio_not_available", "The recording of this job is not kept any more.")
