"""Being second: what a condition or another transaction refused is read and tried anew."""

import time
from collections.abc import Callable
from secrets import SystemRandom
from typing import TypeVar

from novapulse.adapters.aws.dynamodb.attributes import Item
from novapulse.adapters.aws.trouble import unavailable

T = TypeVar("T")

ATTEMPTS = 40
FIRST_WAIT_SECONDS = 0.005
LONGEST_WAIT_SECONDS = 0.25
"""Of twenty that write to one tenant's log at once the last gets through within a second or two."""
CHANCE = SystemRandom()
"""The operating system's: those that begin from one snapshot would all wait for the same time.
https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html"""


class Contended(Exception):
    """Somebody else is writing, or has written, what this attempt relied upon. Nothing was
    changed."""


class ConditionFailed(Contended):
    """``failed`` says of each write whether its own condition did not hold; ``found`` is the item
    as it is, where there is one and it was a single write."""

    def __init__(self, failed: tuple[bool, ...] = (True,), found: Item | None = None) -> None:
        super().__init__()
        self.failed = failed
        self.found = found


def settled(attempt: Callable[[], T]) -> T:
    """What ``attempt`` returns once nobody is in its way; it reads anew each time, and waits longer
    each time, by chance (exponential backoff with full jitter,
    https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/). Raises
    StorageUnavailable after ``ATTEMPTS``."""
    wait = FIRST_WAIT_SECONDS
    for _ in range(ATTEMPTS):
        try:
            return attempt()
        except Contended:
            time.sleep(CHANCE.uniform(0, wait))
            wait = min(2 * wait, LONGEST_WAIT_SECONDS)
    raise unavailable("contention")
