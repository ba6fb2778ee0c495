"""How many requests are let in, and how many of them run: the rest wait their turn in order."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from novapulse.domain.errors import TooManyRequests

_BUSY_SECONDS, _STOPPING_SECONDS = 10, 5


class Admission:
    """``concurrency`` requests run, ``queue`` more are inside. Used on one event loop."""

    def __init__(self, *, concurrency: int, queue: int) -> None:
        self._free = concurrency
        self._room = concurrency + queue
        self._inside = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._receiving: set[asyncio.Timeout] = set()
        self._empty = asyncio.Event()
        self._empty.set()
        self._closed = False

    @property
    def closed(self) -> bool:
        return self._closed

    @property
    def inside(self) -> int:
        return self._inside

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Raises TooManyRequests ``busy`` or ``shutting_down``."""
        if self._closed:
            raise _stopping()
        if self._inside >= self._room:
            raise TooManyRequests(
                "busy",
                f"{self._inside} requests are being answered or wait already. Try again later.",
                retry_after=_BUSY_SECONDS,
            )
        self._inside += 1
        self._empty.clear()
        try:
            yield
        finally:
            self._inside -= 1
            if not self._inside:
                self._empty.set()

    @asynccontextmanager
    async def receiving(self, seconds: float) -> AsyncIterator[None]:
        """While a body arrives. Raises TimeoutError after ``seconds``, and TooManyRequests
        ``shutting_down`` as soon as it closes: its sender may never end."""
        try:
            async with asyncio.timeout(seconds) as limit:
                self._receiving.add(limit)
                try:
                    yield
                finally:
                    self._receiving.discard(limit)
        except TimeoutError:
            if self._closed:
                raise _stopping() from None
            raise

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Raises TooManyRequests ``shutting_down``, also to those that wait already."""
        await self._take()
        try:
            yield
        finally:
            self._hand_on()

    async def close(self, seconds: float) -> bool:
        """Refuse from now on, also those that wait or still arrive; what runs has ``seconds`` to
        end. False if it did not."""
        self._closed = True
        for limit in self._receiving:
            if not limit.expired():
                limit.reschedule(asyncio.get_running_loop().time())
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_exception(_stopping())
        self._waiting.clear()
        try:
            await asyncio.wait_for(self._empty.wait(), seconds)
        except TimeoutError:
            return False
        return True

    async def _take(self) -> None:
        if self._closed:
            raise _stopping()
        if self._free:
            self._free -= 1
            return
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        try:
            await waiter
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled() and waiter.exception() is None:
                self._hand_on()
            raise

    def _hand_on(self) -> None:
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(None)
                return
        self._free += 1


def _stopping() -> TooManyRequests:
    return TooManyRequests(
        "shutting_down",
        "This container is stopping. Send the request again: another one takes it.",
        retry_after=_STOPPING_SECONDS,
    )
