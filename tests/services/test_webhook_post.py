from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from novapulse.domain.tenant import Tenant
from novapulse.services.webhooks.signed_post import REDIRECTED, post_signed, signed_headers
from tests.services.house import HandClock, RememberingSender

NEW, OLD, FOREIGN = (f"whsec_{first}fKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" for first in "MNP")
BODY = '{"event":"job.completed"}'


def rotated(overlap_ends: datetime) -> Tenant:
    return Tenant(
        name="acme",
        tier="professional",
        created_at=overlap_ends,
        webhook_secret=NEW,
        previous_webhook_secret=OLD,
        previous_secret_until=overlap_ends,
    )


def accepts(secret: str, tenant: Tenant) -> bool:
    now = datetime.now(UTC)
    headers = signed_headers(BODY, webhook_id="evt_1", secrets=tenant.signing_secrets(now), at=now)
    try:
        return bool(Webhook(secret).verify(BODY, headers)["event"] == "job.completed")
    except WebhookVerificationError:
        return False


def test_during_the_overlap_a_receiver_may_verify_with_either_secret() -> None:
    tenant = rotated(datetime.now(UTC) + timedelta(hours=1))
    assert [accepts(secret, tenant) for secret in (NEW, OLD, FOREIGN)] == [True, True, False]


def test_after_the_overlap_the_new_secret_alone_signs() -> None:
    tenant = rotated(datetime.now(UTC) - timedelta(seconds=1))
    assert [accepts(secret, tenant) for secret in (NEW, OLD, FOREIGN)] == [True, False, False]


def test_the_headers_are_those_of_standard_webhooks() -> None:
    at = datetime(2026, 3, 1, 12, 0, 0, 900_000, tzinfo=UTC)
    headers = signed_headers(BODY, webhook_id="evt_1", secrets=(NEW, OLD), at=at)
    assert set(headers) == {
        "content-type",
        "webhook-id",
        "webhook-timestamp",
        "webhook-signature",
    }
    assert headers["content-type"] == "application/json"
    assert headers["webhook-timestamp"] == str(int(at.timestamp()))
    assert len(headers["webhook-signature"].split(" ")) == 2


@pytest.mark.parametrize(("status", "error"), [(301, REDIRECTED), (308, REDIRECTED), (200, "")])
def test_a_redirect_is_a_failure_that_says_so(status: int, error: str) -> None:
    clock = HandClock()
    attempt = post_signed(
        "https://example.com/hook",
        BODY,
        webhook_id="evt_1",
        secrets=(NEW,),
        at=clock.now(),
        sender=RememberingSender(clock, status),
    )
    assert attempt.error == error
    assert attempt.delivered is (status == 200)
