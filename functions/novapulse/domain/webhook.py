"""Webhook events, deliveries and attempts."""

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus

from novapulse.domain.errors import NotFound
from novapulse.domain.value import Value

RETRY_DELAYS = tuple(
    timedelta(seconds=seconds)
    for seconds in (1, 2, 4, 60, 300, 900, 3600, 3 * 3600, *(6 * 3600,) * 11)
)
"""The wait after the first, second ... failed attempt: three quick ones, then slower, three days in
all. After the last, the delivery is given up."""
SCHEDULED, IN_PROGRESS = "job.scheduled", "job.in_progress"
"""Told of jobs that came by the Symbl API alone."""
END_EVENTS = ("job.completed", "job.failed")
"""One of them is told of every job."""
ORDER = {SCHEDULED: 0, IN_PROGRESS: 1} | dict.fromkeys(END_EVENTS, 2)


def retry_delay(attempt: int) -> timedelta | None:
    """The wait after the ``attempt``-th failure, counted from 1; None when it was the last."""
    return RETRY_DELAYS[attempt - 1] if attempt <= len(RETRY_DELAYS) else None


def event_id(job_id: str, event: str) -> str:
    """The same for the same job and event, however often it is built."""
    return f"evt_{hashlib.sha256(f'{job_id}:{event}'.encode()).hexdigest()[:24]}"


class DeliveryStatus(StrEnum):
    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"
    """Every attempt is used up."""
    DISABLED = "disabled"
    """The receiver said 410 Gone, to this delivery or to an earlier one: nothing more is sent
    there until someone replays a delivery to it, or a test arrives."""


class Attempt(Value):
    """One POST: ``status`` is the HTTP status, or None with an ``error``."""

    at: datetime
    status: int | None
    error: str = ""
    seconds: float = 0.0

    @property
    def delivered(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        return self.status == HTTPStatus.GONE

    @property
    def redirected(self) -> bool:
        return self.status is not None and 300 <= self.status < 400


def standing_after(attempt: Attempt, number: int) -> tuple[DeliveryStatus, timedelta | None]:
    """How a delivery stands after its ``number``-th attempt of a schedule, and the wait until the
    next."""
    if attempt.delivered:
        return DeliveryStatus.DELIVERED, None
    if attempt.gone:
        return DeliveryStatus.DISABLED, None
    wait = retry_delay(number)
    return (DeliveryStatus.FAILED if wait is None else DeliveryStatus.PENDING), wait


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
    status: DeliveryStatus = DeliveryStatus.PENDING
    next_attempt_at: datetime | None = None
    attempts: tuple[Attempt, ...] = ()

    @property
    def delivered(self) -> bool:
        return any(a.delivered for a in self.attempts)

    @property
    def untried(self) -> bool:
        """It is to be attempted, and has not been yet."""
        return self.status is DeliveryStatus.PENDING and not self.attempts

    def follows(self, other: "Delivery") -> bool:
        """Of two deliveries of a job, whether what this one tells happened after."""
        return ORDER[self.event] > ORDER[other.event]


def delivery_not_found() -> NotFound:
    """Unknown, another tenant's, or no id at all: the one answer to all of them."""
    return NotFound(
        "delivery_not_found", "No such delivery exists; an id is 'evt_' and 24 hex digits."
    )
