"""The bodies of submissions: a recording as it is, or one JSON object. Nothing is told from the
Content-Type, which clients leave out, send empty, or have wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from anyio.to_thread import run_sync
from pydantic import BaseModel, ConfigDict
from starlette.requests import Request

from novapulse.api.json_body import received_json
from novapulse.api.multipart import announced_bytes
from novapulse.api.spool import Spool, too_large
from novapulse.api.time_limit import time_limit
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.file_name import clean_file_name
from novapulse.services.home import Home
from novapulse.services.intake.submission import ReceivedFile


class AnyObject(BaseModel):
    model_config = ConfigDict(extra="allow")


@asynccontextmanager
async def received_recording(
    request: Request, home: Home, name: str | None
) -> AsyncIterator[ReceivedFile]:
    """The whole body on the disk; removed when the block ends if nobody took it. Raises TooLarge
    (``file_too_large``) without reading on, RequestTimeout, and InvalidRequest for an empty one."""
    longest = _longest(home)
    if announced_bytes(request) > longest:
        raise too_large(longest)
    spool = Spool(home.incoming, max_bytes=longest)
    try:
        with time_limit(home.settings.upload_timeout_seconds):
            async for chunk in request.stream():
                spool.append(chunk)
                await spool.drain()
        if spool.size_bytes == 0:
            raise InvalidRequest(
                "missing_required_field", "body: is empty; send the recording as the body"
            )
        await spool.finish()
        yield ReceivedFile(spool.path, clean_file_name(name or ""), spool.size_bytes, spool.sha256)
    finally:
        await run_sync(spool.discard, abandon_on_cancel=False)


def _longest(home: Home) -> int:
    longest, gateway = home.settings.max_upload_bytes, home.gateway
    return longest if gateway is None else min(longest, gateway.file_bytes)


async def received_object(request: Request, home: Home, *, max_bytes: int) -> dict[str, Any]:
    """Without what is null, which stands for what was not sent. Raises as ``received_json``."""
    sent = await received_json(
        request, AnyObject, max_bytes=max_bytes, seconds=home.settings.upload_timeout_seconds
    )
    return {name: value for name, value in (sent.model_extra or {}).items() if value is not None}
