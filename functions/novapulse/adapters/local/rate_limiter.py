"""Rate limits in memory: a rolling window of the times of each caller's requests."""

import math
import threading
from collections import deque

from novapulse.domain.allowance import Allowance
from novapulse.ports import Clock

SWEEP_EVERY = 1000
"""Requests between two looks for callers that have gone quiet."""


class MemoryRateLimiter:
    """Fulfils ``RateLimiter`` for one process. Exact: no request is let through that would be the
    ``limit + 1``-th within any ``window_seconds``."""

    def __init__(self, clock: Clock, *, window_seconds: int) -> None:
        self._clock = clock
        self._window = window_seconds
        self._times: dict[str, deque[float]] = {}
        self._lock = threading.Lock()
        self._taken = 0

    def take(self, caller: str, limit: int) -> Allowance:
        with self._lock:
            now = self._clock.now().timestamp()
            self._sweep(now)
            times = self._times.setdefault(caller, deque())
            self._forget(times, now)
            if len(times) < limit:
                times.append(now)
                return Allowance(limit, limit - len(times), math.ceil(now + self._window))
            # The clock is read in fractions: a whole second more makes the promise true.
            wait = math.floor(times[-limit] + self._window - now) + 1
            return Allowance(limit, 0, math.ceil(times[-1] + self._window), retry_after=wait)

    def _forget(self, times: deque[float], now: float) -> None:
        while times and times[0] <= now - self._window:
            times.popleft()

    def _sweep(self, now: float) -> None:
        self._taken += 1
        if self._taken % SWEEP_EVERY:
            return
        for caller, times in list(self._times.items()):
            self._forget(times, now)
            if not times:
                del self._times[caller]
