"""Webhook events, deliveries and attempts."""

from datetime import datetime

from novapulse.domain.value import Value


class Attempt(Value):
    """One POST: ``status`` is the HTTP status, or None with an ``error``."""

    at: datetime
    status: int | None
    error: str = ""
    seconds: float = 0.0

    @property
    def delivered(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class Delivery(Value):
    """One event on its way to one URL. ``id`` (the ``webhook-id`` header) depends on job and
    event only, so a receiver can drop repeats. ``body`` is the exact JSON that is sent."""

    id: str
    tenant: str
    job_id: str
    event: str
    url: str
    body: str
    created_at: datetime
    attempts: tuple[Attempt, ...] = ()

    @property
    def delivered(self) -> bool:
        return any(a.delivered for a in self.attempts)
