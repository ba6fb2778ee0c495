from datetime import timedelta
from typing import Any

import pytest

from novapulse.domain.errors import NotFound
from novapulse.domain.listing import Cursor
from novapulse.domain.webhook import Attempt, Delivery, DeliveryStatus
from novapulse.ports import DeliveryStore
from tests.adapters.homes import Storage
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
def store(storage: Storage) -> DeliveryStore:
    return storage.deliveries


def test_one_event_is_one_delivery(store: DeliveryStore) -> None:
    store.add(DELIVERY)
    store.add(DELIVERY.model_copy(update={"body": "another"}))
    assert store.for_job("acme", "job_1") == (DELIVERY,)


REFUSED = Attempt(at=NOON, status=None, error="connection refused", seconds=0.1)
ACCEPTED = Attempt(at=NOON + timedelta(seconds=1), status=204, seconds=0.2)
PENDING, DELIVERED = DeliveryStatus.PENDING, DeliveryStatus.DELIVERED


def test_attempts_are_kept_in_order(store: DeliveryStore) -> None:
    store.add(DELIVERY)
    store.record("acme", "evt_1", REFUSED, PENDING, NOON + timedelta(seconds=1))
    waiting = store.get("acme", "evt_1")
    assert (waiting.status, waiting.next_attempt_at) == (PENDING, NOON + timedelta(seconds=1))
    store.record("acme", "evt_1", ACCEPTED, DELIVERED, None)
    delivery = store.get("acme", "evt_1")
    assert delivery.attempts == (REFUSED, ACCEPTED)
    assert (delivery.status, delivery.next_attempt_at) == (DELIVERED, None)


def test_an_attempt_that_ends_late_does_not_undo_a_delivery(store: DeliveryStore) -> None:
    store.add(DELIVERY)
    store.record("acme", "evt_1", ACCEPTED, DELIVERED, None)
    store.record("acme", "evt_1", REFUSED, PENDING, NOON)
    delivery = store.get("acme", "evt_1")
    assert (delivery.status, delivery.next_attempt_at) == (DELIVERED, None)
    assert delivery.attempts == (ACCEPTED, REFUSED)


def test_without_an_attempt_a_delivery_is_set_as_said(store: DeliveryStore) -> None:
    store.add(DELIVERY)
    store.record("acme", "evt_1", ACCEPTED, DELIVERED, None)
    store.record("acme", "evt_1", None, PENDING, NOON)
    delivery = store.get("acme", "evt_1")
    assert (delivery.status, delivery.next_attempt_at) == (PENDING, NOON)
    assert delivery.attempts == (ACCEPTED,)


def test_another_tenant_sees_and_records_nothing(store: DeliveryStore) -> None:
    store.add(DELIVERY)
    with pytest.raises(NotFound):
        store.get("rival", "evt_1")
    with pytest.raises(NotFound):
        store.record("rival", "evt_1", ACCEPTED, DELIVERED, None)
    assert store.for_job("rival", "job_1") == ()
    assert store.page("rival", limit=10) == ()
    assert store.erase_job("rival", "job_1") == 0
    assert store.get("acme", "evt_1") == DELIVERY


def make_deliveries(store: DeliveryStore) -> list[Delivery]:
    """Newest first; two share a time, and every second one belongs to ``job_0``."""
    made = [
        DELIVERY.model_copy(
            update={
                "id": f"evt_{n}",
                "job_id": f"job_{n % 2}",
                "created_at": NOON + timedelta(seconds=n // 2),
            }
        )
        for n in range(5)
    ]
    for delivery in made:
        store.add(delivery)
    return made[::-1]


def test_pages_follow_each_other_newest_first(store: DeliveryStore) -> None:
    made = make_deliveries(store)
    pages: list[Delivery] = []
    after = None
    while page := store.page("acme", limit=2, after=after):
        assert len(page) <= 2
        pages += page
        after = Cursor(page[-1].created_at, page[-1].id)
    assert pages == made


def test_a_page_is_of_one_status_and_one_job(store: DeliveryStore) -> None:
    made = make_deliveries(store)
    store.record("acme", "evt_2", ACCEPTED, DELIVERED, None)
    assert [d.id for d in store.page("acme", limit=9, status=DELIVERED)] == ["evt_2"]
    assert [d.id for d in store.page("acme", limit=9, job_id="job_1")] == ["evt_3", "evt_1"]
    assert store.page("acme", limit=9, job_id="job_1", status=DELIVERED) == ()
    assert len(store.page("acme", limit=9, status=PENDING)) == len(made) - 1


def test_erasing_a_job_takes_its_deliveries_and_their_attempts(store: DeliveryStore) -> None:
    store.add(DELIVERY)
    store.record("acme", "evt_1", REFUSED, PENDING, None)
    assert store.erase_job("acme", "job_1") == 1
    store.add(DELIVERY)
    assert store.get("acme", "evt_1").attempts == ()


def test_a_url_is_disabled_for_one_tenant_until_it_is_enabled(store: DeliveryStore) -> None:
    for _ in range(2):
        store.disable("acme", DELIVERY.url, NOON)
    assert store.disabled("acme", DELIVERY.url)
    assert not store.disabled("rival", DELIVERY.url)
    assert not store.disabled("acme", "https://example.com/other")
    store.enable("rival", DELIVERY.url)
    assert store.disabled("acme", DELIVERY.url)
    store.enable("acme", DELIVERY.url)
    assert not store.disabled("acme", DELIVERY.url)


def test_what_is_pending_and_due_is_overdue_whoevers_it_is(store: DeliveryStore) -> None:
    def added(number: int, **changes: Any) -> Delivery:
        created_at = NOON + timedelta(seconds=number)
        values = {"id": f"evt_{number}", "created_at": created_at, **changes}
        delivery = DELIVERY.model_copy(update=values)
        store.add(delivery)
        return delivery

    later = added(2, tenant="rival")
    soon = added(1, next_attempt_at=NOON + timedelta(seconds=3))
    ended, waiting = added(3), added(4)
    store.record("acme", ended.id, ACCEPTED, DELIVERED, None)
    store.record("acme", waiting.id, REFUSED, PENDING, NOON + timedelta(hours=1))
    assert store.overdue(NOON + timedelta(seconds=2)) == ()
    assert [d.id for d in store.overdue(NOON + timedelta(seconds=9))] == [soon.id, later.id]
    store.record("acme", ended.id, None, PENDING, NOON)
    assert ended.id in {d.id for d in store.overdue(NOON + timedelta(seconds=9))}
