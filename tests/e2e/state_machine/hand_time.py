"""Time that passes only when a test lets it: threads, events and sleeps on a clock set by hand.

The interpreter of Step Functions waits, sleeps and times out by real time. Here its threads wait
on a ``HandTime`` instead: while one of them works no time passes; when all of them wait, whoever
drives the test moves the clock on, and what is due then wakes up. Nothing of the definition is
changed for it: 900 seconds without a heartbeat are 900 seconds, and take no time.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from tests.services.house import HandClock

PATIENCE = 60.0
"""Seconds of real time for one piece of work; whoever takes longer is stuck."""


@dataclass(eq=False)
class Wait:
    until: datetime | None
    released: bool = False
    reached: bool = False


class HandTime:
    """``working`` counts the threads that do something just now."""

    def __init__(self, clock: HandClock) -> None:
        self.clock = clock
        self.working = 0
        self._changed = threading.Condition()
        self._waits: list[Wait] = []
        self._over = False

    def event(self) -> "HandEvent":
        return HandEvent(self)

    def thread(self, *positional: Any, **named: Any) -> "HandThread":
        return HandThread(self, *positional, **named)

    def sleep(self, seconds: float) -> None:
        HandEvent(self).wait(seconds)

    def settle(self) -> None:
        """Returns once nobody works. Fails where somebody works for ever."""
        with self._changed:
            if not self._changed.wait_for(lambda: self.working == 0, timeout=PATIENCE):
                raise AssertionError("the interpreter does not come to rest")

    def next_wake(self) -> datetime | None:
        with self._changed:
            return min((wait.until for wait in self._waits if wait.until), default=None)

    def pass_until(self, moment: datetime) -> None:
        with self._changed:
            self.clock.at = max(self.clock.at, moment)
            for wait in list(self._waits):
                if wait.until is not None and wait.until <= self.clock.at:
                    self._release(wait)

    def end(self) -> None:
        """Every thread that waits ends, wherever it is."""
        with self._changed:
            self._over = True
            for wait in list(self._waits):
                self._release(wait)

    def began(self) -> None:
        with self._changed:
            self.working += 1

    def ended(self) -> None:
        with self._changed:
            self.working -= 1
            self._changed.notify_all()

    def wait(self, event: "HandEvent", seconds: float | None) -> bool:
        with self._changed:
            if event.told:
                return True
            self._check()
            until = None if seconds is None else self.clock.now() + timedelta(seconds=seconds)
            wait = Wait(until)
            self._waits.append(wait)
            event.waits.append(wait)
            self.working -= 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: wait.released)
            event.waits.remove(wait)
            self._check()
            return wait.reached

    def tell(self, event: "HandEvent") -> None:
        with self._changed:
            event.told = True
            for wait in event.waits:
                if not wait.released:
                    wait.reached = True
                    self._release(wait)

    def _release(self, wait: Wait) -> None:
        """Who is woken works from this very moment, not from when it notices."""
        wait.released = True
        self._waits.remove(wait)
        self.working += 1
        self._changed.notify_all()

    def _check(self) -> None:
        if self._over:
            raise SystemExit


class HandEvent:
    """As much of ``threading.Event`` as the interpreter uses."""

    def __init__(self, time: HandTime) -> None:
        self._time = time
        self.told = False
        self.waits: list[Wait] = []

    def is_set(self) -> bool:
        return self.told

    def set(self) -> None:
        self._time.tell(self)

    def clear(self) -> None:
        self.told = False

    def wait(self, timeout: float | None = None) -> bool:
        return self._time.wait(self, timeout)


class HandThread:
    """As much of ``threading.Thread`` as the interpreter uses. ``failed`` is what it died of."""

    def __init__(
        self,
        time: HandTime,
        *,
        target: Callable[..., Any],
        args: tuple[Any, ...] = (),
        name: str | None = None,
        daemon: bool = True,
    ) -> None:
        self._time = time
        self._over = HandEvent(time)
        self._work = partial(target, *args)
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self.native_id = None

    def start(self) -> None:
        self._time.began()
        self._thread.start()

    def join(self, timeout: float | None = None) -> None:
        self._over.wait(timeout)

    def is_alive(self) -> bool:
        return not self._over.is_set()

    def _run(self) -> None:
        try:
            self._work()
        except SystemExit:
            pass
        finally:
            self._over.set()
            self._time.ended()
