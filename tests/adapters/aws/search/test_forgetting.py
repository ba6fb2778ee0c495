"""What was erased is in no object, no copy and no snapshot."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from novapulse.adapters.aws.search.search_objects import SearchObjects
from novapulse.adapters.aws.search.snapshots import Snapshots
from novapulse.adapters.sqlite.search import settling
from tests.adapters.aws.search.conftest import Searched
from tests.adapters.make import NOON
from tests.adapters.search_house import SearchHouse

RARE, STEM = "zanzibarian", b"zanzibar"
EAST = (1, 0, 0, 0)


def erase(house: SearchHouse, job_id: str) -> None:
    """As the service does."""
    house.index.erase_job("acme", job_id)
    house.jobs.erase("acme", job_id)
    house.index.erase_job("acme", job_id)


def expire(house: SearchHouse, job_id: str) -> None:
    """As retention does."""
    house.index.erase_job("acme", job_id)
    house.jobs.data_expired("acme", job_id, NOON)


def replace(house: SearchHouse, job_id: str) -> None:
    house.put(job_id, "nothing")


DELETIONS = [erase, expire]


@pytest.mark.parametrize("delete", DELETIONS)
def test_an_erased_word_rests_nowhere(
    searched: Searched, delete: Callable[[SearchHouse, str], None]
) -> None:
    writer, reader = searched.process(changes=1), searched.process()
    for number in range(4):
        writer.house.call(number, "late bus")
    gone = writer.house.call(9, f"late {RARE}")
    assert writer.snapshots.tend() == 0
    assert len(reader.house.words("late")) == 5
    assert searched.at_rest(STEM) == 2
    assert reader.on_disk(STEM) > 0
    delete(writer.house, gone)
    assert searched.at_rest(STEM) == 0
    assert "search/snapshots/acme" not in searched.names()
    assert reader.house.words(RARE) == []
    assert reader.on_disk(STEM) == 0
    assert len(reader.house.words("late")) == 4


@pytest.mark.parametrize("delete", [*DELETIONS, replace])
def test_a_snapshot_holds_nothing_that_is_gone(
    searched: Searched,
    delete: Callable[[SearchHouse, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settling, "TRANSACTIONS", 0)  # as in a copy with too much to settle at once
    writer = searched.process(changes=1)
    kept = writer.house.call(1, "late bus")
    gone = writer.house.call(2, f"late {RARE}", *[f"{RARE} {n}" for n in range(50)])
    writer.house.words("late")
    delete(writer.house, gone)
    assert writer.house.words(RARE) == []
    assert writer.on_disk(STEM) > 0
    assert writer.snapshots.tend() == 0
    assert "search/snapshots/acme" in searched.names()
    assert searched.at_rest(STEM) == 0
    assert searched.process().house.words("late") == [(kept, 1)]


class ErasedMeanwhile(SearchObjects):
    """A job goes after its snapshot was made, and before it is stored."""

    erasure: Callable[[], object]

    def write_snapshot(self, tenant: str, source: Path) -> None:
        self.erasure()
        super().write_snapshot(tenant, source)


def test_a_snapshot_that_is_written_during_an_erasure_is_deleted(searched: Searched) -> None:
    writer = searched.process()
    kept, gone = writer.house.call(1, "late bus"), writer.house.call(2, RARE)
    objects = ErasedMeanwhile(searched.bucket, prefix=searched.prefix)
    objects.erasure = lambda: erase(searched.process().house, gone)
    snapshots = Snapshots(searched.table, objects, writer.copies, changes=1, scratch=writer.folder)
    assert snapshots.tend() == 0
    assert searched.names() == [f"search/calls/acme/{kept}"]


def test_a_snapshot_whose_writer_was_killed_is_deleted_later(searched: Searched) -> None:
    writer = searched.process(changes=1)
    kept, gone = writer.house.call(1, "late bus"), writer.house.call(2, RARE)
    writer.snapshots.tend()
    stale = searched.bucket.get(f"{searched.prefix}search/snapshots/acme")
    erase(writer.house, gone)
    # It arrives after the erasure, and nobody looks any more.
    searched.bucket.put(f"{searched.prefix}search/snapshots/acme", stale)
    assert searched.at_rest(STEM) == 1
    other = searched.process(changes=100)
    assert other.house.words(RARE) == []
    assert other.snapshots.tend() == 0
    assert searched.names() == [f"search/calls/acme/{kept}"]
    assert other.house.words("late") == [(kept, 1)]


def test_snapshots_are_written_where_much_has_changed(searched: Searched) -> None:
    process = searched.process(changes=3)
    process.house.call(1, "late bus")
    process.house.call(2, "late bus", tenant="rival")

    def tended(*calls: int) -> list[str]:
        for number in calls:
            process.house.call(number, "late bus")
        assert process.snapshots.tend() == 0
        return [name for name in searched.names() if "snapshots" in name]

    assert tended() == []
    assert tended(3) == []
    assert tended(4) == ["search/snapshots/acme"]
    searched.s3.requests.clear()
    assert tended(5, 6) == ["search/snapshots/acme"]
    assert "upload_fileobj" not in searched.s3.requests
    tended(7)
    assert "upload_fileobj" in searched.s3.requests


def test_a_tenant_whose_snapshot_fails_holds_up_no_other(searched: Searched) -> None:
    process = searched.process(changes=1)
    process.house.call(1, "late bus", tenant="acme")
    process.house.call(2, "late bus", tenant="rival")

    def broken(name: str, request: dict[str, Any]) -> None:
        if name == "query" and "SEARCH#acme" in str(request):
            raise RuntimeError

    searched.dynamodb.before = broken
    assert process.snapshots.tend() == 1
    assert "search/snapshots/rival" in searched.names()
    assert "search/snapshots/acme" not in searched.names()
