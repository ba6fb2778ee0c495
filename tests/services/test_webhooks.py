import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks import Webhook

from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job, JobError, JobOptions, JobStatus
from novapulse.domain.tenant import Tenant
from novapulse.domain.webhook import RETRY_DELAYS, Attempt, Delivery, DeliveryStatus
from novapulse.services.home import Home
from novapulse.services.keys import create_key
from novapulse.services.webhooks.attempt import attempt_delivery
from novapulse.services.webhooks.events import build_delivery
from novapulse.services.webhooks.signed_post import REDIRECTED
from tests.adapters.make import make_job
from tests.services.house import NOON, make_home

EVENTS = Path(__file__).parents[2] / "events"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def make_ended_job(status: JobStatus, **changes: Any) -> Job:
    values: dict[str, Any] = {
        "id": "job_7a2d9c4f1e8b",
        "status": status,
        "completed_at": datetime(2026, 3, 1, 12, 1, 0, 900_000, tzinfo=UTC),
        "options": JobOptions(webhook_url="https://example.com/hook"),
    }
    return make_job().model_copy(update=values | changes)


FAILURE = JobError(
    code="audio_undecodable",
    message="The recording is damaged and no sound could be read from it. Send another copy.",
)


@pytest.mark.parametrize(
    ("job", "file"),
    [
        (make_ended_job(JobStatus.COMPLETED), "webhook.job.completed.json"),
        (make_ended_job(JobStatus.FAILED, error=FAILURE), "webhook.job.failed.json"),
    ],
    ids=["completed", "failed"],
)
def test_an_event_has_exactly_the_published_shape(job: Job, file: str) -> None:
    published = json.loads((EVENTS / file).read_text())
    body = json.loads(build_delivery(job, created_at=NOON).body)
    assert body == published
    assert list(body) == list(published)


def test_building_again_gives_the_same_event() -> None:
    job = make_ended_job(JobStatus.COMPLETED)
    first, second = (build_delivery(job, created_at=NOON) for _ in range(2))
    assert first == second
    assert first.id.startswith("evt_")


@pytest.mark.parametrize(
    "job",
    [
        make_ended_job(JobStatus.COMPLETED, options=JobOptions()),
        make_ended_job(JobStatus.PROCESSING),
    ],
    ids=["no url", "not ended"],
)
def test_a_job_without_anything_to_tell_has_no_delivery(job: Job) -> None:
    with pytest.raises(ValueError, match="no event"):
        build_delivery(job, created_at=NOON)


@dataclass
class ScriptedSender:
    """Answers with the next status of its script; None is nobody there."""

    script: list[int | None]
    posted: list[tuple[str, bytes, Mapping[str, str]]] = field(default_factory=list)

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Attempt:
        self.posted.append((url, body, headers))
        return Attempt(at=NOON, status=self.script.pop(0), error="")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = make_home(tmp_path)
    home.tenants.add(
        Tenant(name="acme", tier="professional", webhook_secret=SECRET, created_at=NOON)
    )
    return home


@pytest.fixture
def delivery(home: Home) -> Delivery:
    made = build_delivery(make_ended_job(JobStatus.COMPLETED), created_at=NOON)
    home.deliveries.add(made)
    return made


def attempt(home: Home, delivery: Delivery, number: int, sender: ScriptedSender) -> float | None:
    return attempt_delivery(
        "acme",
        delivery.id,
        number,
        deliveries=home.deliveries,
        tenants=home.tenants,
        sender=sender,
        clock=home.clock,
    )


def test_a_delivery_that_arrives_is_recorded_and_not_repeated(
    home: Home, delivery: Delivery
) -> None:
    sender = ScriptedSender([200])
    assert attempt(home, delivery, 1, sender) is None
    assert attempt(home, delivery, 2, sender) is None
    [(url, body, headers)] = sender.posted
    assert url == "https://example.com/hook"
    assert body.decode() == delivery.body
    assert headers["webhook-id"] == delivery.id
    assert home.deliveries.get("acme", delivery.id).delivered


def standing(home: Home, delivery: Delivery) -> tuple[DeliveryStatus, datetime | None]:
    now = home.deliveries.get(delivery.tenant, delivery.id)
    return now.status, now.next_attempt_at


