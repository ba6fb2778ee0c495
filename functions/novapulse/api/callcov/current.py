"""The request that is being answered: its id, which every answer bears, and its family."""

import secrets
import string
from contextvars import ContextVar
from typing import Literal, NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Family = Literal["A", "B"]
FAMILY_A = "/api/v1/calls/analyze"
CHARACTERS = string.ascii_lowercase + string.digits


class Current(NamedTuple):
    request_id: str
    family: Family


_current: ContextVar[Current] = ContextVar("callcov_request")


def current() -> Current:
    return _current.get(Current("req_0000000000", "A"))


class NamedRequests:
    """Gives each request an id, and takes one slash off the end of its path: every path is served
    with it and without, and without a redirect, which would make clients send uploads twice."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"].removesuffix("/")
        family: Family = "A" if path == FAMILY_A or path.startswith(f"{FAMILY_A}/") else "B"
        request_id = f"req_{''.join(secrets.choice(CHARACTERS) for _ in range(10))}"
        token = _current.set(Current(request_id, family))

        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                header = (b"x-request-id", request_id.encode())
                message["headers"] = [*message.get("headers", ()), header]
            await send(message)

        try:
            await self._app({**scope, "path": path}, receive, send_named)
        finally:
            _current.reset(token)
