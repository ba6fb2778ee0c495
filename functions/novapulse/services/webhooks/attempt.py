"""One attempt to tell a tenant's server of something."""

from novapulse.domain.webhook import DeliveryStatus, standing_after
from novapulse.ports import Clock, DeliveryStore, TenantStore, WebhookSender
from novapulse.services.webhooks.signed_post import post_signed


def attempt_delivery(
    tenant: str,
    delivery_id: str,
    number: int,
    *,
    deliveries: DeliveryStore,
    tenants: TenantStore,
    sender: WebhookSender,
    clock: Clock,
) -> float | None:
    """Make the ``number``-th attempt of a schedule, counted from 1, and record it. Returns the
    seconds until the next, or None when none is to follow. A delivery that is no longer pending is
    left as it is; one to a disabled URL is disabled without an attempt.

    Raises NotFound when the delivery was erased, before the attempt or during it."""
    delivery = deliveries.get(tenant, delivery_id)
    if delivery.status is not DeliveryStatus.PENDING:
        return None
    if deliveries.disabled(tenant, delivery.url):
        deliveries.record(tenant, delivery_id, None, DeliveryStatus.DISABLED, None)
        return None
    now = clock.now()
    attempt = post_signed(
        delivery.url,
        delivery.body,
        webhook_id=delivery.id,
        secrets=tenants.get(tenant).signing_secrets(now),
        at=now,
        sender=sender,
    )
    status, wait = standing_after(attempt, number)
    if attempt.gone:
        deliveries.disable(tenant, delivery.url, now)
    elif attempt.delivered:
        deliveries.enable(tenant, delivery.url)
    next_attempt_at = None if wait is None else clock.now() + wait
    deliveries.record(tenant, delivery_id, attempt, status, next_attempt_at)
    return None if wait is None else wait.total_seconds()
