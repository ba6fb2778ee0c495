"""From a recording in a watched folder to its job."""

import hashlib
from datetime import UTC, datetime

from novapulse.domain.errors import (
    BadAudio,
    DuplicateSubmission,
    InvalidRequest,
    TooLarge,
    UnsupportedMedia,
)
from novapulse.domain.job import Job
from novapulse.services.drop.inbox import Recording
from novapulse.services.drop.private_copy import copied
from novapulse.services.drop.sidecar import read_sidecar
from novapulse.services.home import Home
from novapulse.services.intake.submit import Submission, submit
from novapulse.services.tenants import make_tenant

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
BAD_RECORDING = (InvalidRequest, UnsupportedMedia, TooLarge, BadAudio)
"""Errors that the same recording would meet again."""


def job_of(home: Home, recording: Recording) -> str:
    """The id of the one job that this version of the recording is, made when there is none. Raises
    BAD_RECORDING, TooManyRequests, Changed."""
    try:
        return _made_before(home, recording) or _submitted(home, recording).id
    except DuplicateSubmission as error:
        return error.job_id


def idempotency_key(recording: Recording) -> str:
    """The same for the same version of the same file, also in another process."""
    text = f"{recording.key}\n{recording.state.version}"
    return f"drop-{hashlib.sha256(text.encode()).hexdigest()}"


def _made_before(home: Home, recording: Recording) -> str | None:
    """Just before a crash, which kept it from being noted."""
    remembered = home.jobs.remembered(recording.tenant, idempotency_key(recording), LONG_AGO)
    return None if remembered is None else remembered.job.id


def _submitted(home: Home, recording: Recording) -> Job:
    settings = home.settings
    asked = read_sidecar(recording.sidecar_file, max_bytes=settings.max_json_bytes)
    make_tenant(recording.tenant, tenants=home.tenants, clock=home.clock)
    with copied(recording, home.incoming, max_bytes=settings.max_upload_bytes) as file:
        return submit(
            home,
            Submission(
                tenant=recording.tenant,
                file=file,
                asked=asked,
                any_format=True,
                idempotency_key=idempotency_key(recording),
            ),
        )
