"""Telling a tenant's server that a job has ended, by the Standard Webhooks rules."""

import json
from datetime import datetime

from novapulse.domain.job import Job, JobStatus
from novapulse.domain.webhook import Delivery, DeliveryStatus, event_id, retry_delay
from novapulse.domain.wire_time import wire_time
from novapulse.ports import Clock, DeliveryStore, TenantStore, WebhookSender


def build_delivery(job: Job, *, created_at: datetime) -> Delivery:
    """The one delivery of an ended job that names a ``webhook_url``. Building it again gives the
    same id and the same body. Raises ValueError for a job that has no event to tell."""
    url = job.options.webhook_url
    if url is None or not job.status.ended:
        raise ValueError(f"job {job.id} ({job.status}) has no event to deliver")
    event = f"job.{job.status}"
    return Delivery(
        id=event_id(job.id, event),
        tenant=job.tenant,
        job_id=job.id,
        event=event,
        url=url,
        body=json.dumps(event_body(job), separators=(",", ":")),
        created_at=created_at,
    )


def event_body(job: Job) -> dict[str, object]:
    """What a receiver reads; see ``events/`` for the payloads. No text of the call is in it."""
    body: dict[str, object] = {
        "event": f"job.{job.status}",
        "job_id": job.id,
        "status": job.status.value,
        "pipeline": job.options.pipeline.value,
        "completed_at": wire_time(job.completed_at),
    }
    if job.status is JobStatus.FAILED and job.error is not None:
        body["error"] = job.error.model_dump()
    return body


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
    """Make the ``number``-th attempt, counted from 1, and record it. Returns the seconds until the
    next, or None when none is to follow: it arrived, or all attempts are used up."""
    delivery = deliveries.get(tenant, delivery_id)
    if delivery.delivered:
        return None
    now = clock.now()
    headers = signed_headers(delivery, tenants.get(tenant).signing_secrets(now), now)
    attempt = sender.post(delivery.url, delivery.body.encode(), headers)
    wait = None if attempt.delivered else retry_delay(number)
    if wait is not None:
        deliveries.record(tenant, delivery_id, attempt, DeliveryStatus.PENDING, now + wait)
        return wait.total_seconds()
    end = DeliveryStatus.DELIVERED if attempt.delivered else DeliveryStatus.FAILED
    deliveries.record(tenant, delivery_id, attempt, end, None)
    return None


def signed_headers(delivery: Delivery, secrets: tuple[str, ...], at: datetime) -> dict[str, str]:
    """The headers of one attempt (https://www.standardwebhooks.com), with one signature for each
    secret in force. ``at`` is aware."""
    from standardwebhooks import Webhook

    signatures = (Webhook(secret).sign(delivery.id, at, delivery.body) for secret in secrets)

    return {
        "content-type": "application/json",
        "webhook-id": delivery.id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
