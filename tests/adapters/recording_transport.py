"""A network that answers as it is told, and remembers where requests went."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import httpx

Answer = Callable[[httpx.Request], httpx.Response]


class Pieces(httpx.AsyncByteStream):
    def __init__(self, *pieces: bytes) -> None:
        self._pieces = pieces

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece


@dataclass
class RecordingTransport(httpx.AsyncBaseTransport):
    answer: Answer = lambda request: httpx.Response(200, stream=Pieces(b"sound"))
    reached: list[str] = field(default_factory=list)
    """The address of each request."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.reached.append(request.url.host)
        return self.answer(request)


def redirecting(**hops: str) -> Answer:
    """From each path to a URL; other paths have the recording."""

    def answer(request: httpx.Request) -> httpx.Response:
        location = hops.get(request.url.path.strip("/"))
        if location is None:
            return httpx.Response(200, stream=Pieces(b"sound"))
        return httpx.Response(302, headers={"location": location})

    return answer
