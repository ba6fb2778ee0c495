"""The body of a request that is one part of an upload: exactly as long as it was announced."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio.to_thread import run_sync
from starlette.requests import Request

from novapulse.api.multipart import announced_bytes
from novapulse.api.spool import Spool
from novapulse.api.time_limit import time_limit
from novapulse.domain.errors import InvalidRequest, TooLarge


@asynccontextmanager
async def received_part(
    request: Request, *, folder: Path, size_bytes: int, seconds: float
) -> AsyncIterator[Spool]:
    """The whole part on the disk; removed when the block ends if nobody took it.

    Raises TooLarge (``file_too_large``) without reading on, InvalidRequest for a body that ends too
    early, RequestTimeout.
    """
    if announced_bytes(request) > size_bytes:
        raise _too_long(size_bytes)
    spool = Spool(folder, max_bytes=size_bytes)
    try:
        with time_limit(seconds):
            async for chunk in request.stream():
                if spool.size_bytes + len(chunk) > size_bytes:
                    raise _too_long(size_bytes)
                spool.append(chunk)
                await spool.drain()
        if spool.size_bytes < size_bytes:
            raise InvalidRequest(
                "invalid_parameter",
                f"body: {spool.size_bytes} bytes came; this part has {size_bytes}; send it again",
            )
        await spool.finish()
        yield spool
    finally:
        await run_sync(spool.discard, abandon_on_cancel=False)


def _too_long(size_bytes: int) -> TooLarge:
    return TooLarge(
        "file_too_large", f"body: longer than the {size_bytes} bytes announced for this part"
    )
