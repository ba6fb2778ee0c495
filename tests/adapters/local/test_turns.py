"""Jobs that wait for their turn, in a real runner."""

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from novapulse.domain.job import Job, JobStatus
from tests.adapters.local.test_runner import ended, make_job, ran, running, stored
from tests.adapters.make import add_job

pytestmark = pytest.mark.slow


def first_alone(unfinished: tuple[Job, ...]) -> list[Job]:
    order = sorted(unfinished, key=lambda job: (job.status is JobStatus.QUEUED, job.created_at))
    return order[:1]


def test_each_end_starts_the_next_and_no_two_run_at_once(tmp_path: Path) -> None:
    jobs = [
        make_job(n).model_copy(update={"created_at": make_job(n).created_at + timedelta(seconds=n)})
        for n in (1, 2, 3)
    ]
    for job in jobs:
        add_job(stored(tmp_path), job)

    def after(tenant: str, ended_id: str) -> list[Job]:
        return first_alone(tuple(j for j in stored(tmp_path).unfinished() if j.id != ended_id))

    with running(tmp_path, whose_turn=first_alone, next_turns=after):
        done = ended(tmp_path, *jobs)
    assert [job.status for job in done] == [JobStatus.COMPLETED] * 3
    for earlier, later in pairwise(done):
        assert earlier.completed_at is not None
        assert later.started_at is not None
        assert earlier.completed_at <= later.started_at
    assert all(ran(tmp_path, job) for job in jobs)
