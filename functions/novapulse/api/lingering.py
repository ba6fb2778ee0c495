"""An early refusal that still reaches a client in the middle of its upload."""

import anyio
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_HEADERS = (b"content-length", b"transfer-encoding")
"""Without either a request has no body (RFC 9112, section 6.3)."""
LINGER_SECONDS = 5.0
"""As nginx's ``lingering_close``: closing on unread data would reset the connection, and the client
would see that instead of the answer."""


class LingeringRefusal:
    """Sends an error answer at once; then throws away, for a while, what the client still sends."""

    def __init__(self, app: ASGIApp, *, seconds: float = LINGER_SECONDS) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = any(name in BODY_HEADERS for name, _ in scope["headers"])
        exchange = _Exchange(receive, send, self._seconds, body=body)
        await self._app(scope, exchange.receive, exchange.send)


class _Exchange:
    def __init__(self, receive: Receive, send: Send, seconds: float, *, body: bool) -> None:
        self._receive = receive
        self._send = send
        self._seconds = seconds
        self._body_read = not body
        self._refused = False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            self._body_read = True
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._refused = message["status"] >= 400 and not self._body_read
            if self._refused:
                message["headers"] = [*message.get("headers", ()), (b"connection", b"close")]
        last = message["type"] == "http.response.body" and not message.get("more_body", False)
        if not (self._refused and last):
            await self._send(message)
            return
        await self._send({**message, "more_body": True})
        with anyio.move_on_after(self._seconds):
            while not self._body_read:
                await self.receive()
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})
