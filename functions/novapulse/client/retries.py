"""When a request is made again: the server was busy, or not there for a moment."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from novapulse.client.errors import ClientError, ConnectionFailed, RateLimited, ServerError

T = TypeVar("T")

BUSY = (502, 503, 504)
FIRST_WAIT_SECONDS = 0.2
"""Without a Retry-After; doubled each time."""


@dataclass(frozen=True)
class Retries:
    """``most`` more attempts after the first. A Retry-After is obeyed up to
    ``longest_wait_seconds``; above it the error is raised at once, for the caller to decide."""

    most: int = 4
    longest_wait_seconds: float = 60.0
    sleep: Callable[[float], None] = time.sleep

    def run(self, action: Callable[[], T]) -> T:
        """``action`` must be harmless when it is done twice."""
        for number in range(self.most):
            try:
                return action()
            except ClientError as error:
                wait = self.wait(error, number)
                if wait is None:
                    raise
            self.sleep(wait)
        return action()

    def wait(self, error: ClientError, number: int) -> float | None:
        """Seconds until the attempt after the ``number``-th retry; None: it would not help."""
        passes = isinstance(error, RateLimited | ConnectionFailed) or (
            isinstance(error, ServerError) and error.status in BUSY
        )
        if not passes:
            return None
        named: float | None = getattr(error, "retry_after", None)
        seconds = FIRST_WAIT_SECONDS * 2**number if named is None else named
        return seconds if seconds <= self.longest_wait_seconds else None
