"""What starts, delivers and ends jobs: the runner, the reconciler, the deliveries' queue."""

import json
from datetime import timedelta
from typing import Any

import pytest

from novapulse.adapters.aws.pipeline.delivery_queue import AttemptTask
from novapulse.adapters.aws.pipeline.reported_error import cause_of
from novapulse.bootstrap.aws.home import aws_home
from novapulse.bootstrap.aws.pipeline import end_failed, reconciler, runner
from novapulse.domain.job import Job, JobError, JobOptions, JobStatus
from novapulse.domain.webhook import RETRY_DELAYS, DeliveryStatus
from novapulse.handlers import deliver
from novapulse.services.webhooks.events import build_delivery
from novapulse.services.webhooks.redeliver import catch_up, replay_delivery
from novapulse.stages.reference import JobReference
from tests.handlers.house import House, queued

HOOK = JobOptions(webhook_url="https://example.com/hook")
DAY = 24 * 3600.0


def run_reconciler(house: House) -> dict[str, int]:
    found = reconciler(house.ports, lambda reference: end_failed(house.ports, reference)).run()
    return {name: number for name, number in vars(found).items() if number}


def test_an_execution_is_named_by_its_job_and_holds_pointers_alone(house: House) -> None:
    job = house.job(options=HOOK)
    runner(house.ports).start(job)
    (execution,) = house.step_functions.executions.values()
    assert execution["name"] == job.id
    assert json.loads(execution["input"]) == {
        "reference": JobReference.of(job).model_dump(mode="json")
    }
    assert "example.com" not in execution["input"]


def test_starting_twice_is_harmless(house: House) -> None:
    job = house.job()
    runner(house.ports).start(job)
    runner(house.ports).start(job)
    house.step_functions.ends(job.id, "SUCCEEDED")
    runner(house.ports).start(job)
    assert list(house.step_functions.executions) == [job.id]


def test_a_job_that_was_never_started_is_started(house: House) -> None:
    job = house.job()
    assert run_reconciler(house) == {}
    house.clock.advance(180)
    assert run_reconciler(house) == {"started": 1}
    assert list(house.step_functions.executions) == [job.id]


def test_jobs_that_run_are_left_alone(house: House) -> None:
    for number in range(1, 6):
        runner(house.ports).start(house.job(number, audio_sha256=f"{number:064x}"))
    house.clock.advance(3600)
    assert run_reconciler(house) == {}


@pytest.mark.parametrize("status", ["ABORTED", "TIMED_OUT"])
def test_a_job_whose_execution_was_cut_off_is_started_anew_and_not_for_ever(
    house: House, status: str
) -> None:
    job = house.job()
    runner(house.ports).start(job)
    house.clock.advance(180)
    for name in (f"{job.id}.2", f"{job.id}.3"):
        house.step_functions.ends(list(house.step_functions.executions)[-1], status)
        assert run_reconciler(house) == {"started": 1}
        assert list(house.step_functions.executions)[-1] == name
    house.step_functions.ends(f"{job.id}.3", status)
    assert run_reconciler(house) == {"failed": 1}
    ended = house.ports.jobs.get(job.tenant, job.id)
    assert ended.status is JobStatus.FAILED
    assert ended.error is not None and "3 starts" in ended.error.message


def test_a_job_whose_execution_failed_without_it_ends_with_the_executions_error(
    house: House,
) -> None:
    job = house.job(options=HOOK)
    runner(house.ports).start(job)
    cause = cause_of("engine_failed", "the engine failed")
    house.step_functions.ends(job.id, "FAILED", error="EngineUnavailable", cause=cause)
    house.clock.advance(180)
    assert run_reconciler(house) == {"failed": 1}
    ended = house.ports.jobs.get(job.tenant, job.id)
    assert ended.error == JobError(code="engine_failed", message="the engine failed")
    assert [d.event for d in house.ports.deliveries.for_job(job.tenant, job.id)] == ["job.failed"]
    assert len(house.queue.messages) == 1
    assert run_reconciler(house) == {}


def test_an_overdue_execution_is_stopped_and_its_job_ended(house: House) -> None:
    job = house.job()
    runner(house.ports).start(job)
    house.clock.advance(4 * DAY)
    assert run_reconciler(house) == {"failed": 1}
    assert house.step_functions.executions[job.id]["status"] == "ABORTED"
    error = house.ports.jobs.get(job.tenant, job.id).error
    assert error is not None and error.code == "stage_timeout"


