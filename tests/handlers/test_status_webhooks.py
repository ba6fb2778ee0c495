"""A job that came by the Symbl API tells its statuses through the functions of the AWS home."""

import json
from typing import Any

import pytest

from novapulse.bootstrap.aws.pipeline import end_failed
from novapulse.domain.job import Dialect, Job, JobError, JobOptions, JobStatus
from novapulse.domain.webhook import Delivery, DeliveryStatus
from novapulse.handlers import begin, deliver, notify
from novapulse.stages.reference import JobReference
from tests.handlers.house import House, queued

URL = "https://example.com/hook"


def job_of(house: House, dialect: Dialect = Dialect.SYMBL) -> Job:
    return house.job(options=JobOptions(webhook_url=URL, dialect=dialect))


def event_of(job: Job) -> dict[str, Any]:
    return {"reference": JobReference.of(job).model_dump(mode="json")}


def deliveries(house: House, job: Job) -> tuple[Delivery, ...]:
    return house.ports.deliveries.for_job(job.tenant, job.id)


def complete(house: House, job: Job) -> None:
    house.clock.advance(1)
    house.ports.jobs.complete(job.tenant, job.id, house.clock.now(), ())
    notify.run(event_of(job), house.ports)


def attempt(house: House, at: int = 0) -> None:
    wait, body = house.queue.messages.pop(at)
    house.clock.advance(wait)
    assert deliver.run(queued(body), house.ports) == {"batchItemFailures": []}


def told(house: House) -> list[str]:
    return [json.loads(body)["status"] for _, body, _ in house.ports.posts.posts]


def test_a_job_that_begins_is_told_as_such(house: House) -> None:
    job = job_of(house)
    begin.run(event_of(job), house.ports)
    assert [d.event for d in deliveries(house, job)] == ["job.scheduled", "job.in_progress"]
    assert len(house.queue.messages) == 2
    while house.queue.messages:
        attempt(house)
    assert told(house) == ["scheduled", "in_progress"]


@pytest.mark.parametrize("dialect", [Dialect.NATIVE, Dialect.CALLCOV])
def test_the_begin_of_another_job_is_told_to_nobody(house: House, dialect: Dialect) -> None:
    begin.run(event_of(job_of(house, dialect)), house.ports)
    assert house.queue.messages == []


def test_beginning_again_tells_nothing_twice(house: House) -> None:
    job = job_of(house)
    for _ in range(2):
        begin.run(event_of(job), house.ports)
    while house.queue.messages:
        attempt(house)
    assert told(house) == ["scheduled", "in_progress"]


def test_a_job_that_has_ended_does_not_begin_again(house: House) -> None:
    job = job_of(house)
    house.ports.jobs.fail(job.tenant, job.id, house.clock.now(), JobError(code="a", message="b"))
    begin.run(event_of(job), house.ports)
    assert house.queue.messages == []


def test_each_status_is_told_once(house: House) -> None:
    job = job_of(house)
    begin.run(event_of(job), house.ports)
    complete(house, job)
    while house.queue.messages:
        attempt(house)
    assert told(house) == ["scheduled", "in_progress", "completed"]
    assert {d.status for d in deliveries(house, job)} == {DeliveryStatus.DELIVERED}


def test_a_status_that_comes_out_of_the_queue_early_waits_for_the_one_before(
    house: House,
) -> None:
    job = job_of(house)
    begin.run(event_of(job), house.ports)
    complete(house, job)
    attempt(house, at=2)
    attempt(house, at=1)
    assert told(house) == []
    while house.queue.messages:
        attempt(house)
    assert told(house) == ["scheduled", "in_progress", "completed"]


def test_a_status_that_is_refused_keeps_the_next_from_nothing(house: House) -> None:
    house.ports.posts.status = 500
    job = job_of(house)
    begin.run(event_of(job), house.ports)
    for _ in range(2):
        attempt(house)
    assert told(house) == ["scheduled", "in_progress"]
    complete(house, job)
    assert len(house.queue.messages) == 3
    attempt(house, at=2)
    assert told(house)[2:] == ["completed"]


def test_a_job_that_fails_before_it_begins_is_told_as_failed(house: House) -> None:
    job = job_of(house)
    error = JobError(code="a", message="b")
    end_failed(house.ports, JobReference.of(job).with_error(error))
    while house.queue.messages:
        attempt(house)
    assert told(house) == ["scheduled", "failed"]
    assert house.ports.jobs.get(job.tenant, job.id).status is JobStatus.FAILED
