"""Calls that come and go, and searches that look on."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from novapulse.domain.search import Hit
from tests.adapters.make import make_job
from tests.adapters.search_house import EVERYTHING, MODEL, SearchHouse, unit

DIRECTIONS = {"east": (1, 0.1, 0, 0), "north": (0, 1, 0.1, 0), "up": (0.1, 0, 1, 0)}
ROUNDS = 8


def write_rounds(house: SearchHouse, first: int) -> None:
    """Calls come, are indexed anew and go. Every fourth one stays, with the direction "up"."""
    for number in range(first, first + ROUNDS):
        job_id = house.call(number, *["east"] * 30, vectors=[DIRECTIONS["east"]] * 30)
        house.put(job_id, *["north"] * 20, vectors=[DIRECTIONS["north"]] * 20)
        if number % 4:
            house.jobs.erase("acme", job_id)
        else:
            house.put(job_id, *["up"] * 10, vectors=[DIRECTIONS["up"]] * 10)
        house.index.settle()


def kept_of(*firsts: int) -> set[str]:
    """The jobs that stay of those rounds."""
    numbers = (number for first in firsts for number in range(first, first + ROUNDS))
    return {make_job(number).id for number in numbers if number % 4 == 0}


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
