"""A job that came by the Symbl API tells each of its statuses, once and in order."""

import hashlib
import json
from datetime import timedelta
from pathlib import Path

import pytest

from novapulse.domain.errors import NotFound
from novapulse.domain.job import Dialect, Job, JobError, JobOptions, JobStatus
from novapulse.domain.webhook import Attempt, Delivery, DeliveryStatus
from novapulse.services.erase import erase_job
from novapulse.services.home import Home
from novapulse.services.intake.options import AskedOptions
from novapulse.services.intake.submit import ReceivedFile, Submission, submit
from novapulse.services.symbl.ids import job_uuid
from novapulse.services.webhooks.attempt import attempt_delivery
from novapulse.services.webhooks.events import build_deliveries
from novapulse.services.webhooks.order import HELD_AT_MOST, has_turn
from novapulse.services.webhooks.redeliver import NOTIFY_WITHIN, catch_up
from novapulse.services.webhooks.tell import tell
from tests.adapters.make import add_job, make_job, make_tenant
from tests.services.house import WAV, HandClock, RememberingRunner, make_home

URL = "https://example.com/hook"
FAILURE = JobError(code="audio_undecodable", message="Send another copy.")


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def runner() -> RememberingRunner:
    return RememberingRunner()


@pytest.fixture
def home(tmp_path: Path, clock: HandClock, runner: RememberingRunner) -> Home:
    home = make_home(tmp_path, clock=clock, runner=runner)
    home.tenants.add(make_tenant())
    return home


def stored(
    home: Home,
    number: int = 1,
    *,
    dialect: Dialect = Dialect.SYMBL,
    url: str | None = URL,
    begun: bool = False,
    ended: JobStatus | None = None,
) -> Job:
    options = JobOptions(webhook_url=url, dialect=dialect)
    job = make_job(number, options=options, created_at=home.clock.now())
    where = (job.tenant, job.id)
    add_job(home.jobs, job)
    if begun:
        home.jobs.start(*where, home.clock.now())
    if ended is JobStatus.COMPLETED:
        home.jobs.complete(*where, home.clock.now(), ())
    if ended is JobStatus.FAILED:
        home.jobs.fail(*where, home.clock.now(), FAILURE)
    return home.jobs.get(*where)


def events(deliveries: tuple[Delivery, ...] | list[Delivery]) -> list[str]:
    return [delivery.event for delivery in deliveries]


@pytest.mark.parametrize(
    ("begun", "ended", "told"),
    [
        (False, None, ["scheduled"]),
        (True, None, ["scheduled", "in_progress"]),
        (True, JobStatus.COMPLETED, ["scheduled", "in_progress", "completed"]),
        (True, JobStatus.FAILED, ["scheduled", "in_progress", "failed"]),
        (False, JobStatus.FAILED, ["scheduled", "failed"]),
    ],
)
def test_each_status_is_told_in_symbls_words(
    home: Home, begun: bool, ended: JobStatus | None, told: list[str]
) -> None:
    job = stored(home, begun=begun, ended=ended)
    name = job_uuid(job.id)
    deliveries = build_deliveries(job, created_at=home.clock.now())
    assert [json.loads(delivery.body) for delivery in deliveries] == [
        {"jobId": name, "id": name, "status": status} for status in told
    ]
    assert events(deliveries) == [f"job.{status}" for status in told]
    assert {(d.url, d.tenant, d.job_id) for d in deliveries} == {(URL, "acme", job.id)}
    assert deliveries == build_deliveries(job, created_at=home.clock.now())


@pytest.mark.parametrize("dialect", [Dialect.NATIVE, Dialect.CALLCOV])
def test_other_apis_tell_the_end_alone(home: Home, dialect: Dialect) -> None:
    begun = stored(home, 1, dialect=dialect, begun=True)
    ended = stored(home, 2, dialect=dialect, begun=True, ended=JobStatus.COMPLETED)
    assert build_deliveries(begun, created_at=home.clock.now()) == ()
    told = build_deliveries(ended, created_at=home.clock.now(), blobs=home.blobs)
    assert events(told) == ["job.completed"]


def test_without_a_url_nothing_is_told(home: Home) -> None:
    job = stored(home, url=None, begun=True, ended=JobStatus.COMPLETED)
    assert build_deliveries(job, created_at=home.clock.now()) == ()
    assert tell(home, job) == ()


