import multiprocessing
import stat
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from novapulse.adapters.sqlite.database import open_database, writing
from novapulse.adapters.sqlite.job_store import SqliteJobStore
from novapulse.adapters.sqlite.migrations import SCHEMA_VERSION
from novapulse.domain.errors import NovaPulseError
from tests.adapters.make import NOON, add_job, make_job


def pragma(path: Path, name: str) -> object:
    with open_database(path).connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


@pytest.mark.parametrize(
    ("name", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 30_000)],
)
def test_every_connection_is_durable_and_patient(tmp_path: Path, name: str, value: object) -> None:
    assert pragma(tmp_path / "a.db", name) == value


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.db"
    open_database(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_file_of_a_later_release_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with writing(open_database(path)).begin() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    with pytest.raises(NovaPulseError, match="schema version") as caught:
        open_database(path)
    assert caught.value.code == "database_too_new"


def test_opening_again_keeps_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    add_job(SqliteJobStore(open_database(path)), make_job())
    assert SqliteJobStore(open_database(path)).get("acme", make_job().id) == make_job()


def test_times_of_any_zone_are_kept_as_utc(tmp_path: Path) -> None:
    store = SqliteJobStore(open_database(tmp_path / "a.db"))
    local: datetime = NOON.astimezone(timezone(timedelta(hours=5)))
    add_job(store, make_job(created_at=local))
    stored = store.get("acme", make_job().id).created_at
    assert stored == NOON
    assert stored.utcoffset() == timedelta(0)


def open_and_add(path: Path, number: int) -> None:
    add_job(SqliteJobStore(open_database(path)), make_job(number))


def test_several_processes_may_open_a_new_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        pool.starmap(open_and_add, [(path, number) for number in range(12)], chunksize=1)
    assert len(SqliteJobStore(open_database(path)).unfinished()) == 12
