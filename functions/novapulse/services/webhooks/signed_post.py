"""One signed POST, by the Standard Webhooks rules (https://www.standardwebhooks.com)."""

from datetime import datetime

from novapulse.domain.webhook import Attempt
from novapulse.ports import WebhookSender

REDIRECTED = "redirects are not followed: name the URL that answers itself"


def post_signed(
    url: str,
    body: str,
    *,
    webhook_id: str,
    secrets: tuple[str, ...],
    at: datetime,
    sender: WebhookSender,
) -> Attempt:
    """Not from within a running event loop."""
    headers = signed_headers(body, webhook_id=webhook_id, secrets=secrets, at=at)
    attempt = sender.post(url, body.encode(), headers)
    if attempt.redirected and not attempt.error:
        return attempt.model_copy(update={"error": REDIRECTED})
    return attempt


def signed_headers(
    body: str, *, webhook_id: str, secrets: tuple[str, ...], at: datetime
) -> dict[str, str]:
    """The headers of one attempt, with one signature for each secret in force. ``at`` is aware."""
    from standardwebhooks import Webhook

    signatures = (Webhook(secret).sign(webhook_id, at, body) for secret in secrets)
    return {
        "content-type": "application/json",
        "webhook-id": webhook_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
