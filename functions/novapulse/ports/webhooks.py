"""Webhook deliveries, and the way out to a receiver."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from novapulse.domain.listing import Cursor
from novapulse.domain.webhook import Attempt, Delivery, DeliveryStatus


class DeliveryStore(Protocol):
    """Webhook deliveries and each attempt at them, and the URLs that want no more of them."""

    def add(self, delivery: Delivery) -> None:
        """Keeps what is there if the id exists: one event, one delivery."""
        ...

    def get(self, tenant: str, delivery_id: str) -> Delivery:
        """Raises NotFound(``delivery_not_found``)."""
        ...

    def record(
        self,
        tenant: str,
        delivery_id: str,
        attempt: Attempt | None,
        status: DeliveryStatus,
        next_attempt_at: datetime | None,
    ) -> None:
        """One attempt, and how the delivery stands now if it was pending; None: no attempt was
        made, and the delivery stands so whatever it was before."""
        ...

    def for_job(self, tenant: str, job_id: str) -> tuple[Delivery, ...]: ...
    def page(
        self,
        tenant: str,
        *,
        limit: int,
        after: Cursor | None = None,
        status: DeliveryStatus | None = None,
        job_id: str | None = None,
    ) -> tuple[Delivery, ...]:
        """Newest first."""
        ...

    def overdue(self, before: datetime) -> tuple[Delivery, ...]:
        """Every tenant's pending deliveries whose next attempt was due before then, oldest first:
        for the reconciler only."""
        ...

    def erase_job(self, tenant: str, job_id: str) -> int:
        """How many deliveries were deleted, with their attempts."""
        ...

    def disable(self, tenant: str, url: str, at: datetime) -> None: ...
    def enable(self, tenant: str, url: str) -> None: ...
    def disabled(self, tenant: str, url: str) -> bool: ...


class WebhookSender(Protocol):
    """One POST. Never follows a redirect, never reaches an address it may not."""

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Attempt: ...