def test_one_jobs_trouble_keeps_no_other_waiting(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = house.job(1), house.job(2, audio_sha256="cd" * 32)
    house.clock.advance(180)
    start = house.step_functions.start_execution

    def broken(*, name: str, **request: Any) -> None:
        if name == first.id:
            raise RuntimeError
        start(name=name, **request)

    monkeypatch.setattr(house.step_functions, "start_execution", broken)
    assert run_reconciler(house) == {"started": 1, "troubled": 1}
    assert list(house.step_functions.executions) == [second.id]


def told(house: House) -> Job:
    """A failed job whose delivery is stored and in the queue."""
    job = house.job(options=HOOK)
    error = JobError(code="a", message="b")
    end_failed(house.ports, JobReference.of(job).with_error(error))
    return job


def attempt(house: House) -> dict[str, Any]:
    """The oldest message is taken and dealt with."""
    _, body = house.queue.messages.pop(0)
    return deliver.run(queued(body), house.ports)


def test_a_delivery_arrives_and_is_signed(house: House) -> None:
    job = told(house)
    assert attempt(house) == {"batchItemFailures": []}
    ((url, body, headers),) = house.ports.posts.posts
    assert url == "https://example.com/hook"
    assert json.loads(body)["job_id"] == job.id
    assert headers["webhook-signature"].startswith("v1,")
    (delivery,) = house.ports.deliveries.for_job(job.tenant, job.id)
    assert delivery.status is DeliveryStatus.DELIVERED
    assert house.queue.messages == []


def test_failed_attempts_follow_the_plan_to_its_end(house: House) -> None:
    house.ports.posts.status = 500
    job = told(house)
    waits = []
    while house.queue.messages or house.ports.clients.scheduler.schedules:
        if house.queue.messages:
            wait = timedelta(seconds=house.queue.messages[0][0])
        else:
            (schedule,) = house.ports.clients.scheduler.schedules.values()
            house.ports.clients.scheduler.schedules.clear()
            (due,) = [d.next_attempt_at for d in house.ports.deliveries.for_job(job.tenant, job.id)]
            assert due is not None
            wait = due - house.clock.now()
            house.queue.messages.append((0, schedule["Target"]["Input"]))
        waits.append(wait)
        house.clock.advance(wait.total_seconds())
        attempt(house)
    assert waits == [timedelta(), *RETRY_DELAYS]
    (delivery,) = house.ports.deliveries.for_job(job.tenant, job.id)
    assert delivery.status is DeliveryStatus.FAILED
    assert len(delivery.attempts) == 1 + len(RETRY_DELAYS)


def test_a_message_that_comes_twice_is_one_attempt(house: House) -> None:
    house.ports.posts.status = 500
    told(house)
    _, body = house.queue.messages[0]
    deliver.run(queued(body, body), house.ports)
    assert len(house.ports.posts.posts) == 1


def test_a_replay_takes_the_place_of_the_schedule_before(house: House) -> None:
    house.ports.posts.status = 500
    job = told(house)
    attempt(house)
    (delivery,) = house.ports.deliveries.for_job(job.tenant, job.id)
    replay_delivery(aws_home(house.ports), tenant=job.tenant, delivery_id=delivery.id)
    assert len(house.queue.messages) == 2
    attempt(house)
    assert len(house.ports.posts.posts) == 1
    attempt(house)
    assert len(house.ports.posts.posts) == 2


def test_an_erased_delivery_is_passed_over(house: House) -> None:
    job = told(house)
    house.ports.jobs.erase(job.tenant, job.id)
    assert attempt(house) == {"batchItemFailures": []}
    assert house.ports.posts.posts == []


def test_our_own_trouble_costs_the_delivery_no_attempt(house: House) -> None:
    job = told(house)
    _, body = house.queue.messages[0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(house.ports.posts, "post", _broken)
        assert attempt(house) == {"batchItemFailures": [{"itemIdentifier": "0"}]}
    deliver.run(queued(body), house.ports)
    (delivery,) = house.ports.deliveries.for_job(job.tenant, job.id)
    assert delivery.status is DeliveryStatus.DELIVERED


def test_a_lost_message_is_found_by_its_delivery_and_the_lost_one_then_changes_nothing(
    house: House,
) -> None:
    house.ports.posts.status = 500
    job = told(house)
    (_, lost), *_ = house.queue.messages
    house.queue.messages.clear()
    assert catch_up(aws_home(house.ports)) == 0
    house.clock.advance(180)
    assert catch_up(aws_home(house.ports)) == 1
    assert catch_up(aws_home(house.ports)) == 0
    deliver.run(queued(lost), house.ports)
    assert house.ports.posts.posts == []
    attempt(house)
    assert len(house.ports.posts.posts) == 1
    assert house.ports.deliveries.for_job(job.tenant, job.id)[0].attempts


def test_a_delivery_that_is_not_yet_due_is_on_its_way(house: House) -> None:
    job = told(house)
    (delivery,) = house.ports.deliveries.for_job(job.tenant, job.id)
    later = delivery.model_copy(update={"next_attempt_at": house.clock.now() + timedelta(hours=1)})
    assert not runner(house.ports).carry(later)


def test_an_attempt_is_due_when_its_delivery_is(house: House) -> None:
    job = told(house)
    ended = house.ports.jobs.get(job.tenant, job.id)
    delivery = build_delivery(ended, created_at=house.clock.now())
    task = AttemptTask.model_validate_json(house.queue.messages[0][1])
    assert (task.delivery_id, task.number, task.due) == (delivery.id, 1, None)


def _broken(*_: Any) -> None:
    raise RuntimeError