def send(home: Home, dialect: Dialect, url: str | None = URL) -> Job:
    home.incoming.mkdir(exist_ok=True)
    path = home.incoming / "upload-1"
    path.write_bytes(WAV)
    file = ReceivedFile(path, "call.wav", len(WAV), hashlib.sha256(WAV).hexdigest())
    asked = AskedOptions(webhook_url=url)
    return submit(home, Submission("acme", file, asked, dialect=dialect))


def test_a_submitted_job_is_told_as_scheduled(home: Home, runner: RememberingRunner) -> None:
    job = send(home, Dialect.SYMBL)
    assert events(home.deliveries.for_job("acme", job.id)) == ["job.scheduled"]
    assert events(runner.delivered) == ["job.scheduled"]
    assert runner.started == [job]


@pytest.mark.parametrize(
    ("dialect", "url"), [(Dialect.NATIVE, URL), (Dialect.SYMBL, None), (Dialect.CALLCOV, URL)]
)
def test_a_submission_that_wants_no_status_tells_none(
    home: Home, runner: RememberingRunner, dialect: Dialect, url: str | None
) -> None:
    send(home, dialect, url)
    assert runner.delivered == []


def test_what_is_told_already_is_not_told_again(home: Home) -> None:
    job = stored(home)
    assert events(tell(home, job)) == ["job.scheduled"]
    home.jobs.start("acme", job.id, home.clock.now())
    assert events(tell(home, home.jobs.get("acme", job.id))) == ["job.in_progress"]
    assert tell(home, home.jobs.get("acme", job.id)) == ()


def test_nothing_stays_of_what_is_told_of_an_erased_job(home: Home) -> None:
    job = stored(home)
    tell(home, job)
    receipt = erase_job(home, tenant="acme", job_id=job.id)
    assert receipt.deleted.webhook_payloads == 1
    with pytest.raises(NotFound):
        tell(home, job)
    assert home.deliveries.for_job("acme", job.id) == ()


def test_a_job_whose_end_was_never_told_is_found_though_its_begin_was(
    home: Home, clock: HandClock, runner: RememberingRunner
) -> None:
    job = stored(home, begun=True)
    for delivery in tell(home, job):
        home.deliveries.record("acme", delivery.id, None, DeliveryStatus.DELIVERED, None)
    home.jobs.complete("acme", job.id, clock.now(), ())
    clock.advance(NOTIFY_WITHIN.total_seconds() + 1)
    assert catch_up(home) == 1
    assert events(runner.delivered) == ["job.completed"]
    assert catch_up(home) == 0


def turn(home: Home, delivery: Delivery) -> bool:
    return has_turn("acme", delivery.id, deliveries=home.deliveries, clock=home.clock)


def test_a_status_waits_for_the_first_attempt_at_the_one_before(home: Home) -> None:
    first, second, third = tell(home, stored(home, begun=True, ended=JobStatus.COMPLETED))
    assert [turn(home, each) for each in (first, second, third)] == [True, False, False]
    refused = Attempt(at=home.clock.now(), status=500)
    due = home.clock.now() + timedelta(hours=6)
    home.deliveries.record("acme", first.id, refused, DeliveryStatus.PENDING, due)
    assert [turn(home, each) for each in (first, second, third)] == [True, True, False]
    home.deliveries.record("acme", second.id, None, DeliveryStatus.DISABLED, None)
    assert turn(home, third)


def test_no_status_waits_for_another_job(home: Home) -> None:
    tell(home, stored(home, 1))
    _, begun = tell(home, stored(home, 2, begun=True))
    assert not turn(home, begun)
    ended = stored(home, 3, dialect=Dialect.NATIVE, begun=True, ended=JobStatus.COMPLETED)
    (only,) = tell(home, ended)
    assert turn(home, only)


def test_what_never_goes_out_keeps_no_status_waiting_for_good(home: Home, clock: HandClock) -> None:
    _, begun = tell(home, stored(home, begun=True))
    clock.advance(HELD_AT_MOST.total_seconds())
    assert not turn(home, begun)
    clock.advance(1)
    assert turn(home, begun)


def test_what_is_erased_waits_for_nothing(home: Home) -> None:
    job = stored(home, begun=True)
    _, begun = tell(home, job)
    home.deliveries.erase_job("acme", job.id)
    assert turn(home, begun)


def test_a_status_is_sent_as_it_is_stored_and_signed(home: Home) -> None:
    (delivery,) = tell(home, stored(home))
    wait = attempt_delivery(
        "acme",
        delivery.id,
        1,
        deliveries=home.deliveries,
        tenants=home.tenants,
        sender=home.sender,
        clock=home.clock,
    )
    assert wait is None
    assert home.deliveries.get("acme", delivery.id).delivered
