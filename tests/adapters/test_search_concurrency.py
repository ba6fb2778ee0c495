"""Searching while other threads and another process write."""

import multiprocessing
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from novapulse.domain.search import Hit
from tests.adapters.make import make_job
from tests.adapters.search_house import EVERYTHING, MODEL, SearchHouse, open_sqlite, unit

DIRECTIONS = {"east": (1, 0.1, 0, 0), "north": (0, 1, 0.1, 0), "up": (0.1, 0, 1, 0)}
ROUNDS = 8


def write_rounds(folder: Path, first: int) -> None:
    """Calls come, are indexed anew and go. Every fourth one stays, with the direction "up"."""
    house = open_sqlite(folder)
    for number in range(first, first + ROUNDS):
        job_id = house.call(number, *["east"] * 30, vectors=[DIRECTIONS["east"]] * 30)
        house.put(job_id, *["north"] * 20, vectors=[DIRECTIONS["north"]] * 20)
        if number % 4:
            house.jobs.erase("acme", job_id)
        else:
            house.put(job_id, *["up"] * 10, vectors=[DIRECTIONS["up"]] * 10)
        house.index.settle()


def check(hits: tuple[Hit, ...], direction: str) -> None:
    """What is found is what was asked for, and of each job either all or nothing."""
    for hit in hits:
        cosine = float(unit(DIRECTIONS[hit.passage.text])[0] @ unit(DIRECTIONS[direction])[0])
        assert hit.score == pytest.approx(cosine, abs=1e-3)
    best = [hit for hit in hits if hit.passage.text == direction]
    counts = {sum(other.job_id == hit.job_id for other in best) for hit in best}
    assert counts <= {{"east": 30, "north": 20, "up": 10}[direction]}
    assert list(hits[: len(best)]) == best


@contextmanager
def searching(house: SearchHouse) -> Iterator[None]:
    """Threads that search until the end of the block; what they see must be right."""
    over = threading.Event()

    def search(direction: str) -> int:
        vector, rounds = unit(DIRECTIONS[direction])[0], 0
        while not over.is_set():
            check(
                house.index.by_meaning("acme", vector, EVERYTHING, model=MODEL, limit=10_000),
                direction,
            )
            texts = {
                hit.passage.text
                for hit in house.index.by_words("acme", (direction,), EVERYTHING, limit=10_000)
            }
            assert texts <= {direction}
            rounds += 1
        return rounds

    with ThreadPoolExecutor(4) as pool:
        futures = [pool.submit(search, direction) for direction in (*DIRECTIONS, "up")]
        try:
            yield
        finally:
            over.set()
        assert all(future.result() > 0 for future in futures)


@pytest.mark.slow
@pytest.mark.parametrize("vector_bytes", [1 << 20, 2_000], ids=["in memory", "hardly any memory"])
def test_searches_see_whole_calls_while_a_process_and_threads_write(
    tmp_path: Path, vector_bytes: int
) -> None:
    house = open_sqlite(tmp_path, vector_bytes=vector_bytes)
    process = multiprocessing.get_context("spawn").Process(
        target=write_rounds, args=(tmp_path, 1000)
    )
    with searching(house):
        process.start()
        write_rounds(tmp_path, 2000)
        process.join(200)
    assert process.exitcode == 0
    numbers = (*range(1000, 1000 + ROUNDS), *range(2000, 2000 + ROUNDS))
    kept = {make_job(number).id for number in numbers if number % 4 == 0}
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
