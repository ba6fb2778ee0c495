"""How many requests each operation makes: what the docstrings say, and no more."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from novapulse.domain.admission import AdmissionRules, IdempotencyKey
from novapulse.domain.job import FileInfo, JobError, JobOptions, JobStatus, Progress
from novapulse.domain.keys import KeyUse
from novapulse.domain.listing import JobFilter
from novapulse.domain.upload import UploadStatus
from novapulse.domain.webhook import Attempt, Delivery, DeliveryStatus
from tests.adapters.aws.conftest import Dynamo
from tests.adapters.homes import Storage
from tests.adapters.make import NOON, add_job, make_job, make_key, make_tenant, make_upload

JOB = make_job(1).id
ENDED = make_job(2).id
FILE = FileInfo(name="call.wav", size_bytes=9, duration_seconds=1.0)
FAILURE = JobError(code="c", message="m")
OPEN = (JobStatus.QUEUED, JobStatus.PROCESSING)
RULES = AdmissionRules(
    idempotency=IdempotencyKey("key", "f", NOON - timedelta(days=1)),
    duplicates_since=NOON - timedelta(seconds=60),
    max_open=50,
)
FULL = AdmissionRules(max_open=1)
AGENT = JobFilter(metadata=(("agent", "AGT-42"),))
DELIVERY = Delivery(
    id="evt_1",
    tenant="acme",
    job_id=ENDED,
    event="job.completed",
    url="https://example.com/hook",
    body="{}",
    created_at=NOON,
)
ATTEMPT = Attempt(at=NOON, status=500)
PENDING, FAILED = DeliveryStatus.PENDING, DeliveryStatus.FAILED
LATER = NOON + timedelta(days=1)
USE = KeyUse(key_id="key_1", at=NOON, endpoint="GET /v1/jobs", address="10.0.0.1")

PRICES: dict[str, tuple[int, Callable[[Storage], Any]]] = {
    "admit": (2, lambda s: s.jobs.admit(make_job(3, audio_sha256="new"), RULES)),
    "admit, a repeat": (2, lambda s: s.jobs.admit(make_job(3), RULES)),
    "admit, too many open": (3, lambda s: s.jobs.admit(make_job(3), FULL)),
    "remembered": (1, lambda s: s.jobs.remembered("acme", "key", NOON)),
    "get a job": (1, lambda s: s.jobs.get("acme", JOB)),
    "a page": (1, lambda s: s.jobs.page("acme", JobFilter(), limit=20)),
    "a page by metadata": (3, lambda s: s.jobs.page("acme", AGENT, limit=20)),
    "start": (1, lambda s: s.jobs.start("acme", JOB, NOON)),
    "progress": (2, lambda s: s.jobs.progress("acme", JOB, Progress(step="a", percent=9), NOON)),
    "progress, no further": (
        1,
        lambda s: s.jobs.progress("acme", JOB, Progress(step="a", percent=1), NOON),
    ),
    "complete": (2, lambda s: s.jobs.complete("acme", JOB, NOON, ())),
    "complete again": (1, lambda s: s.jobs.complete("acme", ENDED, NOON, ())),
    "fail": (2, lambda s: s.jobs.fail("acme", JOB, NOON, FAILURE)),
    "fetched": (3, lambda s: s.jobs.fetched("acme", JOB, FILE, "cd")),
    "set metadata": (3, lambda s: s.jobs.set_metadata("acme", JOB, {"a": "b"})),
    "set warnings": (1, lambda s: s.jobs.set_warnings("acme", ENDED, ())),
    "measured": (1, lambda s: s.jobs.measured("acme", JOB, 1.5)),
    "timing": (1, lambda s: s.jobs.timing("acme", JOB, "prepare", 1.5)),
    "unfinished": (1, lambda s: s.jobs.unfinished()),
    "untold": (2, lambda s: s.jobs.untold(LATER)),
    "count open jobs": (1, lambda s: s.jobs.count("acme", OPEN)),
    "first to end": (2, lambda s: s.jobs.first_to_end("acme")),
    "backlog": (1, lambda s: s.jobs.backlog(unfetched_seconds=1.0)),
    "erase": (3, lambda s: s.jobs.erase("acme", ENDED)),
    "forget keys": (0, lambda s: s.jobs.forget_keys(NOON)),
    "with data": (2, lambda s: s.jobs.with_data("acme", LATER, 9)),
    "data expired": (2, lambda s: s.jobs.data_expired("acme", ENDED, NOON)),
    "records": (1, lambda s: s.jobs.records(LATER, 9)),
    "events": (1, lambda s: s.events.after("acme", 0, limit=9)),
    "events of a job": (2, lambda s: s.events.after("acme", 0, limit=9, job_id=JOB)),
    "events of a job, none new": (1, lambda s: s.events.after("acme", 99, limit=9, job_id=JOB)),
    "last number": (1, lambda s: s.events.last_number("acme")),
    "delete events, none old": (2, lambda s: s.events.delete_before(NOON - timedelta(days=1))),
    "get a tenant": (1, lambda s: s.tenants.get("acme")),
    "list tenants": (1, lambda s: s.tenants.list()),
    "update a tenant": (1, lambda s: s.tenants.update(make_tenant())),
    "add a key": (1, lambda s: s.keys.add(make_key(2), "other")),
    "find a key": (1, lambda s: s.keys.by_secret("hash")),
    "revoke a key": (4, lambda s: s.keys.revoke("key_1", NOON)),
    "log uses": (3, lambda s: s.keys.log_uses((USE,) * 25)),
    "add a delivery": (1, lambda s: s.deliveries.add(DELIVERY.model_copy(update={"id": "evt_2"}))),
    "get a delivery": (1, lambda s: s.deliveries.get("acme", "evt_1")),
    "record an attempt": (
        1,
        lambda s: s.deliveries.record("acme", "evt_1", ATTEMPT, PENDING, LATER),
    ),
    "record the last attempt": (
        1,
        lambda s: s.deliveries.record("acme", "evt_1", ATTEMPT, FAILED, None),
    ),
    "deliveries of a job": (2, lambda s: s.deliveries.for_job("acme", ENDED)),
    "a page of deliveries": (1, lambda s: s.deliveries.page("acme", limit=9)),
    "overdue": (1, lambda s: s.deliveries.overdue(LATER)),
    "disabled": (1, lambda s: s.deliveries.disabled("acme", "https://example.com")),
    "announce an upload": (2, lambda s: s.uploads.add(make_upload(2), open_at_most=9)),
    "get an upload": (1, lambda s: s.uploads.get("acme", make_upload(1).id)),
    "use an upload": (
        1,
        lambda s: s.uploads.move(
            "acme", make_upload(1).id, from_=(UploadStatus.OPEN,), to=UploadStatus.USED, job_id=JOB
        ),
    ),
    "expired uploads": (1, lambda s: s.uploads.expired(LATER)),
    "delete an upload": (2, lambda s: s.uploads.delete("acme", make_upload(1).id)),
    "know a dropped file": (1, lambda s: s.drops.knows("acme/a.wav", "1")),
    "insights": (1, lambda s: s.blobs.get(f"results/acme/{JOB}/insights.json")),
    "store insights": (1, lambda s: s.blobs.put(f"results/acme/{JOB}/insights.json", b"{}")),
}


@pytest.fixture
def filled(home: Storage) -> Storage:
    home.tenants.add(make_tenant())
    home.keys.add(make_key(), "hash")
    home.jobs.admit(make_job(1), AdmissionRules())
    home.jobs.start("acme", JOB, NOON)
    home.jobs.progress("acme", JOB, Progress(step="prepare", percent=5), NOON)
    hooked = JobOptions(webhook_url="https://example.com/hook", metadata={"agent": "AGT-42"})
    for number in (2, 4):
        add_job(home.jobs, make_job(number, options=hooked, audio_sha256=f"{number}"))
        home.jobs.fail("acme", make_job(number).id, NOON, FAILURE)
    home.deliveries.add(DELIVERY)
    home.uploads.add(make_upload(1))
    home.blobs.put(f"results/acme/{JOB}/insights.json", b"{}")
    return home


def test_each_operation_costs_what_is_said(filled: Storage, dynamo: Dynamo) -> None:
    """From the cheapest change to the last; each in the state that the others left would differ,
    so they are told apart by name only where they fail."""
    wrong = {}
    for name, (price, operation) in PRICES.items():
        if name in CHANGING:
            continue
        dynamo.client.requests.clear()
        operation(filled)
        if len(dynamo.client.requests) != price:
            wrong[name] = (price, list(dynamo.client.requests))
    assert wrong == {}


CHANGING = ("admit", "complete", "fail", "erase", "data expired", "use an upload")


@pytest.mark.parametrize("name", CHANGING)
def test_a_change_costs_what_is_said(filled: Storage, dynamo: Dynamo, name: str) -> None:
    price, operation = PRICES[name]
    dynamo.client.requests.clear()
    operation(filled)
    assert len(dynamo.client.requests) == price, dynamo.client.requests
