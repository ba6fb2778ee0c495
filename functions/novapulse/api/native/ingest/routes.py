"""``POST /v1/audio/ingest``."""

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Header, Request

from novapulse.api.native import translate
from novapulse.api.native.dependencies import HomeOf, caller_with
from novapulse.api.native.documented import answers
from novapulse.api.native.ingest.body import ACCEPTED
from novapulse.api.native.ingest.request import received_submission
from novapulse.api.native.schemas import Accepted
from novapulse.domain.keys import ApiKey
from novapulse.services.home import Home
from novapulse.services.intake.concurrency import refuse_when_full
from novapulse.services.intake.idempotency import check_key, is_remembered
from novapulse.services.intake.submit import submit

router = APIRouter()

IdempotencyKeyHeader = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="Makes it safe to send the request again: the same key and parameters get the "
        "first answer again, for a day",
        json_schema_extra={"minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
        examples=["8e03978e-40d5-43e8-bc93-6894a57f9324"],
    ),
]


@router.post(
    "/v1/audio/ingest",
    status_code=202,
    response_model=Accepted,
    responses={**answers(400, 401, 403, 404, 408, 409, 413, 415), 202: ACCEPTED},
    summary="Submit a recording",
)
async def ingest(
    request: Request,
    home: HomeOf,
    key: Annotated[ApiKey, Depends(caller_with("audio:write"))],
    idempotency_key: IdempotencyKeyHeader = None,
) -> Accepted:
    check_key(idempotency_key)
    await run_sync(_refuse_unread, home, key.tenant, idempotency_key)
    async with received_submission(request, home, key.tenant, idempotency_key) as submission:
        return translate.accepted(await run_sync(submit, home, submission))


def _refuse_unread(home: Home, tenant: str, idempotency_key: str | None) -> None:
    """Before a large body is taken for nothing; a repeated request still gets its answer."""
    if idempotency_key is None or not is_remembered(home, tenant, idempotency_key):
        refuse_when_full(home, tenant)
