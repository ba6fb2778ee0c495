"""``/v1/audio/uploads``: recordings that are sent ahead of their job."""

from typing import Annotated
from urllib.parse import urljoin

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Path, Request

from novapulse.api.json_body import received_json
from novapulse.api.native.dependencies import HomeOf, caller_with
from novapulse.api.native.documented import answers
from novapulse.api.native.uploads.answers import instructions, upload_answer
from novapulse.api.native.uploads.examples import (
    ANNOUNCED,
    COMPLETED,
    EXAMPLE_ID,
    STANDING,
)
from novapulse.api.native.uploads.schemas import (
    UPLOAD_ID,
    PutInParts,
    SinglePut,
    UploadAnswer,
    UploadRequest,
)
from novapulse.domain.keys import ApiKey
from novapulse.domain.upload import Upload, UploadStatus
from novapulse.services.home import Home
from novapulse.services.uploads import (
    Announcement,
    announce_upload,
    close_upload,
    find_upload,
    received_parts,
)

router = APIRouter()

UploadId = Annotated[str, Path(pattern=UPLOAD_ID, examples=[EXAMPLE_ID])]
Writer = Annotated[ApiKey, Depends(caller_with("audio:write"))]


@router.post(
    "/v1/audio/uploads",
    status_code=201,
    response_model=SinglePut | PutInParts,
    responses={**answers(400, 401, 403, 408, 413, 429), 201: ANNOUNCED},
    summary="Announce a recording that is sent ahead of its job",
)
async def announce(request: Request, home: HomeOf, key: Writer) -> SinglePut | PutInParts:
    settings = home.settings
    said = await received_json(
        request,
        UploadRequest,
        max_bytes=settings.max_json_bytes,
        seconds=settings.upload_timeout_seconds,
    )
    announcement = Announcement(**said.model_dump())
    upload = await run_sync(announce_upload, home, key.tenant, announcement)
    return instructions(upload, _urls(request, home, upload))


@router.get(
    "/v1/audio/uploads/{upload_id}",
    response_model=UploadAnswer,
    response_model_exclude_unset=True,
    responses={**answers(400, 401, 403, 404), 200: STANDING},
    summary="Which parts of an upload are there",
)
def get_upload(request: Request, home: HomeOf, key: Writer, upload_id: UploadId) -> UploadAnswer:
    return _answer(request, home, find_upload(home, key.tenant, upload_id))


@router.post(
    "/v1/audio/uploads/{upload_id}/complete",
    response_model=UploadAnswer,
    response_model_exclude_unset=True,
    responses={**answers(400, 401, 403, 404, 409), 200: COMPLETED},
    summary="Complete an upload and check it",
)
def complete(request: Request, home: HomeOf, key: Writer, upload_id: UploadId) -> UploadAnswer:
    return _answer(request, home, close_upload(home, key.tenant, upload_id))


def _answer(request: Request, home: Home, upload: Upload) -> UploadAnswer:
    open_ = upload.status is UploadStatus.OPEN
    urls = _urls(request, home, upload) if open_ else None
    return upload_answer(upload, received_parts(home, upload), urls)


def _urls(request: Request, home: Home, upload: Upload) -> tuple[str, ...]:
    """Absolute, under the name by which the caller knows the server."""
    base = (home.settings.public_url or str(request.base_url)).rstrip("/") + "/"
    return tuple(urljoin(base, url) for url in home.upload_parts.urls(upload))
