"""What an erasure leaves in the table: counters, and nothing of the job."""

import json
from datetime import timedelta
from typing import Any

import pytest

from novapulse.adapters.aws.dynamodb import job_erasure
from novapulse.domain.admission import AdmissionRules, IdempotencyKey
from novapulse.domain.job import JobError, JobOptions, Progress
from novapulse.domain.webhook import Attempt, Delivery, DeliveryStatus
from tests.adapters.aws.conftest import Dynamo
from tests.adapters.homes import Storage
from tests.adapters.make import NOON, make_job

RULES = AdmissionRules(idempotency=IdempotencyKey("key", "f", NOON - timedelta(days=1)))


def lived(home: Storage) -> str:
    """A job that has told, been sent and failed."""
    metadata = {f"name-{number}": "only-in-this-job" for number in range(30)}
    options = JobOptions(metadata=metadata, webhook_url="https://example.com/hook")
    job = make_job(options=options)
    home.jobs.admit(job, RULES)
    home.jobs.start("acme", job.id, NOON)
    for percent in (1, 2, 3):
        home.jobs.progress("acme", job.id, Progress(step="a", percent=percent), NOON)
    home.jobs.fail("acme", job.id, NOON, JobError(code="c", message="m"))
    delivery = Delivery(
        id="evt_1",
        tenant="acme",
        job_id=job.id,
        event="job.failed",
        url="https://example.com/hook",
        body="only-in-this-job",
        created_at=NOON,
    )
    home.deliveries.add(delivery)
    refused = Attempt(at=NOON, status=500)
    home.deliveries.record("acme", "evt_1", refused, DeliveryStatus.FAILED, None)
    return job.id


def test_nothing_of_an_erased_job_stays(home: Storage, dynamo: Dynamo) -> None:
    job_id = lived(home)
    dynamo.client.requests.clear()
    assert home.jobs.erase("acme", job_id)
    assert dynamo.client.requests.count("transact_write_items") == 1
    left = json.dumps(dynamo.items(), default=str)
    assert job_id not in left
    assert "only-in-this-job" not in left
    assert {item["PK"]["S"] for item in dynamo.items()} == {
        "TENANT#acme",
        "EVENTS#acme",
        "EVENT_LOGS",
    }


def test_a_job_of_more_items_than_a_transaction_takes_is_erased_too(
    home: Storage, dynamo: Dynamo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job_erasure, "MOST_WRITES", 20)
    job_id = lived(home)
    sizes = []

    def note(name: str, request: dict[str, Any]) -> None:
        if name == "transact_write_items":
            sizes.append(len(request["TransactItems"]))

    dynamo.client.before = note
    assert home.jobs.erase("acme", job_id)
    assert sizes == [20]
    assert job_id not in json.dumps(dynamo.items(), default=str)
    assert home.events.after("acme", 0, limit=100) == ()


def test_insights_and_uploads_of_the_job_are_left_to_their_own_stores(home: Storage) -> None:
    job_id = lived(home)
    name = f"results/acme/{job_id}/insights.json"
    home.blobs.put(name, b"{}")
    home.jobs.erase("acme", job_id)
    assert home.blobs.delete(f"results/acme/{job_id}/") == 1
    assert not home.blobs.exists(name)
