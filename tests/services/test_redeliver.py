from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job, JobError, JobOptions
from novapulse.domain.webhook import Attempt, Delivery, DeliveryStatus
from novapulse.services.home import Home
from novapulse.services.webhooks.attempt import attempt_delivery
from novapulse.services.webhooks.events import build_delivery
from novapulse.services.webhooks.redeliver import NOTIFY_WITHIN, catch_up, replay_delivery
from tests.adapters.make import add_job, make_job, make_tenant
from tests.services.house import NOON, HandClock, RememberingRunner, RememberingSender, make_home

URL = "https://example.com/hook"


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def runner() -> RememberingRunner:
    return RememberingRunner()


@pytest.fixture
def sender(clock: HandClock) -> RememberingSender:
    return RememberingSender(clock)


@pytest.fixture
def home(
    tmp_path: Path, clock: HandClock, runner: RememberingRunner, sender: RememberingSender
) -> Home:
    home = make_home(tmp_path, clock=clock, runner=runner, sender=sender)
    home.tenants.add(make_tenant())
    return home


def ended_job(home: Home, number: int = 1, *, url: str | None = URL, failed: bool = False) -> Job:
    job = make_job(number, options=JobOptions(webhook_url=url))
    where = (job.tenant, job.id)
    add_job(home.jobs, job)
    home.jobs.start(*where, home.clock.now())
    if failed:
        error = JobError(code="audio_undecodable", message="Send another copy.")
        home.jobs.fail(*where, home.clock.now(), error)
    else:
        home.jobs.complete(*where, home.clock.now(), ())
    return home.jobs.get(*where)


def stored(home: Home) -> Delivery:
    delivery = build_delivery(ended_job(home), created_at=NOON)
    home.deliveries.add(delivery)
    return delivery


def attempt(home: Home, delivery: Delivery, number: int = 1) -> float | None:
    return attempt_delivery(
        delivery.tenant,
        delivery.id,
        number,
        deliveries=home.deliveries,
        tenants=home.tenants,
        sender=home.sender,
        clock=home.clock,
    )


@pytest.mark.parametrize("status", list(DeliveryStatus))
def test_a_delivery_is_replayed_however_it_stands(
    home: Home, runner: RememberingRunner, sender: RememberingSender, status: DeliveryStatus
) -> None:
    delivery = stored(home)
    before = Attempt(at=NOON, status=500)
    home.deliveries.record("acme", delivery.id, before, status, None)
    replayed = replay_delivery(home, tenant="acme", delivery_id=delivery.id)
    assert replayed.status is DeliveryStatus.PENDING
    assert replayed.next_attempt_at == home.clock.now()
    assert runner.delivered == [replayed]
    assert attempt(home, replayed) is None
    now = home.deliveries.get("acme", delivery.id)
    assert now.status is DeliveryStatus.DELIVERED
    assert [a.status for a in now.attempts] == [500, 200]
    assert [headers["webhook-id"] for *_, headers in sender.posts] == [delivery.id]


def test_a_replay_that_fails_has_the_whole_schedule_before_it(
    home: Home, sender: RememberingSender
) -> None:
    delivery = stored(home)
    sender.status = 410
    attempt(home, delivery)
    sender.status = 500
    replay_delivery(home, tenant="acme", delivery_id=delivery.id)
    assert [attempt(home, delivery, n) for n in (1, 2, 3, 4)] == [1.0, 2.0, 4.0, 60.0]


def test_a_replay_that_arrives_enables_a_disabled_url(
    home: Home, sender: RememberingSender
) -> None:
    delivery = stored(home)
    sender.status = 410
    attempt(home, delivery)
    assert home.deliveries.disabled("acme", URL)
    sender.status = 200
    attempt(home, replay_delivery(home, tenant="acme", delivery_id=delivery.id))
    assert not home.deliveries.disabled("acme", URL)


def test_another_tenants_delivery_cannot_be_replayed(home: Home, runner: RememberingRunner) -> None:
    delivery = stored(home)
    with pytest.raises(NotFound):
        replay_delivery(home, tenant="rival", delivery_id=delivery.id)
    assert runner.delivered == []
    assert home.deliveries.get("acme", delivery.id) == delivery


def test_catching_up_tells_of_each_ended_job_once(
    home: Home, clock: HandClock, runner: RememberingRunner
) -> None:
    jobs = [ended_job(home, 1), ended_job(home, 2, failed=True)]
    ended_job(home, 3, url=None)
    clock.advance(NOTIFY_WITHIN.total_seconds() + 1)
    assert catch_up(home) == 2
    assert catch_up(home) == 0
    assert [(d.job_id, d.event) for d in runner.delivered] == [
        (jobs[0].id, "job.completed"),
        (jobs[1].id, "job.failed"),
    ]
    for delivery in runner.delivered:
        assert home.deliveries.get("acme", delivery.id) == delivery


def test_a_job_that_has_just_ended_is_left_to_its_own_workflow(
    home: Home, clock: HandClock
) -> None:
    ended_job(home)
    clock.advance((NOTIFY_WITHIN - timedelta(seconds=1)).total_seconds())
    assert catch_up(home) == 0


def test_a_delivery_that_was_stored_and_never_set_on_its_way_is_found(
    home: Home, clock: HandClock, runner: RememberingRunner
) -> None:
    delivery = stored(home)
    clock.advance(NOTIFY_WITHIN.total_seconds() - 1)
    assert catch_up(home) == 0
    clock.advance(2)
    assert catch_up(home) == 1
    assert catch_up(home) == 0
    assert runner.delivered == [delivery]


def test_a_delivery_whose_next_attempt_is_to_come_is_left_alone(
    home: Home, clock: HandClock, runner: RememberingRunner
) -> None:
    delivery = stored(home)
    refused = Attempt(at=NOON, status=500)
    due = NOON + timedelta(hours=6)
    home.deliveries.record("acme", delivery.id, refused, DeliveryStatus.PENDING, due)
    clock.advance(timedelta(hours=6).total_seconds())
    assert catch_up(home) == 0
    clock.advance(NOTIFY_WITHIN.total_seconds() + 1)
    assert catch_up(home) == 1


@pytest.mark.parametrize("status", sorted(set(DeliveryStatus) - {DeliveryStatus.PENDING}))
def test_a_delivery_that_has_ended_is_never_overdue(
    home: Home, clock: HandClock, status: DeliveryStatus
) -> None:
    delivery = stored(home)
    home.deliveries.record("acme", delivery.id, None, status, None)
    clock.advance(NOTIFY_WITHIN.total_seconds() + 1)
    assert catch_up(home) == 0


class RefusingRunner(RememberingRunner):
    def deliver(self, delivery: Delivery) -> None:
        raise RuntimeError


def test_what_could_not_be_set_on_its_way_is_tried_again(
    tmp_path: Path, clock: HandClock, runner: RememberingRunner
) -> None:
    home = make_home(tmp_path, clock=clock, runner=RefusingRunner())
    job = ended_job(home)
    clock.advance(NOTIFY_WITHIN.total_seconds() + 1)
    with pytest.raises(RuntimeError):
        catch_up(home)
    clock.advance(NOTIFY_WITHIN.total_seconds() + 1)
    assert catch_up(replace(home, runner=runner)) == 1
    assert [delivery.job_id for delivery in runner.delivered] == [job.id]
