"""Deliveries as durable workflows: the schedule, its replay, and its end."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from novapulse.adapters.clock import SystemClock
from novapulse.adapters.local.workflows.delivery_workflow import AttemptDelivery
from novapulse.adapters.sqlite.database import open_database
from novapulse.adapters.sqlite.delivery_store import SqliteDeliveryStore
from novapulse.adapters.sqlite.tenant_store import SqliteTenantStore
from novapulse.domain.webhook import Delivery, DeliveryStatus
from novapulse.services.webhooks.attempt import attempt_delivery
from tests.adapters.local.run_jobs import make_runner
from tests.adapters.make import NOON, make_tenant
from tests.services.house import RememberingSender

pytestmark = pytest.mark.slow

DELIVERY = Delivery(
    id=f"evt_{'a' * 24}",
    tenant="acme",
    job_id="job_1",
    event="job.completed",
    url="https://example.com/hook",
    body="{}",
    created_at=NOON,
)
Deliver = Callable[[Delivery], None]


@pytest.fixture
def sender() -> RememberingSender:
    return RememberingSender(SystemClock())


@pytest.fixture
def deliveries(tmp_path: Path) -> SqliteDeliveryStore:
    store = SqliteDeliveryStore(open_database(tmp_path / "novapulse.db"))
    store.add(DELIVERY)
    return store


@pytest.fixture
def attempt(
    tmp_path: Path, deliveries: SqliteDeliveryStore, sender: RememberingSender
) -> AttemptDelivery:
    tenants = SqliteTenantStore(open_database(tmp_path / "novapulse.db"))
    tenants.add(make_tenant())
    return lambda tenant, delivery_id, number: attempt_delivery(
        tenant,
        delivery_id,
        number,
        deliveries=deliveries,
        tenants=tenants,
        sender=sender,
        clock=SystemClock(),
    )


@contextmanager
def delivering(folder: Path, attempt: AttemptDelivery) -> Iterator[Deliver]:
    runner = make_runner(folder, workers=1, attempt_delivery=attempt)
    runner.launch()
    try:
        yield runner.deliver
    finally:
        runner.close()


def wait_until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_failure_is_retried_until_it_arrives(
    tmp_path: Path,
    deliveries: SqliteDeliveryStore,
    sender: RememberingSender,
    attempt: AttemptDelivery,
) -> None:
    sender.status = 500
    with delivering(tmp_path, attempt) as deliver:
        deliver(DELIVERY)
        wait_until(lambda: len(sender.posts) == 1)
        sender.status = 200
        wait_until(lambda: len(sender.posts) == 2)
        wait_until(lambda: deliveries.get("acme", DELIVERY.id).delivered)
        time.sleep(0.5)
    assert len(sender.posts) == 2


def test_a_replay_begins_anew_and_ends_the_schedule_before(
    tmp_path: Path,
    deliveries: SqliteDeliveryStore,
    sender: RememberingSender,
    attempt: AttemptDelivery,
) -> None:
    sender.status = 500
    with delivering(tmp_path, attempt) as deliver:
        deliver(DELIVERY)
        wait_until(lambda: len(sender.posts) == 2)
        deliver(deliveries.get("acme", DELIVERY.id))
        wait_until(lambda: len(sender.posts) == 3)
        time.sleep(3.5)  # The second schedule is at 1 s and 3 s; the first would be at 2 s.
    assert len(sender.posts) == 5


def test_what_was_delivered_is_delivered_again_by_a_replay(
    tmp_path: Path,
    deliveries: SqliteDeliveryStore,
    sender: RememberingSender,
    attempt: AttemptDelivery,
) -> None:
    with delivering(tmp_path, attempt) as deliver:
        for times in (1, 2, 3):
            deliveries.record("acme", DELIVERY.id, None, DeliveryStatus.PENDING, None)
            deliver(DELIVERY)
            wait_until(
                lambda: deliveries.get("acme", DELIVERY.id).status is DeliveryStatus.DELIVERED
            )
            assert len(sender.posts) == times
    assert {headers["webhook-id"] for *_, headers in sender.posts} == {DELIVERY.id}


def test_the_deliveries_of_an_erased_job_end_quietly(
    tmp_path: Path,
    deliveries: SqliteDeliveryStore,
    sender: RememberingSender,
    attempt: AttemptDelivery,
    caplog: pytest.LogCaptureFixture,
) -> None:
    sender.status = 500
    with delivering(tmp_path, attempt) as deliver:
        deliver(DELIVERY)
        wait_until(lambda: len(sender.posts) == 1)
        deliveries.erase_job("acme", DELIVERY.job_id)
        time.sleep(1.5)
    assert len(sender.posts) == 1
    assert caplog.records == []


def test_after_a_restart_the_schedule_goes_on(
    tmp_path: Path,
    deliveries: SqliteDeliveryStore,
    sender: RememberingSender,
    attempt: AttemptDelivery,
) -> None:
    sender.status = 500
    with delivering(tmp_path, attempt) as deliver:
        deliver(DELIVERY)
        wait_until(lambda: len(sender.posts) == 2)
        time.sleep(0.2)
    sender.status = 200
    with delivering(tmp_path, attempt):
        wait_until(lambda: deliveries.get("acme", DELIVERY.id).delivered)
    assert [a.status for a in deliveries.get("acme", DELIVERY.id).attempts] == [500, 500, 200]


def test_a_live_schedule_is_not_doubled_and_a_lost_one_is_carried(
    tmp_path: Path,
    deliveries: SqliteDeliveryStore,
    sender: RememberingSender,
    attempt: AttemptDelivery,
) -> None:
    sender.status = 500
    runner = make_runner(tmp_path, workers=1, attempt_delivery=attempt)
    runner.launch()
    try:
        assert runner.carry(DELIVERY)
        wait_until(lambda: len(sender.posts) == 1)
        assert not runner.carry(DELIVERY)
        sender.status = 200
        wait_until(lambda: deliveries.get("acme", DELIVERY.id).delivered)
        deliveries.record("acme", DELIVERY.id, None, DeliveryStatus.PENDING, None)
        wait_until(lambda: runner.carry(DELIVERY))
        wait_until(lambda: len(sender.posts) == 3)
    finally:
        runner.close()


def test_what_has_ended_is_forgotten_and_can_still_be_replayed(
    tmp_path: Path,
    deliveries: SqliteDeliveryStore,
    sender: RememberingSender,
    attempt: AttemptDelivery,
) -> None:
    def replay(times: int) -> None:
        deliveries.record("acme", DELIVERY.id, None, DeliveryStatus.PENDING, None)
        runner.deliver(DELIVERY)
        wait_until(lambda: len(sender.posts) == times)
        wait_until(lambda: deliveries.get("acme", DELIVERY.id).status is DeliveryStatus.DELIVERED)

    runner = make_runner(tmp_path, workers=1, attempt_delivery=attempt)
    runner.launch()
    try:
        replay(1)
        time.sleep(1.2)  # An end is kept as its whole second.
        between = SystemClock().now().replace(microsecond=0) - timedelta(milliseconds=1)
        replay(2)
        time.sleep(0.5)
        assert runner.forget(between) == 1
        assert runner.forget(between) == 0
        replay(3)
        wait_until(lambda: runner.forget(SystemClock().now()) == 2)
    finally:
        runner.close()
