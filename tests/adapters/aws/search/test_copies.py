"""Copies of tenants' indexes: what every process finds, whatever others do."""

from collections.abc import Callable
from typing import Any

import pytest

from novapulse.adapters.aws.search import refresh, tenant_copy
from novapulse.adapters.aws.search.copies import KEPT_UNREAD, Room
from novapulse.domain.errors import StorageUnavailable
from tests.adapters.aws.search.conftest import ROOM, Searched
from tests.adapters.make import NOON, add_job, make_job
from tests.adapters.search_house import MODEL

EAST, NORTH = (1, 0, 0, 0), (0, 1, 0, 0)


def test_a_process_sees_at_once_what_another_one_writes(searched: Searched) -> None:
    writer, reader = searched.process().house, searched.process().house
    assert reader.words("late") == []
    job_id = writer.call(1, "late bus")
    assert reader.words("late") == reader.meaning(*EAST) == [(job_id, 1)]
    writer.put(job_id, "early bus", vectors=[NORTH])
    assert reader.words("late") == reader.meaning(*EAST) == []
    assert reader.words("early") == [(job_id, 1)]
    writer.index.erase_job("acme", job_id)
    assert reader.words("early") == reader.meaning(*NORTH) == []


@pytest.mark.parametrize("way", ["erase", "data_expired"])
def test_a_job_that_goes_is_found_by_nobody_from_then_on(searched: Searched, way: str) -> None:
    writer, reader, new = (searched.process().house for _ in range(3))
    gone, kept = writer.call(1, "late bus"), writer.call(2, "late bus")
    assert len(reader.words("late")) == 2
    if way == "erase":
        writer.jobs.erase("acme", gone)
    else:
        writer.jobs.data_expired("acme", gone, NOON)
    for house in (reader, new):
        assert house.words("late") == house.meaning(*EAST) == [(kept, 1)]


def test_more_changes_than_are_read_at_once(
    searched: Searched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refresh, "CHANGES_AT_ONCE", 2)
    writer = searched.process().house
    jobs = [writer.call(number, "late bus") for number in range(7)]
    writer.put(jobs[0], "late train")
    writer.index.erase_job("acme", jobs[3])
    reader = searched.process().house
    assert {job_id for job_id, _ in reader.words("late")} == {*jobs} - {jobs[3]}


def test_tenants_are_never_mixed_in_one_process(searched: Searched) -> None:
    process = searched.process()
    tenants = [f"tenant{number}" for number in range(3)]
    own = {
        tenant: process.house.call(number, "late bus", tenant=tenant)
        for number, tenant in enumerate(tenants)
    }
    for tenant in (*tenants, *tenants):
        assert process.house.words("late", tenant=tenant) == [(own[tenant], 1)]
        assert process.house.meaning(*EAST, tenant=tenant) == [(own[tenant], 1)]
    assert len(process.files()) == 3
    assert not any(tenant in str(path) for tenant in tenants for path in process.files())


