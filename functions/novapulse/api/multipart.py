"""The form of a request, received while it arrives, and gone when the request ends."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio.to_thread import run_sync
from python_multipart.multipart import parse_options_header
from starlette.requests import Request

from novapulse.api.form_reader import Form, FormLimits, FormReader, malformed
from novapulse.api.spool import too_large
from novapulse.api.time_limit import time_limit

OVERHEAD_BYTES = 1024 * 1024
"""What boundaries, headers and small fields may add to the file."""


@asynccontextmanager
async def received_form(
    request: Request, *, folder: Path, limits: FormLimits, file_field: str = "file"
) -> AsyncIterator[Form]:
    """The form of the request; what nobody took of its file is removed when the block ends.

    Raises TooLarge (``file_too_large``) without reading on, RequestTimeout, and InvalidRequest
    for a body that is no well-formed form or ends too early.
    """
    boundary = _boundary(request.headers.get("content-type"))
    if announced_bytes(request) > limits.file_bytes + OVERHEAD_BYTES:
        raise too_large(limits.file_bytes)
    reader = FormReader(boundary, folder, limits, file_field)
    try:
        with time_limit(limits.seconds):
            await _read(request, reader, limits)
        yield await reader.finish()
    finally:
        await run_sync(reader.discard, abandon_on_cancel=False)


async def _read(request: Request, reader: FormReader, limits: FormLimits) -> None:
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > limits.file_bytes + OVERHEAD_BYTES:
            raise too_large(limits.file_bytes)
        await reader.feed(chunk)


def _boundary(content_type: str | None) -> bytes:
    _, options = parse_options_header(content_type)
    boundary = options.get(b"boundary", b"")
    if not boundary:
        raise malformed()
    return boundary


def announced_bytes(request: Request) -> int:
    """Bytes; 0 where the client did not say."""
    length = request.headers.get("content-length", "")
    return int(length) if length.isdecimal() and len(length) < 20 else 0