def test_failures_are_retried_after_1_2_and_4_seconds_under_the_same_id(
    home: Home, delivery: Delivery
) -> None:
    sender = ScriptedSender([None, 500, 302, 200])
    for number, wait in ((1, 1.0), (2, 2.0), (3, 4.0)):
        assert attempt(home, delivery, number, sender) == wait
        due = home.clock.now() + timedelta(seconds=wait)
        assert standing(home, delivery) == (DeliveryStatus.PENDING, due)
    assert attempt(home, delivery, 4, sender) is None
    assert standing(home, delivery) == (DeliveryStatus.DELIVERED, None)
    assert {headers["webhook-id"] for _, _, headers in sender.posted} == {delivery.id}
    attempts = home.deliveries.get("acme", delivery.id).attempts
    assert [a.status for a in attempts] == [None, 500, 302, 200]
    assert [a.error for a in attempts] == ["", "", REDIRECTED, ""]


def test_after_three_days_a_delivery_is_given_up(home: Home, delivery: Delivery) -> None:
    last = len(RETRY_DELAYS) + 1
    assert timedelta(days=2, hours=22) < sum(RETRY_DELAYS, timedelta()) <= timedelta(days=3)
    assert attempt(home, delivery, last - 1, ScriptedSender([None])) is not None
    assert attempt(home, delivery, last, ScriptedSender([None])) is None
    assert standing(home, delivery) == (DeliveryStatus.FAILED, None)


def another(home: Home, delivery: Delivery, **changes: Any) -> Delivery:
    """One more delivery to the same URL."""
    made = delivery.model_copy(update={"id": f"evt_{'a' * 24}", "job_id": "job_other"} | changes)
    home.deliveries.add(made)
    return made


def test_410_disables_the_url_and_nothing_more_is_sent_there(
    home: Home, delivery: Delivery
) -> None:
    sender = ScriptedSender([410])
    assert attempt(home, delivery, 1, sender) is None
    assert attempt(home, delivery, 2, sender) is None
    assert standing(home, delivery) == (DeliveryStatus.DISABLED, None)
    later = another(home, delivery)
    assert attempt(home, later, 1, sender) is None
    assert standing(home, later) == (DeliveryStatus.DISABLED, None)
    assert home.deliveries.get("acme", later.id).attempts == ()
    assert len(sender.posted) == 1


def test_a_disabled_url_is_disabled_for_its_tenant_alone(home: Home, delivery: Delivery) -> None:
    attempt(home, delivery, 1, ScriptedSender([410]))
    assert not home.deliveries.disabled("rival", delivery.url)
    elsewhere = another(home, delivery, url="https://example.com/other")
    attempt(home, elsewhere, 1, ScriptedSender([200]))
    assert standing(home, elsewhere)[0] is DeliveryStatus.DELIVERED


def test_a_delivery_that_arrives_enables_its_url(home: Home, delivery: Delivery) -> None:
    sender = DisablingSender(home, 204)
    attempt(home, delivery, 1, sender)
    assert not home.deliveries.disabled("acme", delivery.url)


@dataclass
class DisablingSender(ScriptedSender):
    """Another delivery is told 410 while this one is on its way."""

    def __init__(self, home: Home, status: int) -> None:
        super().__init__([status])
        self.home = home

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Attempt:
        self.home.deliveries.disable("acme", url, NOON)
        return super().post(url, body, headers)


def test_an_erased_delivery_is_not_attempted(home: Home, delivery: Delivery) -> None:
    home.deliveries.erase_job("acme", delivery.job_id)
    sender = ScriptedSender([200])
    with pytest.raises(NotFound):
        attempt(home, delivery, 1, sender)
    assert sender.posted == []


def test_every_tenant_has_a_secret_of_its_own(home: Home) -> None:
    for tenant in ("one", "two"):
        create_key(
            tenant=tenant, scopes=("admin",), tenants=home.tenants, keys=home.keys, clock=home.clock
        )
    secrets = {home.tenants.get(tenant).webhook_secret for tenant in ("one", "two")}
    assert len(secrets) == 2
    for secret in secrets:
        Webhook(secret)
