from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from novapulse.domain.errors import InvalidRequest, NotFound
from novapulse.ports import BlobStore
from tests.adapters.homes import Storage


@pytest.fixture
def blobs(storage: Storage) -> BlobStore:
    return storage.blobs


def test_bytes_come_back(blobs: BlobStore) -> None:
    blobs.put("audio/acme/job_1/original", b"sound")
    assert blobs.get("audio/acme/job_1/original") == b"sound"
    assert blobs.exists("audio/acme/job_1/original")
    with blobs.local_path("audio/acme/job_1/original") as path:
        assert path.read_bytes() == b"sound"


def test_an_unknown_key_is_not_found(blobs: BlobStore) -> None:
    assert not blobs.exists("a/b")
    with pytest.raises(NotFound):
        blobs.get("a/b")
    blobs.put("a/b/c", b"")
    with pytest.raises(NotFound):
        blobs.get("a/b")


@pytest.mark.parametrize(
    "key",
    ["", "/etc/passwd", "../x", "a/../b", "a//b", "a/", ".hidden", "a/.tmp-1", "a\0b", "a\n", "ä"],
)
def test_a_key_cannot_leave_the_store(blobs: BlobStore, key: str) -> None:
    with pytest.raises(InvalidRequest):
        blobs.put(key, b"x")
    with pytest.raises(InvalidRequest):
        blobs.get(key)


def test_a_prefix_cannot_leave_the_store(tmp_path: Path, blobs: BlobStore) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    with pytest.raises(InvalidRequest):
        blobs.delete("../")
    assert (tmp_path / "secret").exists()


def test_a_writer_that_fails_leaves_the_old_bytes_and_no_litter(blobs: BlobStore) -> None:
    blobs.put("a/b", b"old")
    with pytest.raises(RuntimeError), blobs.writer("a/b") as stream:
        stream.write(b"half")
        raise RuntimeError
    assert blobs.get("a/b") == b"old"
    assert list(blobs.keys("")) == ["a/b"]


def test_bytes_in_writing_are_not_listed(blobs: BlobStore) -> None:
    with blobs.writer("a/b") as stream:
        stream.write(b"half")
        assert list(blobs.keys("a/")) == []
        assert not blobs.exists("a/b")


def test_a_file_is_adopted_by_moving_it(tmp_path: Path, blobs: BlobStore) -> None:
    source = tmp_path / "upload"
    source.write_bytes(b"sound")
    blobs.adopt("a/b", source)
    assert blobs.get("a/b") == b"sound"
    assert not source.exists()


def test_deleting_a_prefix_spares_its_neighbours(blobs: BlobStore) -> None:
    for key in ("acme/job_1/a", "acme/job_1/b", "acme/job_12/a"):
        blobs.put(key, b"x")
    assert blobs.delete("acme/job_1/") == 2
    assert blobs.delete("acme/job_1/") == 0
    assert list(blobs.keys("acme/")) == ["acme/job_12/a"]


def test_a_prefix_may_end_within_a_name(blobs: BlobStore) -> None:
    for key in ("j/channel_0", "j/channel_1", "j/original"):
        blobs.put(key, b"x")
    assert list(blobs.keys("j/channel_")) == ["j/channel_0", "j/channel_1"]


def test_readers_see_whole_blobs_while_writers_replace_them(blobs: BlobStore) -> None:
    values = [bytes([n]) * 50_000 for n in range(8)]
    blobs.put("a/b", values[0])
    with ThreadPoolExecutor(8) as pool:
        writes = [pool.submit(blobs.put, "a/b", value) for value in values * 5]
        reads = [pool.submit(blobs.get, "a/b") for _ in range(40)]
        assert all(read.result() in values for read in reads)
        assert all(write.result() is None for write in writes)
