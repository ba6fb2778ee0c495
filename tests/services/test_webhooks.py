import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks import Webhook

from novapulse.domain.job import Job, JobError, JobOptions, JobStatus
from novapulse.domain.tenant import Tenant
from novapulse.domain.webhook import RETRY_DELAYS, Attempt, Delivery
from novapulse.services.home import Home
from novapulse.services.keys import create_key
from novapulse.services.webhooks import attempt_delivery, build_delivery, signed_headers
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


def test_a_receiver_can_verify_the_signature() -> None:
    delivery = build_delivery(make_ended_job(JobStatus.COMPLETED), created_at=NOON)
    headers = signed_headers(delivery, SECRET, datetime.now(UTC))
    assert Webhook(SECRET).verify(delivery.body, headers)["event"] == "job.completed"
    assert headers["webhook-id"] == delivery.id
    assert headers["content-type"] == "application/json"


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
        keys=home.keys,
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


def test_failures_are_retried_after_1_2_and_4_seconds_under_the_same_id(
    home: Home, delivery: Delivery
) -> None:
    sender = ScriptedSender([None, 500, 302, 200])
    waits = [attempt(home, delivery, number, sender) for number in (1, 2, 3, 4)]
    assert waits == [1.0, 2.0, 4.0, None]
    assert {headers["webhook-id"] for _, _, headers in sender.posted} == {delivery.id}
    attempts = home.deliveries.get("acme", delivery.id).attempts
    assert [a.status for a in attempts] == [None, 500, 302, 200]


def test_after_three_days_a_delivery_is_given_up(home: Home, delivery: Delivery) -> None:
    last = len(RETRY_DELAYS) + 1
    assert attempt(home, delivery, last - 1, ScriptedSender([None])) is not None
    assert attempt(home, delivery, last, ScriptedSender([None])) is None


def test_every_tenant_has_a_secret_of_its_own(home: Home) -> None:
    for tenant in ("one", "two"):
        create_key(
            tenant=tenant, scopes=("admin",), tenants=home.tenants, keys=home.keys, clock=home.clock
        )
    secrets = {home.tenants.get(tenant).webhook_secret for tenant in ("one", "two")}
    assert len(secrets) == 2
    for secret in secrets:
        Webhook(secret)
