"""What is to happen at which moment."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count

from tests.services.house import HandClock

Action = Callable[[], object]
"""What it returns counts for nothing."""


@dataclass
class Agenda:
    clock: HandClock
    _entries: list[tuple[datetime, int, Action]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    def at(self, when: timedelta, action: Action) -> None:
        """``when``: from now on."""
        heappush(self._entries, (self.clock.now() + when, next(self._numbers), action))

    def next_due(self) -> datetime | None:
        return self._entries[0][0] if self._entries else None

    def carry_out(self) -> None:
        """All that is due, in the order of their moments."""
        while self._entries and self._entries[0][0] <= self.clock.now():
            heappop(self._entries)[2]()

    def holds_other_than(self, action: Action) -> bool:
        return any(entry[2] != action for entry in self._entries)
