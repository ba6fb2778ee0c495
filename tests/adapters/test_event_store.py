from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from novapulse.domain.events import EventType, JobEvent
from novapulse.domain.job import JobError, JobStatus, Progress
from novapulse.ports import EventStore, JobStore
from tests.adapters.homes import Storage
from tests.adapters.make import NOON, add_job, make_job


@pytest.fixture
def jobs(storage: Storage) -> JobStore:
    return storage.jobs


@pytest.fixture
def events(storage: Storage) -> EventStore:
    return storage.events


def run(jobs: JobStore, number: int = 1, *, tenant: str = "acme", fail: bool = False) -> str:
    job = make_job(number, tenant=tenant, audio_sha256=f"{number:064x}")
    where = (tenant, job.id)
    add_job(jobs, job)
    jobs.start(*where, NOON)
    jobs.progress(*where, Progress(step="transcribe", percent=40), NOON + timedelta(seconds=1))
    if fail:
        jobs.fail(*where, NOON + timedelta(seconds=2), JobError(code="c", message="m"))
    else:
        jobs.complete(*where, NOON + timedelta(seconds=2), ())
    return job.id


def test_a_job_tells_its_life_in_order(jobs: JobStore, events: EventStore) -> None:
    job_id = run(jobs, fail=True)
    told = events.after("acme", 0, limit=10)
    assert [e.type for e in told] == [EventType.CREATED, EventType.PROGRESS, EventType.FAILED]
    statuses = [JobStatus.QUEUED, JobStatus.PROCESSING, JobStatus.FAILED]
    assert [e.status for e in told] == statuses
    assert {e.job_id for e in told} == {job_id}
    assert told[0].metadata == {"agent": "AGT-42"}
    assert told[1].progress == Progress(step="transcribe", percent=40)
    assert told[2].error == JobError(code="c", message="m")
    assert [e.number for e in told] == sorted({e.number for e in told})
    assert events.last_number("acme") == told[-1].number


def test_what_changes_nothing_tells_nothing(jobs: JobStore, events: EventStore) -> None:
    job_id = run(jobs)
    last = events.last_number("acme")
    jobs.complete("acme", job_id, NOON, ())
    jobs.fail("acme", job_id, NOON, JobError(code="c", message="m"))
    jobs.progress("acme", job_id, Progress(step="publish", percent=99), NOON)
    assert events.last_number("acme") == last


def test_reading_goes_on_after_a_number(jobs: JobStore, events: EventStore) -> None:
    run(jobs, 1)
    run(jobs, 2)
    everything = events.after("acme", 0, limit=10)
    read: list[JobEvent] = []
    number = 0
    while batch := events.after("acme", number, limit=2):
        read += batch
        number = batch[-1].number
    assert tuple(read) == everything
    assert len(everything) == 6


def test_a_tenant_sees_its_own_events_alone(jobs: JobStore, events: EventStore) -> None:
    mine, theirs = run(jobs, 1), run(jobs, 2, tenant="rival")
    assert {e.job_id for e in events.after("acme", 0, limit=10)} == {mine}
    assert events.after("acme", 0, limit=10, job_id=theirs) == ()


def test_one_job_can_be_followed(jobs: JobStore, events: EventStore) -> None:
    run(jobs, 1)
    second = run(jobs, 2)
    told = events.after("acme", 0, limit=10, job_id=second)
    assert [e.job_id for e in told] == [second] * 3


def test_numbers_are_never_given_twice(jobs: JobStore, events: EventStore) -> None:
    run(jobs, 1)
    last = events.last_number("acme")
    assert events.delete_before(NOON + timedelta(days=1)) == 3
    assert events.last_number("acme") == 0
    run(jobs, 2)
    assert [e.number for e in events.after("acme", 0, limit=10)] == [last + n for n in (1, 2, 3)]


def test_old_events_go_and_new_ones_stay(jobs: JobStore, events: EventStore) -> None:
    run(jobs)
    assert events.delete_before(NOON + timedelta(seconds=2)) == 2
    assert [e.type for e in events.after("acme", 0, limit=10)] == [EventType.COMPLETED]


def test_an_erased_jobs_events_go_with_it(jobs: JobStore, events: EventStore) -> None:
    job_id = run(jobs)
    jobs.erase("acme", job_id)
    assert events.after("acme", 0, limit=10) == ()


def test_what_many_jobs_tell_at_once_is_in_order_and_whole(
    jobs: JobStore, events: EventStore
) -> None:
    with ThreadPoolExecutor(4) as pool:
        ids = list(pool.map(lambda number: run(jobs, number), range(6)))
    told = events.after("acme", 0, limit=100)
    assert [event.number for event in told] == sorted({event.number for event in told})
    for job_id in ids:
        mine = [event.type for event in told if event.job_id == job_id]
        assert mine == [EventType.CREATED, EventType.PROGRESS, EventType.COMPLETED]


def test_one_job_is_followed_from_a_number_on_and_in_pieces(
    jobs: JobStore, events: EventStore
) -> None:
    job_id = run(jobs, 1)
    whole = events.after("acme", 0, limit=10, job_id=job_id)
    run(jobs, 2)
    assert events.after("acme", 0, limit=2, job_id=job_id) == whole[:2]
    assert events.after("acme", whole[1].number, limit=2, job_id=job_id) == whole[2:]
    assert events.after("acme", whole[2].number, limit=2, job_id=job_id) == ()
    events.delete_before(whole[2].at)
    assert events.after("acme", 0, limit=1, job_id=job_id) == whole[2:]
