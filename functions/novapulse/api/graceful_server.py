"""uvicorn, which says that it stops before it waits for the answers that are still open."""

import socket
from collections.abc import Callable

import uvicorn


class GracefulServer(uvicorn.Server):
    """``stopping`` is called once no new connection is let in. The lifespan's own end comes only
    after the wait, too late for streams, which would go on until they were cut."""

    def __init__(self, config: uvicorn.Config, *, stopping: Callable[[], None]) -> None:
        super().__init__(config)
        self._stopping = stopping

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._stopping()
        await super().shutdown(sockets)
