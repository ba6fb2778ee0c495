"""``POST /v1/audio/ingest``."""

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Request

from novapulse.api.form_reader import Form, FormLimits
from novapulse.api.multipart import received_form
from novapulse.api.native import translate
from novapulse.api.native.dependencies import HomeOf, caller_with
from novapulse.api.native.documented import answers
from novapulse.api.native.ingest_form import OPENAPI_BODY, asked_options
from novapulse.api.native.schemas import Accepted
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.keys import ApiKey
from novapulse.services.submit import Submission, submit

router = APIRouter()


@router.post(
    "/v1/audio/ingest",
    status_code=202,
    response_model=Accepted,
    responses=answers(400, 401, 403, 409, 413, 415),
    openapi_extra={"requestBody": OPENAPI_BODY},
    summary="Submit a recording",
)
async def ingest(
    request: Request, home: HomeOf, key: Annotated[ApiKey, Depends(caller_with("audio:write"))]
) -> Accepted:
    limits = FormLimits(home.settings.max_upload_bytes, home.settings.max_form_field_bytes)
    async with received_form(request, folder=home.incoming, limits=limits) as form:
        submission = _submission(key.tenant, form)
        return translate.accepted(await run_sync(submit, home, submission))


def _submission(tenant: str, form: Form) -> Submission:
    if form.file is None:
        raise InvalidRequest(
            "missing_required_field",
            "file: is required; send the recording as the part 'file' of multipart/form-data",
        )
    return Submission(tenant, form.file, asked_options(form.fields))
