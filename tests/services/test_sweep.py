from pathlib import Path

import pytest

from novapulse.domain import storage_keys
from novapulse.services.home import Home
from novapulse.services.sweep import OrphanSweep, sweep
from tests.adapters.make import add_job, make_job
from tests.services.house import make_home

KEEPERS = (storage_keys.audio, storage_keys.result_transcript, storage_keys.result_insights)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return make_home(tmp_path)


def fill(home: Home, tenant: str, job_id: str) -> None:
    for key in KEEPERS:
        home.blobs.put(key(tenant, job_id), b"x")
    home.blobs.put(storage_keys.work(tenant, job_id, "prepared"), b"x")
    home.vault.put(storage_keys.vault_transcript(tenant, job_id), b"x")


def left(home: Home) -> list[str]:
    return [*home.blobs.keys(""), *home.vault.keys("")]


def test_objects_without_a_job_go_and_others_stay(home: Home) -> None:
    job = make_job(1)
    add_job(home.jobs, job)
    fill(home, "acme", job.id)
    kept = left(home)
    fill(home, "rival", job.id)
    fill(home, "acme", make_job(2).id)
    assert sweep(home) == 10
    assert left(home) == kept


@pytest.mark.parametrize("key", [*KEEPERS, lambda t, j: storage_keys.work(t, j, "prepared")])
def test_any_object_alone_is_found(home: Home, key: object) -> None:
    assert callable(key)
    home.blobs.put(key("acme", make_job(1).id), b"x")
    assert sweep(home) == 1
    assert left(home) == []


def test_a_vault_object_alone_is_found_and_the_vault_still_opens(
    home: Home, tmp_path: Path
) -> None:
    home.vault.put(storage_keys.vault_transcript("acme", make_job(1).id), b"x")
    assert sweep(home) == 1
    assert sweep(make_home(tmp_path)) == 0


def test_unfinished_uploads_go(home: Home) -> None:
    home.incoming.mkdir()
    (home.incoming / "upload-1").write_bytes(b"half")
    assert sweep(home) == 1
    assert list(home.incoming.iterdir()) == []


def test_a_running_server_removes_what_has_no_job_at_two_looks_in_a_row(home: Home) -> None:
    orphans = OrphanSweep(home)
    fill(home, "acme", make_job(1).id)
    assert orphans.run() == 0
    assert orphans.run() == 5
    assert left(home) == []


def test_a_recording_whose_job_is_about_to_be_stored_is_left_alone(home: Home) -> None:
    orphans = OrphanSweep(home)
    job = make_job(1)
    home.blobs.put(storage_keys.audio("acme", job.id), b"x")
    assert orphans.run() == 0
    add_job(home.jobs, job)
    assert orphans.run() == 0
    assert len(left(home)) == 1
