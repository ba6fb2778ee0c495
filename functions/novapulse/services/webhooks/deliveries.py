"""Looking up webhook deliveries."""

import re
from dataclasses import dataclass

from novapulse.domain.listing import Cursor
from novapulse.domain.webhook import Delivery, DeliveryStatus, delivery_not_found
from novapulse.ports import DeliveryStore

DELIVERY_ID = re.compile(r"evt_[0-9a-f]{24}")


def find_delivery(tenant: str, delivery_id: str, *, deliveries: DeliveryStore) -> Delivery:
    """Raises NotFound(``delivery_not_found``), also for another tenant's and for no id at all."""
    if not DELIVERY_ID.fullmatch(delivery_id):
        raise delivery_not_found()
    return deliveries.get(tenant, delivery_id)


@dataclass(frozen=True)
class DeliveryPage:
    """``next`` is None on the last page."""

    deliveries: tuple[Delivery, ...]
    next: Cursor | None


def list_deliveries(
    tenant: str,
    *,
    limit: int,
    after: Cursor | None = None,
    status: DeliveryStatus | None = None,
    job_id: str | None = None,
    deliveries: DeliveryStore,
) -> DeliveryPage:
    """Newest first. Deliveries that are added meanwhile move no page that follows."""
    found = deliveries.page(tenant, limit=limit + 1, after=after, status=status, job_id=job_id)
    page = found[:limit]
    more = len(found) > limit
    return DeliveryPage(page, Cursor(page[-1].created_at, page[-1].id) if more else None)
