"""The statuses of a job, told by a real runner while it works on the job."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from novapulse.adapters.clock import SystemClock
from novapulse.adapters.sqlite.database import open_database
from novapulse.adapters.sqlite.delivery_store import SqliteDeliveryStore
from novapulse.adapters.sqlite.tenant_store import SqliteTenantStore
from novapulse.domain.job import Dialect, Job, JobOptions
from novapulse.domain.webhook import Attempt
from novapulse.services.webhooks.attempt import attempt_delivery
from novapulse.services.webhooks.events import build_deliveries
from novapulse.services.webhooks.order import has_turn
from novapulse.stages.notify import notify
from novapulse.stages.reference import JobReference
from tests.adapters.local.test_runner import ended, make_job, running, stored
from tests.adapters.make import add_job, make_tenant

pytestmark = pytest.mark.slow
CLOCK = SystemClock()


@dataclass
class SlowToHearOfTheFirst:
    """A receiver that takes its time over ``scheduled``."""

    heard: list[str] = field(default_factory=list)

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Attempt:
        status = json.loads(body)["status"]
        if status == "scheduled":
            time.sleep(1.5)
        self.heard.append(status)
        return Attempt(at=CLOCK.now(), status=200)


@pytest.fixture
def hears() -> SlowToHearOfTheFirst:
    return SlowToHearOfTheFirst()


@pytest.fixture
def telling(tmp_path: Path, hears: SlowToHearOfTheFirst) -> dict[str, Any]:
    """What a runner is given to tell with."""
    engine = open_database(tmp_path / "novapulse.db")
    deliveries, tenants = SqliteDeliveryStore(engine), SqliteTenantStore(engine)
    tenants.add(make_tenant())

    def tell(reference: JobReference) -> tuple[str, ...]:
        build = partial(build_deliveries, created_at=CLOCK.now())
        jobs = stored(tmp_path)
        return notify(
            reference, jobs=jobs, deliveries=deliveries, build_deliveries=build
        ).deliveries

    return {
        "tell": tell,
        "has_turn": partial(has_turn, deliveries=deliveries, clock=CLOCK),
        "attempt_delivery": lambda tenant, delivery, number: attempt_delivery(
            tenant,
            delivery,
            number,
            deliveries=deliveries,
            tenants=tenants,
            sender=hears,
            clock=CLOCK,
        ),
    }


def symbl_job() -> Job:
    options = JobOptions(webhook_url="https://example.com/hook", dialect=Dialect.SYMBL)
    return make_job().model_copy(update={"options": options, "created_at": CLOCK.now()})


def wait_until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_the_begin_is_told_once_and_not_before_what_came_before(
    tmp_path: Path, hears: SlowToHearOfTheFirst, telling: dict[str, Any]
) -> None:
    job = symbl_job()
    add_job(stored(tmp_path), job)
    with running(tmp_path, **telling):
        ended(tmp_path, job)
        wait_until(lambda: len(hears.heard) == 2)
    with running(tmp_path, **telling):
        time.sleep(0.5)
    assert hears.heard == ["scheduled", "in_progress"]


def test_statuses_that_cannot_be_told_cost_no_work(tmp_path: Path) -> None:
    def tell(reference: JobReference) -> tuple[str, ...]:
        raise RuntimeError(reference.job_id)

    job = symbl_job()
    add_job(stored(tmp_path), job)
    with running(tmp_path, tell=tell):
        (done,) = ended(tmp_path, job)
    assert done.error is None
