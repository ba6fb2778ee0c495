"""What the hourly function deletes beside what is expired: objects of jobs that are not there."""

from datetime import UTC, datetime, timedelta

import pytest

from novapulse.domain import storage_keys
from novapulse.handlers import retention
from novapulse.handlers.retention import LOOKED_AFTER, SETTLED
from tests.handlers.house import House

GONE = ("acme", "job_0123456789ab")


@pytest.fixture
def orphans(house: House) -> list[str]:
    """Keys of objects that came just now, as S3 has it, and belong to no job."""
    keys = [f"audio/{GONE[0]}/{GONE[1]}/original", f"vault/{storage_keys.vault_transcript(*GONE)}"]
    for key in keys:
        house.put(key, b"what was said")
    return keys


def run(house: House, age: timedelta) -> int:
    """At which the objects have come to this age."""
    house.clock.at = datetime.now(UTC) + age
    return retention.run({}, house.ports)["orphans"]


def test_a_recording_whose_job_was_never_stored_is_erased(house: House, orphans: list[str]) -> None:
    assert run(house, SETTLED + timedelta(minutes=1)) == len(orphans)
    assert house.objects() == []


def test_one_whose_job_may_be_about_to_be_stored_stays(house: House, orphans: list[str]) -> None:
    assert run(house, SETTLED - timedelta(minutes=1)) == 0
    assert house.objects() == sorted(orphans)


def test_what_was_looked_after_before_is_not_looked_at_again(
    house: House, orphans: list[str]
) -> None:
    assert run(house, LOOKED_AFTER + timedelta(minutes=1)) == 0
    assert house.objects() == sorted(orphans)


def test_what_belongs_to_a_job_or_to_nobody_stays(house: House) -> None:
    house.clock.at = datetime.now(UTC)
    job = house.job()
    keys = [f"audio/{job.tenant}/{job.id}/original", "staged/acme/upl_1/part-00001", "vault/x"]
    for key in keys:
        house.put(key, b"what was said")
    assert run(house, SETTLED + timedelta(minutes=1)) == 0
    assert house.objects() == sorted(keys)
