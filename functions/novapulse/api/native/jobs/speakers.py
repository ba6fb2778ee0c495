"""``PATCH /v1/jobs/{job_id}/speakers``."""

from typing import Annotated

import anyio
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Request, Response

from novapulse.api.json_body import received_json
from novapulse.api.native.dependencies import HomeOf, caller_with
from novapulse.api.native.documented import answers
from novapulse.api.native.jobs.routes import JobIdPath
from novapulse.api.native.jobs.speaker_schemas import (
    BEING_CORRECTED,
    CORRECTED,
    SpeakersAnswer,
    SpeakersRequest,
)
from novapulse.api.native.schemas import SpeakerSchema
from novapulse.domain.keys import ApiKey
from novapulse.services.corrections import Begun, begin_correction, corrected_speakers, under_way
from novapulse.services.home import Home

router = APIRouter()

POLL_SECONDS = 0.2


@router.patch(
    "/v1/jobs/{job_id}/speakers",
    response_model=SpeakersAnswer,
    response_model_exclude_unset=True,
    responses={
        **answers(400, 401, 403, 404, 408, 409, 413),
        200: CORRECTED,
        202: BEING_CORRECTED,
    },
    summary="Say who the speakers of a completed call are",
)
async def correct_speakers(
    job_id: JobIdPath,
    request: Request,
    response: Response,
    home: HomeOf,
    key: Annotated[ApiKey, Depends(caller_with("audio:write"))],
) -> SpeakersAnswer:
    """Transcript, insights, assessment, content and search are made anew under the new labels;
    personal data are searched for once more. Until then the results from before are shown. Nobody
    is notified."""
    settings = home.settings
    asked = await received_json(
        request,
        SpeakersRequest,
        max_bytes=settings.max_json_bytes,
        seconds=settings.upload_timeout_seconds,
    )
    begun = await run_sync(
        lambda: begin_correction(home, tenant=key.tenant, job_id=job_id, asked=asked.speakers)
    )
    if not await _is_over(home, begun):
        response.status_code = 202
        return SpeakersAnswer(job_id=job_id, correction="under_way")
    roles = await run_sync(lambda: corrected_speakers(home, begun))
    shown = [SpeakerSchema(**role.model_dump(exclude_none=True)) for role in roles]
    return SpeakersAnswer(job_id=job_id, correction="done", speakers=shown)


async def _is_over(home: Home, begun: Begun) -> bool:
    with anyio.move_on_after(home.settings.correction_wait_seconds):
        while await run_sync(lambda: under_way(home, begun)):
            await anyio.sleep(POLL_SECONDS)
        return True
    return False
