import threading
from pathlib import Path

import pytest
from sqlalchemy import bindparam, select

from novapulse.adapters.sqlite.database import open_database, writing
from novapulse.adapters.sqlite.job_queries import ONE
from novapulse.adapters.sqlite.job_store import SqliteJobStore
from novapulse.adapters.sqlite.standing_reader import StandingReader
from novapulse.adapters.sqlite.tables import JOBS
from tests.adapters.make import add_job, make_job

JOB = {"tenant": "acme", "job_id": make_job().id}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "novapulse.db"
    add_job(SqliteJobStore(open_database(path)), make_job())
    return path


def test_columns_are_what_a_connection_of_the_pool_gives(path: Path) -> None:
    engine = open_database(path)
    reader = StandingReader(engine)
    with engine.connect() as connection:
        row = connection.execute(ONE, JOB).one()
    assert reader.read(reader.prepare(ONE), JOB) == dict(row._mapping)


def test_nothing_is_none(path: Path) -> None:
    reader = StandingReader(open_database(path))
    assert reader.read(reader.prepare(ONE), JOB | {"tenant": "rival"}) is None


def test_every_read_sees_what_others_have_committed(path: Path) -> None:
    reader = StandingReader(open_database(path))
    status = reader.prepare(select(JOBS.c.status).where(JOBS.c.id == bindparam("job_id")))
    others = writing(open_database(path))
    for text in ("processing", "completed", "failed"):
        with others.begin() as connection:
            connection.exec_driver_sql("UPDATE jobs SET status = ?", (text,))
        assert reader.read(status, JOB) == {"status": text}


def test_a_read_waits_for_no_writer(path: Path) -> None:
    reader = StandingReader(open_database(path))
    with writing(open_database(path)).begin() as connection:
        connection.exec_driver_sql("UPDATE jobs SET status = 'failed'")
        read = threading.Thread(target=reader.read, args=(reader.prepare(ONE), JOB), daemon=True)
        read.start()
        read.join(5)
        assert not read.is_alive()


def test_the_version_changes_with_every_commit_and_only_then(path: Path) -> None:
    engine = open_database(path)
    reader = StandingReader(engine)
    versions = [reader.data_version(), reader.data_version()]
    for writer in (engine, open_database(path)):
        with writing(writer).begin() as connection:
            connection.exec_driver_sql("UPDATE jobs SET status = 'failed'")
        versions.append(reader.data_version())
    assert versions[0] == versions[1]
    assert len(set(versions)) == 3
