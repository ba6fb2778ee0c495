from datetime import timedelta
from pathlib import Path

import pytest

from novapulse.adapters.sqlite.database import open_database
from novapulse.adapters.sqlite.delivery_store import SqliteDeliveryStore
from novapulse.adapters.sqlite.job_store import SqliteJobStore
from novapulse.domain.job import Job
from novapulse.domain.webhook import Delivery
from novapulse.stages.notify import notify
from novapulse.stages.reference import JobReference, StageReport
from tests.adapters.make import NOON, add_job, make_job

JOB = make_job()


def delivery(number: int, event: str) -> Delivery:
    return Delivery(
        id=f"evt_{number}",
        tenant=JOB.tenant,
        job_id=JOB.id,
        event=event,
        url="https://example.com/hook",
        body="{}",
        created_at=NOON + timedelta(seconds=number),
    )


SCHEDULED, BEGUN, END = (
    delivery(number, f"job.{event}")
    for number, event in enumerate(("scheduled", "in_progress", "completed"))
)


@pytest.fixture
def deliveries(tmp_path: Path) -> SqliteDeliveryStore:
    return SqliteDeliveryStore(open_database(tmp_path / "novapulse.db"))


def told(tmp_path: Path, deliveries: SqliteDeliveryStore, *built: Delivery) -> StageReport:
    jobs = SqliteJobStore(open_database(tmp_path / "novapulse.db"))
    add_job(jobs, JOB)

    def build(job: Job) -> tuple[Delivery, ...]:
        assert job.id == JOB.id
        return built

    return notify(JobReference.of(JOB), jobs=jobs, deliveries=deliveries, build_deliveries=build)


def test_nothing_to_tell_is_nothing_stored(tmp_path: Path, deliveries: SqliteDeliveryStore) -> None:
    assert told(tmp_path, deliveries).deliveries == ()
    assert deliveries.for_job(JOB.tenant, JOB.id) == ()


def test_all_that_is_to_be_told_is_stored_and_reported(
    tmp_path: Path, deliveries: SqliteDeliveryStore
) -> None:
    report = told(tmp_path, deliveries, SCHEDULED, BEGUN, END)
    assert report.deliveries == (SCHEDULED.id, BEGUN.id, END.id)
    assert deliveries.for_job(JOB.tenant, JOB.id) == (SCHEDULED, BEGUN, END)


def test_what_was_stored_before_is_reported_by_whom_stored_it(
    tmp_path: Path, deliveries: SqliteDeliveryStore
) -> None:
    deliveries.add(SCHEDULED)
    assert told(tmp_path, deliveries, SCHEDULED, BEGUN, END).deliveries == (BEGUN.id, END.id)


def test_a_call_that_was_broken_off_reports_the_last_once_more(
    tmp_path: Path, deliveries: SqliteDeliveryStore
) -> None:
    for each in (SCHEDULED, BEGUN, END):
        deliveries.add(each)
    assert told(tmp_path, deliveries, SCHEDULED, BEGUN, END).deliveries == (END.id,)
