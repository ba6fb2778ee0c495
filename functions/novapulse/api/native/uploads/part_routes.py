"""``PUT`` of a part of an upload, for a home whose own server takes the bytes."""

from typing import Annotated, Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Path, Query, Request, Response

from novapulse.api.native.dependencies import HomeOf
from novapulse.api.native.documented import answers
from novapulse.api.native.uploads.schemas import UPLOAD_ID, PartAnswer
from novapulse.api.part_body import received_part
from novapulse.domain.tenant import TENANT_NAME
from novapulse.domain.upload import MAX_PARTS, PartLink
from novapulse.ports import PartInbox
from novapulse.services.upload_sending import accept_part, take_part

OPENAPI_BODY: dict[str, Any] = {
    "required": True,
    "description": "The bytes of the part, exactly as many as were announced",
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
}
ETAG = {"description": "The part's SHA-256 in hex, quoted", "schema": {"type": "string"}}
LAST_SECOND = 253_402_300_799
"""The end of the year 9999."""

ARRIVED: dict[str, Any] = {
    "description": "The part is there",
    "headers": {"ETag": ETAG},
    "content": {"application/json": {"example": {"part_number": 1, "size_bytes": 16_777_216}}},
}


def part_router(inbox: PartInbox) -> APIRouter:
    """Its one route needs no API key: the URL carries its own right."""
    router = APIRouter()

    @router.put(
        "/v1/audio/uploads/{upload_id}/parts/{part_number}",
        response_model=PartAnswer,
        responses={
            **answers(400, 403, 404, 408, 409, 413),
            200: ARRIVED,
        },
        openapi_extra={"requestBody": OPENAPI_BODY},
        summary="Send a part to the URL that was given for it",
    )
    async def put_part(
        *,
        request: Request,
        response: Response,
        home: HomeOf,
        upload_id: Annotated[str, Path(pattern=UPLOAD_ID)],
        part_number: Annotated[int, Path(ge=1, le=MAX_PARTS)],
        tenant: Annotated[str, Query(pattern=f"^{TENANT_NAME.pattern}$")],
        expires: Annotated[int, Query(ge=0, le=LAST_SECOND, description="Unix seconds")],
        signature: Annotated[str, Query(pattern="^[0-9a-f]{64}$")],
    ) -> PartAnswer:
        link = PartLink(tenant, upload_id, part_number, expires)
        size = await run_sync(accept_part, home, inbox, link, signature)
        seconds = home.settings.upload_timeout_seconds
        async with received_part(
            request, folder=home.incoming, size_bytes=size, seconds=seconds
        ) as spool:
            await run_sync(take_part, home, inbox, link, spool.path)
        response.headers["etag"] = f'"{spool.sha256}"'
        return PartAnswer(part_number=part_number, size_bytes=size)

    return router
