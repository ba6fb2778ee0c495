"""The streams of events that are open, and the end of all of them when the server stops."""

import asyncio
import math
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

import anyio

from novapulse.domain.errors import TooManyRequests


class EventStream:
    """One open stream, until ``ends_at`` (monotonic seconds) or until the server stops; one that
    ``ends_when_told`` ends with the first events that it has."""

    def __init__(self, ends_at: float, stopping: asyncio.Event, *, ends_when_told: bool) -> None:
        self.ends_at = ends_at
        self._stopping = stopping
        self._ends_when_told = ends_when_told

    def told(self, events: int) -> None:
        """So many have just been sent."""
        if events and self._ends_when_told:
            self.ends_at = time.monotonic()

    @property
    def open(self) -> bool:
        return not self._stopping.is_set() and time.monotonic() < self.ends_at

    async def pause(self, seconds: float) -> None:
        """Shorter where the stream ends before."""
        left = max(0.0, self.ends_at - time.monotonic())
        with anyio.move_on_after(min(seconds, left)):
            await self._stopping.wait()


class EventStreams:
    """For one event loop. A key has at most ``per_key`` streams, each at most ``seconds`` long:
    its client then comes again and goes on where it was. ``ends_when_told`` is for answers that
    arrive when they are whole."""

    def __init__(self, *, per_key: int, seconds: float, ends_when_told: bool = False) -> None:
        self._per_key = per_key
        self._seconds = seconds
        self._ends_when_told = ends_when_told
        self._stopping = asyncio.Event()
        self._open: defaultdict[str, set[EventStream]] = defaultdict(set)

    def stop(self) -> None:
        """End every stream, and those that are yet to come at once."""
        self._stopping.set()

    @contextmanager
    def opened(self, key_id: str) -> Iterator[EventStream]:
        """Raises TooManyRequests(``too_many_streams``); when its ``retry_after`` is over, one of
        the streams has ended."""
        now = time.monotonic()
        mine = self._open[key_id]
        # One that is past its end waits for a reader who takes nothing: its place is free.
        ends = [stream.ends_at for stream in mine if stream.ends_at > now]
        if len(ends) >= self._per_key:
            raise _too_many(self._per_key, min(ends) - now)
        ends_at = now + self._seconds
        stream = EventStream(ends_at, self._stopping, ends_when_told=self._ends_when_told)
        mine.add(stream)
        try:
            yield stream
        finally:
            mine.discard(stream)
            if not mine:
                self._open.pop(key_id, None)


def _too_many(per_key: int, wait: float) -> TooManyRequests:
    seconds = max(1, math.ceil(wait) + 1)
    return TooManyRequests(
        "too_many_streams",
        f"This API key has {per_key} streams of events open, as many as it may: close one, or "
        f"wait {seconds} seconds.",
        retry_after=seconds,
    )
