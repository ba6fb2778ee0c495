"""Rate limits in memory: a rolling window of the times of each caller's requests."""

import threading
from collections import OrderedDict, deque
from datetime import UTC, datetime, timedelta

from novapulse.domain.allowance import Allowance
from novapulse.ports import Clock

MAX_CALLERS = 50_000
"""Callers that are remembered, about 50 MB of them at most. Beyond it whoever has been quiet for
the longest is forgotten, so a flood from ever new addresses cannot fill the memory."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000


class MemoryRateLimiter:
    """Fulfils ``RateLimiter`` for one process. Exact: no request is let through that would be the
    ``limit + 1``-th within any ``window_seconds``. Times are whole microseconds, so that nothing is
    lost to rounding."""

    def __init__(
        self, clock: Clock, *, window_seconds: int, max_callers: int = MAX_CALLERS
    ) -> None:
        self._clock = clock
        self._window = window_seconds * SECOND
        self._max_callers = max_callers
        self._callers: OrderedDict[str, deque[int]] = OrderedDict()
        """The caller with the latest request is last."""
        self._lock = threading.Lock()
        self._read_at = 0
        self._stepped_back = 0

    def __len__(self) -> int:
        """How many callers are remembered."""
        return len(self._callers)

    def take(self, caller: str, limit: int) -> Allowance:
        with self._lock:
            now = self._now()
            self._forget_quiet_callers(now)
            times = self._callers.get(caller) or deque()
            while times and times[0] <= now - self._window:
                times.popleft()
            if len(times) >= limit:
                wait = times[-limit] + self._window - now
                return Allowance(limit, 0, self._reset_at(times), retry_after=_seconds(wait))
            times.append(now)
            self._remember(caller, times)
            return Allowance(limit, limit - len(times), self._reset_at(times))

    def _now(self) -> int:
        """Never less than before: a clock that is set back must not lengthen anybody's wait."""
        at = (self._clock.now() - EPOCH) // MICROSECOND
        self._stepped_back += max(0, self._read_at - at)
        self._read_at = at
        return at + self._stepped_back

    def _reset_at(self, times: deque[int]) -> int:
        return _seconds(times[-1] + self._window - self._stepped_back)

    def _forget_quiet_callers(self, now: int) -> None:
        # Two for the one that may come: they get fewer, and no request pays for all of them.
        for _ in range(2):
            if not self._callers:
                return
            caller, times = next(iter(self._callers.items()))
            if times[-1] > now - self._window:
                return
            del self._callers[caller]

    def _remember(self, caller: str, times: deque[int]) -> None:
        if caller not in self._callers and len(self._callers) >= self._max_callers:
            self._callers.popitem(last=False)
        self._callers[caller] = times
        self._callers.move_to_end(caller)


def _seconds(microseconds: int) -> int:
    """Rounded up."""
    return -(-microseconds // SECOND)
