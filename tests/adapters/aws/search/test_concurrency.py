"""Several processes search and write at once: each its own copies, here in one."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from novapulse.adapters.aws.search.copies import Room
from tests.adapters.aws.search.conftest import ROOM, Process, Searched
from tests.adapters.search_rounds import DIRECTIONS, kept_of, searching, write_rounds

EAST = (1, 0.1, 0, 0)


@pytest.mark.slow
def test_searches_see_whole_calls_while_processes_write(searched: Searched) -> None:
    first, second = searched.process(), searched.process(changes=5)

    def write(process: Process, number: int) -> None:
        write_rounds(process.house, number)
        process.snapshots.tend()

    with searching(first.house), ThreadPoolExecutor(2) as pool:
        written = [pool.submit(write, *each) for each in ((first, 1000), (second, 2000))]
        for each in written:
            each.result()
    kept = kept_of(1000, 2000)
    for house in (first.house, second.house, searched.process().house):
        assert {job_id for job_id, _ in house.meaning(*DIRECTIONS["up"], limit=100)} == kept
        assert {job_id for job_id, _ in house.words("up", limit=100)} == kept
        assert house.words("north") == []


def test_tenants_are_searched_side_by_side_with_room_for_two(searched: Searched) -> None:
    writer = searched.process().house
    jobs = {f"tenant{n}": writer.call(n, "late bus", tenant=f"tenant{n}") for n in range(4)}
    writer.words("late", tenant="tenant0")
    one = searched.process()
    one.house.words("late", tenant="tenant0")
    size = one.files()[0].stat().st_size
    small = searched.process(room=Room(5 * size // 2, ROOM.vector_bytes))
    turns = count()

    def search(_: int) -> None:
        tenant = f"tenant{next(turns) % 4}"
        assert small.house.words("late", tenant=tenant) == [(jobs[tenant], 1)]
        assert small.house.meaning(*EAST, tenant=tenant) == [(jobs[tenant], 1)]

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(search, range(24)))
