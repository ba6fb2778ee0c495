"""Rate limits in DynamoDB: the times of a caller's requests within the window, in one item."""

import secrets
import struct
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.attributes import Item
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.transactions import ConditionFailed, Contended, settled
from novapulse.adapters.aws.dynamodb.writes import ABSENT, Put, When
from novapulse.domain.allowance import Allowance
from novapulse.ports import Clock

MAX_CALLERS = 1_000
"""Callers whose log a process remembers, at 5 kB each for 600 requests in the window."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000


@dataclass(frozen=True)
class Log:
    """``times`` in microseconds, oldest first. ``mark`` names this state of the log; None before
    its first request."""

    mark: str | None = None
    times: tuple[int, ...] = ()


class DynamoRateLimiter:
    """Fulfils ``RateLimiter`` for any number of processes. Exact: each request that is let through
    replaces the log as it was read, or is judged anew. The clocks of the processes must agree, as
    those of AWS's machines do within a millisecond; a clock that is set back costs nobody more
    than a window.

    1 request where this process knows the log, 2 where another one has counted meanwhile, none
    where a caller that is known to have used its limit up asks again: nobody can have counted it
    since.
    """

    def __init__(
        self,
        table: Table,
        clock: Clock,
        *,
        window_seconds: int,
        max_callers: int = MAX_CALLERS,
    ) -> None:
        self._table = table
        self._clock = clock
        self._window = window_seconds * SECOND
        self._max_callers = max_callers
        self._known: OrderedDict[str, Log] = OrderedDict()
        """As this process saw them last; the caller that asked last is last."""
        self._lock = Lock()
        self._read_at = 0
        self._stepped_back = 0

    def take(self, caller: str, limit: int) -> Allowance:
        with self._lock:
            now, stepped_back = self._now(), self._stepped_back
        return settled(lambda: self._take(caller, limit, now, stepped_back))

    def _take(self, caller: str, limit: int, now: int, stepped_back: int) -> Allowance:
        log = self._recall(caller)
        # Another process may have counted by a clock that is a little ahead of this one.
        now = max((now, *log.times[-1:]))
        times = tuple(at for at in log.times if at > now - self._window)
        if len(times) >= limit:
            wait = times[-limit] + self._window - now
            reset_at = _seconds(times[-1] + self._window - stepped_back)
            return Allowance(limit, 0, reset_at, retry_after=_seconds(wait))
        self._replace(caller, log, Log(secrets.token_hex(8), (*times, now)))
        reset_at = _seconds(now + self._window - stepped_back)
        return Allowance(limit, limit - len(times) - 1, reset_at)

    def _replace(self, caller: str, old: Log, new: Log) -> None:
        """Raises Contended, and knows better, if the log is another one by now."""
        unchanged = ABSENT if old.mark is None else When("#mark = :mark", mark=old.mark)
        try:
            self._table.write(Put(keys.rate_log(caller), self._item(new), unchanged))
        except ConditionFailed as failed:
            self._remember(caller, _log(failed.found))
            raise Contended from None
        self._remember(caller, new)

    def _item(self, log: Log) -> Item:
        packed = struct.pack(f">{len(log.times)}Q", *log.times)
        return {
            "mark": log.mark,
            "times": packed,
            "ttl": _seconds(log.times[-1] + 2 * self._window),
        }

    def _recall(self, caller: str) -> Log:
        with self._lock:
            return self._known.get(caller, Log())

    def _remember(self, caller: str, log: Log) -> None:
        with self._lock:
            self._known[caller] = log
            self._known.move_to_end(caller)
            if len(self._known) > self._max_callers:
                self._known.popitem(last=False)

    def _now(self) -> int:
        """Never less than before: a clock that is set back must not lengthen anybody's wait."""
        at = (self._clock.now() - EPOCH) // MICROSECOND
        self._stepped_back += max(0, self._read_at - at)
        self._read_at = at
        return at + self._stepped_back


def _log(item: Item | None) -> Log:
    if item is None:
        return Log()
    packed: bytes = item["times"]
    return Log(item["mark"], struct.unpack(f">{len(packed) // 8}Q", packed))


def _seconds(microseconds: int) -> int:
    """Rounded up."""
    return -(-microseconds // SECOND)
