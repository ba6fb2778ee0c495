"""The HTTP API as a server of its own, for bodies above what a function takes:
``uvicorn novapulse.handlers.front:app``."""

import shutil
from functools import cache
from typing import TYPE_CHECKING, Any

from novapulse.bootstrap.aws.ports import Ports, ports

if TYPE_CHECKING:
    from starlette.types import ASGIApp

DISK_SHARE = 0.5
"""Of what is free at the start: for bodies under way. The rest is for copies of the search index
and for files that are being written."""


def front(home: Ports, *, disk_bytes: int | None = None) -> "ASGIApp":
    """The application of the function ``api``, with long streams of events and large bodies. A body
    is written to the disk while it arrives, and from there to S3; together they take no more than
    ``disk_bytes``."""
    from novapulse.api.disk_budget import DiskBudget
    from novapulse.api.every_dialect import every_dialect
    from novapulse.api.lingering import LingeringRefusal
    from novapulse.api.multipart import OVERHEAD_BYTES
    from novapulse.api.native.errors import unavailable
    from novapulse.api.safe_responses import SafeHeaders
    from novapulse.bootstrap.aws.home import aws_home

    if disk_bytes is None:
        disk_bytes = int(DISK_SHARE * shutil.disk_usage(home.scratch).free)
    return DiskBudget(
        every_dialect(aws_home(home)).app,
        max_bytes=disk_bytes,
        longest=home.settings.max_upload_bytes + OVERHEAD_BYTES,
        refuse=lambda: LingeringRefusal(SafeHeaders(unavailable())),
    )


@cache
def _application() -> "ASGIApp":
    return front(ports())


def __getattr__(name: str) -> Any:
    """``app`` is built when a server asks for it: an import needs no settings."""
    if name == "app":
        return _application()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
