from datetime import timedelta

import pytest

from novapulse.bootstrap.aws.pipeline import end_failed, reconciler
from novapulse.domain.conversation import ConversationOptions
from novapulse.domain.job import Dialect, Job, JobOptions
from novapulse.handlers.notify import run as notify
from novapulse.services.tenants import create_tenant
from novapulse.stages.reference import JobReference
from tests.handlers.house import House

BY_CALLCOV = JobOptions(dialect=Dialect.CALLCOV)


@pytest.fixture
def waiting(house: House) -> list[Job]:
    """Three jobs of a tenant that may have one at once."""
    create_tenant("acme", tenants=house.ports.tenants, clock=house.clock, tier="free")
    return [
        house.job(
            number,
            options=BY_CALLCOV,
            audio_sha256=f"{number:064x}",
            created_at=house.clock.now() + timedelta(seconds=number),
        )
        for number in (1, 2, 3)
    ]


def started(house: House) -> list[str]:
    return list(house.step_functions.executions)


def reconcile(house: House) -> None:
    reconciler(house.ports, lambda reference: end_failed(house.ports, reference)).run()


def test_the_reconciler_starts_those_alone_whose_turn_it_is(
    house: House, waiting: list[Job]
) -> None:
    house.clock.advance(180)
    reconcile(house)
    reconcile(house)
    assert started(house) == [waiting[0].id]


def test_the_end_of_a_job_starts_the_next(house: House, waiting: list[Job]) -> None:
    first, second, _ = waiting
    house.ports.jobs.start("acme", first.id, house.clock.now())
    house.ports.jobs.complete("acme", first.id, house.clock.now(), ())
    event = {"reference": JobReference.of(first).model_dump(mode="json")}
    for _ in range(2):
        notify(event, house.ports)
    assert started(house) == [second.id]


def test_what_nobody_told_of_is_found(house: House, waiting: list[Job]) -> None:
    first, second, _ = waiting
    house.ports.jobs.start("acme", first.id, house.clock.now())
    house.ports.jobs.complete("acme", first.id, house.clock.now(), ())
    house.clock.advance(180)
    reconcile(house)
    assert started(house) == [second.id]


def test_a_call_that_goes_on_with_another_begins_at_its_end(house: House) -> None:
    first = house.job(1)
    goes_on = JobOptions(conversation=ConversationOptions(part_of=first.id))
    part = house.job(2, options=goes_on, created_at=house.clock.now() + timedelta(seconds=1))
    house.clock.advance(180)
    reconcile(house)
    assert started(house) == [first.id]
    house.ports.jobs.start("acme", first.id, house.clock.now())
    house.ports.jobs.complete("acme", first.id, house.clock.now(), ())
    notify({"reference": JobReference.of(first).model_dump(mode="json")}, house.ports)
    assert started(house) == [first.id, part.id]
