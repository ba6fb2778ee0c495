"""An application as the function behind an HTTP API of API Gateway (payload 2.0)."""

import asyncio
import json
from typing import Any
from urllib.parse import quote

from mangum import Mangum
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send

from novapulse.api.every_dialect import every_dialect
from novapulse.handlers.function import Event
from novapulse.handlers.http_errors import too_large_to_pass
from novapulse.services.home import Home

COMPRESSED_FROM_BYTES = 512 * 1024
"""The words of an hour's transcript; where a caller takes it, compressed to an eighth."""
COMPRESSION = 4
LARGEST_ANSWER_BYTES = 6 * 1024 * 1024
"""Of a function, as JSON. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"""
UNMEASURED_BYTES = LARGEST_ANSWER_BYTES // 6
"""So long a body fits whatever is in it: JSON takes six bytes for one at most."""


class Unanswered(Exception):
    """Stands for an error in the adapter's log, which would show its text."""


class HttpFunction:
    """Takes one event at a time. The application's lifespan is that of one request: a function is
    frozen between two, and what is to be written must be written before."""

    def __init__(self, home: Home) -> None:
        self._app = GZipMiddleware(every_dialect(home).app, COMPRESSED_FROM_BYTES, COMPRESSION)
        self._failure: Exception | None = None
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        self._adapter = Mangum(self._watched, lifespan="on")

    def __call__(self, event: Event, context: object) -> dict[str, Any]:
        """Raises what came up when an answer had begun: nobody has seen it yet."""
        asyncio.set_event_loop(self._loop)
        self._failure = None
        answer = self._adapter(_with_path_encoded(event), context)  # type: ignore[arg-type]
        if self._failure is not None:
            raise self._failure
        return answer if _fits(answer) else too_large_to_pass()

    def close(self) -> None:
        self._loop.close()

    async def _watched(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except Exception as error:
            self._failure = error
            raise Unanswered from None


def _with_path_encoded(event: Event) -> dict[str, Any]:
    """HTTP APIs send the path decoded, and the adapter decodes it: ``%252e`` would be a dot."""
    context = event["requestContext"]
    http = context["http"]
    encoded = {**http, "path": quote(http["path"])}
    return {**event, "requestContext": {**context, "http": encoded}}


def _fits(answer: dict[str, Any]) -> bool:
    if len(answer.get("body", "")) <= UNMEASURED_BYTES:
        return True
    return len(json.dumps(answer)) <= LARGEST_ANSWER_BYTES
