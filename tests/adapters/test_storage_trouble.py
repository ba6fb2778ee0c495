import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from novapulse.adapters.sqlite.database import open_database
from novapulse.adapters.sqlite.job_store import SqliteJobStore
from novapulse.domain.errors import NotFound, StorageUnavailable
from novapulse.domain.job import JobOptions
from tests.adapters.make import add_job, make_job
from tests.broken_storage import full_disk, locked

LARGE = make_job(options=JobOptions(metadata={"note": "x" * 15_000}))


def test_a_full_disk_is_told_to_the_core_and_passes(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "a.db")
    jobs = SqliteJobStore(engine)
    with full_disk(engine):
        with pytest.raises(StorageUnavailable, match="SQLITE_FULL"):
            add_job(jobs, LARGE)
        with pytest.raises(NotFound):
            jobs.get("acme", LARGE.id)
    add_job(jobs, LARGE)
    assert jobs.get("acme", LARGE.id) == LARGE


def test_a_lock_that_outlasts_the_patience_is_told_to_the_core(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "a.db")
    jobs = SqliteJobStore(engine)
    with locked(engine):
        with pytest.raises(StorageUnavailable, match="SQLITE_BUSY"):
            add_job(jobs, LARGE)
        assert jobs.unfinished() == ()
    add_job(jobs, LARGE)


def test_a_standing_reader_tells_of_a_lock_too(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    engine = open_database(path)
    jobs = SqliteJobStore(engine)
    add_job(jobs, LARGE)
    engine.dispose()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageUnavailable, match="SQLITE_BUSY"):
            jobs.get("acme", LARGE.id)
    assert jobs.get("acme", LARGE.id) == LARGE


def test_a_mistake_of_ours_stays_what_it_is(tmp_path: Path) -> None:
    with (
        open_database(tmp_path / "a.db").connect() as connection,
        pytest.raises(OperationalError, match="no such table"),
    ):
        connection.exec_driver_sql("SELECT * FROM absent")
