"""What a rate limit leaves a caller."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Allowance:
    """After one request was counted, or refused. ``reset_at`` (unix seconds) is when everything is
    free again if nothing more is sent. ``retry_after`` (whole seconds, None if it was let through)
    is true: who waits so long and sends one request gets through."""

    limit: int
    remaining: int
    reset_at: int
    retry_after: int | None = None

    @property
    def allowed(self) -> bool:
        return self.retry_after is None
