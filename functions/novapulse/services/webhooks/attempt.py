"""Telling a tenant's server that a job has ended."""

from datetime import datetime

from novapulse.domain.job import Dialect, Job
from novapulse.domain.webhook import Delivery, DeliveryStatus, event_id, standing_after
from novapulse.domain.webhook_payloads import ended_payload
from novapulse.ports import BlobStore, Clock, DeliveryStore, TenantStore, WebhookSender
from novapulse.services.webhooks.signed_post import post_signed


def build_delivery(job: Job, *, created_at: datetime, blobs: BlobStore | None = None) -> Delivery:
    """The one delivery of an ended job that names a ``webhook_url``, in the words of the API that
    the job came by; ``blobs`` have the results, for an API that sends them along. Building it again
    gives the same id and the same body. Raises ValueError for a job that has no event to tell."""
    url = job.options.webhook_url
    if url is None or not job.status.ended:
        raise ValueError(f"job {job.id} ({job.status}) has no event to deliver")
    payload = ended_payload(job)
    return Delivery(
        id=event_id(job.id, payload.event),
        tenant=job.tenant,
        job_id=job.id,
        event=payload.event,
        url=url,
        body=_body(job, blobs),
        created_at=created_at,
    )


def _body(job: Job, blobs: BlobStore | None) -> str:
    if job.options.dialect is not Dialect.CALLCOV:
        return ended_payload(job).model_dump_json()
    if blobs is None:
        raise ValueError(f"job {job.id} is told with its results: where are they?")
    from novapulse.services.callcov.event import event_body  # most functions tell of no such job

    return event_body(job, blobs)


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
