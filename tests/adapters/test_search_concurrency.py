"""Searching while other threads and another process write."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.adapters.make import make_job
from tests.adapters.search_house import open_sqlite
from tests.adapters.search_rounds import DIRECTIONS, kept_of, searching, write_rounds


def write_in_process(folder: Path, first: int) -> None:
    write_rounds(open_sqlite(folder), first)


@pytest.mark.slow
@pytest.mark.parametrize("vector_bytes", [1 << 20, 2_000], ids=["in memory", "hardly any memory"])
def test_searches_see_whole_calls_while_a_process_and_threads_write(
    tmp_path: Path, vector_bytes: int
) -> None:
    house = open_sqlite(tmp_path, vector_bytes=vector_bytes)
    process = multiprocessing.get_context("spawn").Process(
        target=write_in_process, args=(tmp_path, 1000)
    )
    with searching(house):
        process.start()
        write_rounds(open_sqlite(tmp_path), 2000)
        process.join(200)
    assert process.exitcode == 0
    kept = kept_of(1000, 2000)
    assert {job_id for job_id, _ in house.meaning(*DIRECTIONS["up"], limit=100)} == kept
    assert {job_id for job_id, _ in house.words("up", limit=100)} == kept
    assert house.words("north") == []


def test_several_tenants_are_searched_with_room_for_one(tmp_path: Path) -> None:
    tenants = [f"tenant{n}" for n in range(5)]
    house = open_sqlite(tmp_path, vector_bytes=5_000)
    for n, tenant in enumerate(tenants):
        house.call(n, *["east"] * 30, tenant=tenant, vectors=[DIRECTIONS["east"]] * 30)

    def search(n: int) -> None:
        tenant = tenants[n % 5]
        found = house.meaning(*DIRECTIONS["east"], tenant=tenant)
        assert found == [(make_job(n % 5).id, segment) for segment in range(1, 31)]

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(search, range(60)))
    memory = house.index._meanings._memory  # type: ignore[attr-defined]
    assert memory._size_bytes() <= 5_000
