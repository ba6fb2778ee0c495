"""A test event, sent at once to a URL that the caller names."""

import secrets
from typing import NamedTuple

from novapulse.domain.public_url import check_public_url
from novapulse.domain.webhook import Attempt
from novapulse.domain.webhook_payloads import WebhookTest
from novapulse.domain.wire_time import wire_time
from novapulse.services.home import Home
from novapulse.services.webhooks.signed_post import post_signed


class TriedWebhook(NamedTuple):
    webhook_id: str
    attempt: Attempt


def try_webhook(home: Home, *, tenant: str, url: str) -> TriedWebhook:
    """One attempt, no retries; what arrives enables the URL. Not from within a running event loop.
    Raises InvalidRequest for a URL that no webhook may have."""
    check_public_url("url", url, loopback_allowed=home.loopback_allowed)
    now = home.clock.now()
    webhook_id = f"evt_{secrets.token_hex(12)}"
    attempt = post_signed(
        url,
        WebhookTest(sent_at=wire_time(now)).model_dump_json(),
        webhook_id=webhook_id,
        secrets=home.tenants.get(tenant).signing_secrets(now),
        at=now,
        sender=home.sender,
    )
    if attempt.delivered:
        home.deliveries.enable(tenant, url)
    return TriedWebhook(webhook_id, attempt)
