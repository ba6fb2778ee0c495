"""What is SQLite's own about jobs: files, indexes, processes."""

import multiprocessing
from pathlib import Path

import pytest

from novapulse.adapters.sqlite.database import open_database
from novapulse.adapters.sqlite.job_queries import page
from novapulse.adapters.sqlite.job_store import SqliteJobStore
from novapulse.domain.job import JobOptions
from novapulse.domain.listing import Cursor, JobFilter
from tests.adapters.make import NOON, add_job, make_job


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "novapulse.db"


@pytest.fixture
def store(path: Path) -> SqliteJobStore:
    return SqliteJobStore(open_database(path))


def test_the_price_of_a_page_is_an_index_and_no_sort(store: SqliteJobStore, path: Path) -> None:
    statement = page("acme", JobFilter(), 20, Cursor(NOON, "job_1"))
    with open_database(path).connect() as connection:
        compiled = statement.compile(connection, compile_kwargs={"literal_binds": True})
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}").all()
    told = " ".join(str(row) for row in plan)
    assert "jobs_by_tenant_time" in told
    assert "TEMP B-TREE" not in told


def test_what_was_erased_can_be_read_in_no_file(store: SqliteJobStore, path: Path) -> None:
    said = "only-in-this-job"
    job = make_job(1, options=JobOptions(metadata={"note": said}))
    add_job(store, job)
    store.erase("acme", job.id)
    files = [p for p in path.parent.iterdir() if said.encode() in p.read_bytes()]
    assert files == []


def finish(path: Path, job_ids: list[str]) -> int:
    store = SqliteJobStore(open_database(path))
    wins = 0
    for job_id in job_ids:
        store.start("acme", job_id, NOON)
        wins += store.complete("acme", job_id, NOON, ())
    return wins


def test_of_several_processes_one_ends_each_job(store: SqliteJobStore, path: Path) -> None:
    jobs = [make_job(number) for number in range(20)]
    for job in jobs:
        add_job(store, job)
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        wins = pool.starmap(finish, [(path, [job.id for job in jobs])] * 3)
    assert sum(wins) == len(jobs)
