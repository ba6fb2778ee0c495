"""``GET /v1/audio/{job_id}``."""

from contextlib import ExitStack
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import FileResponse, RedirectResponse
from starlette.background import BackgroundTask

from novapulse.api.native.dependencies import HomeOf, caller_with
from novapulse.api.native.documented import answers
from novapulse.domain.errors import NotFound
from novapulse.domain.file_name import attachment
from novapulse.domain.keys import ApiKey
from novapulse.domain.redacted_times import AudioFormat, Mode
from novapulse.services.home import Home
from novapulse.services.keys import require_scope
from novapulse.services.recordings import (
    StoredRecording,
    not_kept,
    original_recording,
    redacted_recording,
)

router = APIRouter()

BYTES = {"schema": {"type": "string", "format": "binary"}}
SENT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The recording; a Range of it is a 206",
        "content": dict.fromkeys(("audio/flac", "audio/wav", "audio/mpeg"), BYTES),
    },
    303: {
        "description": "Where the recording is to be had, for some minutes; the AWS home answers so"
    },
}


@router.get(
    "/v1/audio/{job_id}",
    response_class=Response,
    responses={**answers(400, 401, 403, 404, 409), **SENT},
    summary="The recording, without the personal data that was spoken in it",
)
def get_audio(
    *,
    job_id: str,
    home: HomeOf,
    key: Annotated[ApiKey, Depends(caller_with("transcription:read"))],
    redact: Annotated[
        bool, Query(description="false is the recording as it was sent, and needs pii:read")
    ] = True,
    mode: Annotated[Mode, Query(description="What is heard in its place")] = "silence",
    format: Annotated[AudioFormat, Query(description="Of the redacted recording")] = "flac",
) -> Response:
    if redact:
        found = redacted_recording(home, tenant=key.tenant, job_id=job_id, mode=mode, format=format)
    else:
        require_scope(key, "pii:read")
        found = original_recording(home, tenant=key.tenant, job_id=job_id)
    if home.link is not None:
        return RedirectResponse(home.link(found.key, found.media_type, found.name), 303)
    return _sent(home, found)


def _sent(home: Home, found: StoredRecording) -> FileResponse:
    held = ExitStack()
    try:
        path = held.enter_context(home.blobs.local_path(found.key))
    except NotFound:
        raise not_kept() from None
    return FileResponse(
        path,
        media_type=found.media_type,
        headers={"content-disposition": attachment(found.name)},
        background=BackgroundTask(held.close),
    )