def test_the_tenant_that_was_not_asked_for_the_longest_makes_room(searched: Searched) -> None:
    house = searched.process().house
    tenants = [f"tenant{number}" for number in range(3)]
    for number, tenant in enumerate(tenants):
        house.call(number, "late bus", tenant=tenant)
    one = searched.process()
    one.house.words("late", tenant="tenant0")
    size = one.files()[0].stat().st_size
    small = searched.process(room=Room(disk_bytes=5 * size // 2, vector_bytes=1 << 20))
    for tenant in (*tenants, *tenants[::-1]):
        assert len(small.house.words("late", tenant=tenant)) == 1
        assert len(small.house.meaning(*EAST, tenant=tenant)) == 1
        assert len(small.files()) <= 2
    with searched.asked("query"):
        small.house.words("late", tenant="tenant1")
    with searched.asked("download_fileobj", "query", "get_object", "batch_get_item"):
        small.house.words("late", tenant="tenant2")


def test_an_index_that_is_larger_than_the_disk_is_refused_and_says_so(searched: Searched) -> None:
    small = searched.process(room=Room(disk_bytes=100, vector_bytes=0)).house
    small.call(1, "late bus")
    with pytest.raises(StorageUnavailable, match="NOVAPULSE_AWS_SEARCH_DISK_BYTES allows 100"):
        small.words("late")


def test_vectors_of_all_tenants_share_one_memory(searched: Searched) -> None:
    process = searched.process(room=Room(ROOM.disk_bytes, vector_bytes=3 * 256 * 16))
    for number in range(6):
        tenant = f"tenant{number}"
        process.house.call(number, "late bus", tenant=tenant)
        process.house.meaning(*EAST, tenant=tenant)
    assert process.copies._memory._size_bytes() <= 3 * 256 * 16


def test_a_copy_that_was_not_read_for_long_is_made_anew(searched: Searched) -> None:
    reader, writer = searched.process().house, searched.process().house
    gone = writer.call(1, "late bus", vectors=[EAST])
    kept = writer.call(2, "late bus", vectors=[NORTH])
    assert (reader.meaning(*EAST), reader.meaning(*NORTH)) == ([(gone, 1)], [(kept, 1)])
    writer.jobs.erase("acme", gone)
    forget_erasures(searched)
    searched.clock.advance(KEPT_UNREAD.total_seconds() + 1)
    assert reader.words("late") == reader.meaning(*NORTH) == [(kept, 1)]
    assert reader.meaning(*EAST) == []


def forget_erasures(searched: Searched) -> None:
    """As DynamoDB does with what has outlived its ``ttl``."""
    for item in searched.dynamodb.scan(TableName=searched.table._name)["Items"]:
        if item["PK"]["S"] == "SEARCH#acme" and "ttl" in item:
            key = {name: item[name] for name in ("PK", "SK")}
            searched.dynamodb.delete_item(TableName=searched.table._name, Key=key)


def test_an_object_that_is_gone_is_no_error(searched: Searched) -> None:
    house = searched.process().house
    gone, kept = house.call(1, "late bus"), house.call(2, "late bus")
    searched.bucket.delete([f"{searched.prefix}search/calls/acme/{gone}"])
    assert house.words("late") == [(kept, 1)]


Trouble = Callable[[str, dict[str, Any]], None]


def failing(*names: str) -> Trouble:
    from botocore.exceptions import ClientError

    def before(name: str, request: dict[str, Any]) -> None:
        if name in names:
            raise ClientError({"Error": {"Code": "ThrottlingException"}}, name)

    return before


@pytest.mark.parametrize("name", ["query", "get_object", "batch_get_item", "download_fileobj"])
def test_throttling_is_said_and_leaves_what_was_read(searched: Searched, name: str) -> None:
    house = searched.process().house
    first = house.call(1, "late bus")
    if name != "download_fileobj":
        house.words("late")
    second = house.call(2, "late bus")
    searched.dynamodb.before = searched.s3.before = failing(name)
    with pytest.raises(StorageUnavailable):
        house.words("late")
    searched.dynamodb.before = searched.s3.before = lambda name, request: None
    assert house.words("late") == [(second, 1), (first, 1)]


@pytest.mark.parametrize("name", ["put_object", "transact_write_items"])
def test_what_could_not_be_put_leaves_what_was_indexed(searched: Searched, name: str) -> None:
    house = searched.process().house
    job_id = house.call(1, "late bus")
    searched.dynamodb.before = searched.s3.before = failing(name)
    with pytest.raises(StorageUnavailable):
        house.put(job_id, "early plane")
    searched.dynamodb.before = searched.s3.before = lambda name, request: None
    house.put(job_id, "early plane")
    assert house.words("early") == [(job_id, 1)]
    assert house.words("late") == []


def test_what_is_put_while_its_job_goes_leaves_nothing(searched: Searched) -> None:
    house = searched.process().house
    job_id = house.call(1, "late bus")

    def erased_meanwhile(name: str, request: dict[str, Any]) -> None:
        if name == "put_object":
            searched.s3.before = lambda name, request: None
            house.jobs.erase("acme", job_id)

    searched.s3.before = erased_meanwhile
    with pytest.raises(Exception, match="No such job"):
        house.put(job_id, "late train")
    assert searched.names() == []
    assert house.words("late") == []


def test_a_job_that_ends_while_it_is_indexed_is_found(searched: Searched) -> None:
    house = searched.process().house
    job = make_job(1)
    add_job(house.jobs, job)
    house.jobs.start("acme", job.id, NOON)

    def completed_meanwhile(name: str, request: dict[str, Any]) -> None:
        if name == "put_object":
            house.jobs.complete("acme", job.id, NOON, ())

    searched.s3.before = completed_meanwhile
    house.put(job.id, "late bus")
    assert house.words("late") == [(job.id, 1)]
    assert house.index.unindexed(MODEL, limit=9) == ()
    assert len(house.index.unindexed("new", limit=9)) == 1


def test_a_job_that_is_put_again_has_one_entry_in_the_log(searched: Searched) -> None:
    house = searched.process().house
    job_id = house.call(1, "late bus")
    for _ in range(3):
        house.put(job_id, "late bus")
    items = searched.dynamodb.scan(TableName=searched.table._name)["Items"]
    log = [item["SK"]["S"] for item in items if item["PK"]["S"] == "SEARCH#acme"]
    assert sorted(log) == [f"{4:020d}", "LAST"]
    house.jobs.erase("acme", job_id)
    items = searched.dynamodb.scan(TableName=searched.table._name)["Items"]
    assert not any(make_job(1).id in item["PK"]["S"] for item in items)


def test_a_snapshot_of_another_format_is_left_alone(
    searched: Searched, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = searched.process(changes=1)
    job_id = writer.house.call(1, "late bus")
    writer.snapshots.tend()
    monkeypatch.setattr(tenant_copy, "FORMAT", 2)
    assert searched.process().house.words("late") == [(job_id, 1)]
