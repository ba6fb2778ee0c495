"""How often a caller may ask."""

from typing import Protocol

from novapulse.domain.allowance import Allowance


class RateLimiter(Protocol):
    def take(self, caller: str, limit: int) -> Allowance:
        """Count one request of ``caller`` against ``limit`` in the rolling window; a refused one
        does not count. ``caller`` names who and what for, as in ``key_1:ingest``."""
        ...
