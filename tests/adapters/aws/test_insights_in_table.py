"""Insights rest in the table as long as they fit, and are blobs like any other."""

from pathlib import Path

import pytest

from novapulse.adapters.aws.dynamodb.insights_blobs import MOST_BYTES
from novapulse.domain.errors import NotFound
from novapulse.domain.storage_keys import result_insights, result_transcript
from tests.adapters.aws.conftest import Dynamo
from tests.adapters.homes import Storage

NAME = result_insights("acme", "job_1")
LARGE = bytes(MOST_BYTES + 1)


def test_insights_are_an_item_beside_their_job(home: Storage, dynamo: Dynamo) -> None:
    home.blobs.put(NAME, b"{}")
    home.blobs.put(result_transcript("acme", "job_1"), b"words")
    assert {(item["PK"]["S"], item["SK"]["S"]) for item in dynamo.items()} == {
        ("JOB#acme#job_1", "INSIGHTS"),
        ("INSIGHTS", NAME),
    }
    assert home.blobs.get(NAME) == b"{}"


@pytest.mark.parametrize(("size", "in_table"), [(MOST_BYTES, True), (MOST_BYTES + 1, False)])
def test_what_is_too_large_for_an_item_goes_elsewhere(
    home: Storage, dynamo: Dynamo, size: int, in_table: bool
) -> None:
    home.blobs.put(NAME, b"x" * size)
    assert bool(dynamo.items()) is in_table
    assert home.blobs.get(NAME) == b"x" * size
    assert home.blobs.exists(NAME)
    assert list(home.blobs.keys("results/")) == [NAME]


def test_the_latest_counts_wherever_it_is(home: Storage) -> None:
    for document in (b"small", LARGE, b"small again", LARGE):
        home.blobs.put(NAME, document)
        assert home.blobs.get(NAME) == document
        assert list(home.blobs.keys("results/acme/")) == [NAME]


@pytest.mark.parametrize("prefix", ["", "res", "results/", "results/acme/job_1/", NAME])
def test_insights_are_listed_and_deleted_by_any_prefix(home: Storage, prefix: str) -> None:
    others = ["results/acme/job_1/transcript.json", "results/acme/job_12/insights.json"]
    for name in (NAME, *others):
        home.blobs.put(name, b"{}")
    expected = sorted(name for name in (NAME, *others) if name.startswith(prefix))
    assert list(home.blobs.keys(prefix)) == expected
    assert home.blobs.delete(prefix) == len(expected)
    assert set(home.blobs.keys("")) == {NAME, *others} - set(expected)


def test_other_prefixes_ask_the_table_nothing(home: Storage, dynamo: Dynamo) -> None:
    home.blobs.put(NAME, b"{}")
    dynamo.client.requests.clear()
    assert home.blobs.delete("audio/acme/job_1/") == 0
    assert home.blobs.delete("work/acme/job_1/") == 0
    assert dynamo.client.requests == []


def test_insights_can_be_streamed_and_adopted_and_read_as_a_file(
    home: Storage, dynamo: Dynamo, tmp_path: Path
) -> None:
    with home.blobs.writer(NAME) as stream:
        stream.write(b"written")
    with home.blobs.local_path(NAME) as path:
        assert path.read_bytes() == b"written"
    source = tmp_path / "finished"
    source.write_bytes(b"adopted")
    home.blobs.adopt(NAME, source)
    assert not source.exists()
    assert home.blobs.get(NAME) == b"adopted"
    assert len(dynamo.items()) == 2


def test_unknown_insights_are_not_found(home: Storage) -> None:
    assert not home.blobs.exists(NAME)
    with pytest.raises(NotFound):
        home.blobs.get(NAME)
