"""What every answer has in common: safe headers, and no trace of an unforeseen error."""

import logging
import traceback
from collections.abc import Callable

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from novapulse.domain.errors import StorageUnavailable

log = logging.getLogger(__name__)

HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"no-referrer"),
)


class SafeHeaders:
    """Adds HEADERS to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        await self._app(scope, receive, send_safely if scope["type"] == "http" else send)


class UnforeseenErrors:
    """An unforeseen error is logged by type and place, never with its message, which may hold the
    text of a call. ``unavailable`` answers for the system's own trouble (a full disk, a locked
    database), ``internal_error`` for everything else."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        internal_error: Callable[[], Response],
        unavailable: Callable[[], Response],
    ) -> None:
        self._app = app
        self._internal_error = internal_error
        self._unavailable = unavailable

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, send_watched)
        except Exception as error:
            # As ASCII: a path may hold line breaks, which must not look like entries of the log.
            path = ascii(scope["path"])
            log.error("%s %s failed: %s", scope["method"], path, place_of(error))
            if started:
                raise RuntimeError("the answer had begun when an error came up") from None
            passing = isinstance(error, OSError | StorageUnavailable)
            answer = self._unavailable if passing else self._internal_error
            await answer()(scope, receive, send)


def place_of(error: BaseException) -> str:
    """Type, file and line of each frame that is ours or nearest: all but the message."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    places = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}"
