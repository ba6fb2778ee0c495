"""Asking another service again, for as long as is worth it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from secrets import SystemRandom
from typing import TypeVar

from novapulse.domain.errors import NovaPulseError

T = TypeVar("T")

FIRST_WAIT = 0.5
LONGEST_WAIT = 8.0
CHANCE = SystemRandom()
"""The operating system's: functions that begin from one snapshot share every other.
https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html"""


class MayPass(Exception):
    """The same request may succeed later. ``error`` is what it is if nobody asks again;
    ``wait`` are the seconds that the service asked for."""

    def __init__(self, error: NovaPulseError, wait: float | None = None) -> None:
        super().__init__()
        self.error = error
        self.wait = wait


@dataclass(frozen=True)
class Patience:
    """At most ``attempts`` within ``seconds``, all in all; an attempt begins only while ``least``
    of them are left. Waits double and are spread at random
    (https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/)."""

    seconds: float
    attempts: int = 4
    least: float = 1.0
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def ask(self, attempt: Callable[[float], T]) -> T:
        """``attempt`` is given the seconds that are left, and raises MayPass to be called again.
        Raises the ``error`` of the last one."""
        end = self.now() + self.seconds
        for number in range(1, self.attempts + 1):
            try:
                return attempt(end - self.now())
            except MayPass as failed:
                wait = _spread(number) if failed.wait is None else failed.wait
                too_late = self.now() + wait + self.least > end
                if number == self.attempts or too_late:
                    raise failed.error from None
            self.sleep(wait)
        raise AssertionError("an attempt returns or raises")


def _spread(number: int) -> float:
    longest = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (number - 1))
    return CHANCE.uniform(longest / 2, longest)
