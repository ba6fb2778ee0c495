from pathlib import Path

import pytest

from novapulse.domain import storage_keys
from novapulse.domain.errors import NotFound
from novapulse.domain.job import JobError, JobStatus
from novapulse.services.home import Home
from novapulse.stages.fail import fail
from novapulse.stages.reference import JobReference
from tests.adapters.make import add_job, make_job
from tests.services.house import make_home, publish

JOB = make_job()
WHERE = (JOB.tenant, JOB.id)
ERROR = JobError(code="engine_failed", message="the engine failed")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = make_home(tmp_path)
    add_job(home.jobs, JOB)
    return home


def run_fail(home: Home) -> None:
    fail(
        JobReference.of(JOB).with_error(ERROR),
        jobs=home.jobs,
        blobs=home.blobs,
        vault=home.vault,
        search=home.search,
        clock=home.clock,
    )


def heard(home: Home) -> list[str]:
    """Everything that was heard and is not redacted, by the last part of its name."""
    keys = (*storage_keys.vault_raw(*WHERE), storage_keys.vault_transcript(*WHERE))
    return [key.rpartition("/")[2] for key in keys if holds(home, key)]


def holds(home: Home, key: str) -> bool:
    try:
        home.vault.get(key)
    except NotFound:
        return False
    return True


def test_nothing_that_was_heard_stays_of_a_job_that_failed(home: Home) -> None:
    for key in storage_keys.vault_raw(*WHERE):
        home.vault.put(key, b"heard")
    run_fail(home)
    assert heard(home) == []
    assert home.jobs.get(*WHERE).error == ERROR


def test_a_completed_job_keeps_its_transcript_and_no_raw_output_of_an_attempt_that_failed(
    home: Home,
) -> None:
    publish(home, JOB)
    for key in storage_keys.vault_raw(*WHERE):
        home.vault.put(key, b"heard once more")
    run_fail(home)
    assert heard(home) == ["transcript"]
    assert home.jobs.get(*WHERE).status is JobStatus.COMPLETED
