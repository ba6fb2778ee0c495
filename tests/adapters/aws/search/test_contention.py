"""A job is indexed at the very moment in which it ends, or goes."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.adapters.aws.cloud import Cloud
from tests.adapters.aws.search.conftest import Searched
from tests.adapters.make import NOON, add_job, make_job
from tests.adapters.search_house import MODEL, SearchHouse

JOB = make_job(1).id


@pytest.fixture
def house(searched: Searched) -> SearchHouse:
    """With the job, which is being processed."""
    house = searched.process().house
    add_job(house.jobs, make_job(1))
    house.jobs.start("acme", JOB, NOON)
    return house


def indexed_meanwhile(searched: Searched, aws: Cloud) -> None:
    """Between what the next transaction has read and what it writes."""
    other = searched.elsewhere(aws).process().house

    def before(name: str, request: dict[str, Any]) -> None:
        if name == "transact_write_items":
            searched.dynamodb.before = lambda name, request: None
            other.put(JOB, "late bus")

    searched.dynamodb.before = before


def items_of(searched: Searched, job_id: str) -> list[str]:
    """The sort keys of what is beside the job, and of what the log says is indexed of it."""
    items = searched.dynamodb.scan(TableName=searched.table._name)["Items"]
    beside = [item["SK"]["S"] for item in items if job_id in item["PK"]["S"]]
    logged = [i["SK"]["S"] for i in items if i["PK"]["S"] == "SEARCH#acme" and "size_bytes" in i]
    return [*beside, *logged]


def test_one_that_ends_is_found(searched: Searched, aws: Cloud, house: SearchHouse) -> None:
    indexed_meanwhile(searched, aws)
    assert house.jobs.complete("acme", JOB, NOON, ())
    assert house.words("late") == [(JOB, 1)]
    assert house.index.unindexed(MODEL, limit=9) == ()
    assert [job.id for job in house.index.unindexed("new", limit=9)] == [JOB]


def erase(house: SearchHouse) -> None:
    house.jobs.erase("acme", JOB)


def expire(house: SearchHouse) -> None:
    house.jobs.data_expired("acme", JOB, NOON)


@pytest.mark.parametrize("indexed_before", [True, False])
@pytest.mark.parametrize("go", [erase, expire])
def test_one_that_goes_takes_it_along(
    searched: Searched,
    aws: Cloud,
    house: SearchHouse,
    go: Callable[[SearchHouse], Any],
    indexed_before: bool,
) -> None:
    house.jobs.complete("acme", JOB, NOON, ())
    if indexed_before:
        house.put(JOB, "late train")
    indexed_meanwhile(searched, aws)
    go(house)
    assert house.words("late") == []
    assert items_of(searched, JOB) == (["JOB"] if go is expire else [])
    assert house.index.unindexed("new", limit=9) == ()


def test_two_that_index_it_leave_one_entry(
    searched: Searched, aws: Cloud, house: SearchHouse
) -> None:
    house.jobs.complete("acme", JOB, NOON, ())
    house.put(JOB, "late train")
    indexed_meanwhile(searched, aws)
    house.put(JOB, "early plane")
    assert house.words("early") + house.words("late") == [(JOB, 1)]
    assert len(items_of(searched, JOB)) == 3
