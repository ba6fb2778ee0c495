from datetime import timedelta
from pathlib import Path

import pytest

from novapulse.adapters.local.database import open_database
from novapulse.adapters.local.delivery_store import SqliteDeliveryStore
from novapulse.domain.errors import NotFound
from novapulse.domain.webhook import Attempt, Delivery
from tests.adapters.make import NOON

DELIVERY = Delivery(
    id="evt_1",
    tenant="acme",
    job_id="job_1",
    event="job.completed",
    url="https://example.com/hook",
    body="{}",
    created_at=NOON,
)


@pytest.fixture
def store(tmp_path: Path) -> SqliteDeliveryStore:
    return SqliteDeliveryStore(open_database(tmp_path / "novapulse.db"))


def test_one_event_is_one_delivery(store: SqliteDeliveryStore) -> None:
    store.add(DELIVERY)
    store.add(DELIVERY.model_copy(update={"body": "another"}))
    assert store.for_job("acme", "job_1") == (DELIVERY,)


def test_attempts_are_kept_in_order(store: SqliteDeliveryStore) -> None:
    store.add(DELIVERY)
    refused = Attempt(at=NOON, status=None, error="connection refused", seconds=0.1)
    accepted = Attempt(at=NOON + timedelta(seconds=1), status=204, seconds=0.2)
    store.record("acme", "evt_1", refused)
    store.record("acme", "evt_1", accepted)
    delivery = store.get("acme", "evt_1")
    assert delivery.attempts == (refused, accepted)
    assert delivery.delivered


def test_another_tenant_sees_and_records_nothing(store: SqliteDeliveryStore) -> None:
    store.add(DELIVERY)
    with pytest.raises(NotFound):
        store.get("rival", "evt_1")
    with pytest.raises(NotFound):
        store.record("rival", "evt_1", Attempt(at=NOON, status=200))
    assert store.for_job("rival", "job_1") == ()
    assert store.get("acme", "evt_1").attempts == ()
