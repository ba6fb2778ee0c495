"""How many requests the index makes: what the docstrings say, and no more."""

import numpy as np
import pytest

from tests.adapters.aws.search.conftest import Searched
from tests.adapters.make import NOON, add_job, make_job
from tests.adapters.search_house import EVERYTHING, MODEL, passages, unit

EAST = (1, 0, 0, 0)
READ, WRITE = "batch_get_item", "transact_write_items"


def test_indexing_a_call_costs_three_requests(searched: Searched) -> None:
    house = searched.process().house
    add_job(house.jobs, make_job(1))
    for _ in range(2):
        with searched.asked(READ, "put_object", WRITE):
            house.put(make_job(1).id, "late bus", "late train")


def test_telling_a_calls_metadata_anew_costs_four_requests(searched: Searched) -> None:
    house = searched.process().house
    house.call(1, "late bus")
    with searched.asked("get_object", READ, "put_object", WRITE):
        house.index.retell("acme", make_job(1).id)
    with searched.asked("get_object"):
        house.index.retell("acme", make_job(2).id)


@pytest.mark.parametrize("calls", [1, 5])
def test_a_search_where_nothing_has_changed_costs_one_request(
    searched: Searched, calls: int
) -> None:
    house = searched.process().house
    for number in range(calls):
        house.call(number, "late bus")
    house.words("late")
    with searched.asked("query"):
        assert len(house.words("late")) == calls
    with searched.asked("query"):
        assert len(house.meaning(*EAST)) == calls


def test_each_new_call_is_read_once(searched: Searched) -> None:
    house = searched.process().house
    house.call(1, "late bus")
    house.words("late")
    for number in (2, 3):
        house.call(number, "late bus")
    with searched.asked("query", "get_object", "get_object", READ):
        house.words("late")


def test_a_call_that_is_not_completed_is_looked_at_at_each_search(searched: Searched) -> None:
    house = searched.process().house
    add_job(house.jobs, make_job(1))
    house.put(make_job(1).id, "late bus")
    house.words("late")
    with searched.asked("query", READ):
        house.words("late")


def test_a_new_process_asks_for_the_snapshot_and_for_what_came_since(searched: Searched) -> None:
    first = searched.process(changes=1)
    for number in range(5):
        first.house.call(number, "late bus")
    first.snapshots.tend()
    first.house.call(9, "late bus")
    with searched.asked("download_fileobj", "query", "get_object", READ):
        assert len(searched.process().house.words("late")) == 6


def test_erasing_costs_three_requests_and_two_where_nothing_is(searched: Searched) -> None:
    house = searched.process().house
    job_id = house.call(1, "late bus")
    with searched.asked(READ, WRITE, "delete_objects"):
        assert house.index.erase_job("acme", job_id) == 1
    with searched.asked(READ, "delete_objects"):
        assert house.index.erase_job("acme", job_id) == 0


def test_what_is_unindexed_is_asked_of_each_model(searched: Searched) -> None:
    house = searched.process().house
    for number in range(1, 9):
        house.call(number, "late bus", model="old" if number % 2 else MODEL)
    with searched.asked(*["query"] * 3, "query", READ):
        assert len(house.index.unindexed(MODEL, limit=3)) == 3
    with searched.asked(*["query"] * 3, "query", "query", READ):
        assert len(house.index.unindexed("new", limit=3)) == 3


def test_settling_and_a_query_without_words_cost_what_they_must(searched: Searched) -> None:
    house = searched.process().house
    with searched.asked():
        house.index.settle()


def test_the_end_of_a_job_costs_no_more_than_before(searched: Searched) -> None:
    house = searched.process().house
    job = make_job(1)
    add_job(house.jobs, job)
    house.jobs.start("acme", job.id, NOON)
    house.put(job.id, "late bus")
    with searched.asked(READ, WRITE):
        house.jobs.complete("acme", job.id, NOON, ())
    with searched.asked("query", READ, WRITE):
        house.jobs.erase("acme", job.id)


def test_an_object_is_as_large_as_text_and_half_of_the_vectors(searched: Searched) -> None:
    house = searched.process().house
    add_job(house.jobs, make_job(1))
    vectors = unit(*np.eye(100, 384, dtype=np.float32))
    said = passages(*["late bus"] * 100)
    house.index.put("acme", make_job(1).id, said, vectors, model=MODEL)
    (found,) = searched.bucket.list(searched.prefix)
    assert 100 * 384 * 2 < found["Size"] < 100 * 384 * 2 + 12_000
    assert house.words("late", where=EVERYTHING) == []
