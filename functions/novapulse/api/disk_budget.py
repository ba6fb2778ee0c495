"""Bodies that are on their way take no more of the disk than there is."""

from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send


class DiskBudget:
    """A body that does not fit beside those under way is refused before a byte of it is read.
    ``longest``: the most bytes of a body that is taken; one that does not tell its length counts
    as that long, and a longer one as no longer, since it is refused on its way."""

    def __init__(
        self, app: ASGIApp, *, max_bytes: int, longest: int, refuse: Callable[[], ASGIApp]
    ) -> None:
        self._app = app
        self._left = max_bytes
        self._longest = longest
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        size = self._size(scope)
        if size > self._left:
            await self._refuse()(scope, receive, send)
            return
        self._left -= size
        try:
            await self._app(scope, receive, send)
        finally:
            self._left += size

    def _size(self, scope: Scope) -> int:
        if scope["type"] != "http":
            return 0
        headers = dict(scope["headers"])
        if b"transfer-encoding" in headers:
            return self._longest
        length = headers.get(b"content-length", b"0")
        return min(int(length), self._longest) if length.isdigit() else self._longest
