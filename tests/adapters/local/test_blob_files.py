"""What is the files' own about blobs: folders, modes, what killed writers leave."""

import stat
from pathlib import Path

import pytest

from novapulse.adapters.local.disk.blob_store import FileBlobStore


@pytest.fixture
def blobs(tmp_path: Path) -> FileBlobStore:
    return FileBlobStore(tmp_path / "blobs")


def test_a_writer_that_fails_leaves_no_file(tmp_path: Path, blobs: FileBlobStore) -> None:
    blobs.put("a/b", b"old")
    with pytest.raises(RuntimeError), blobs.writer("a/b") as stream:
        stream.write(b"half")
        raise RuntimeError
    assert [p.name for p in (tmp_path / "blobs/a").iterdir()] == ["b"]


def test_a_folder_goes_with_its_last_blob(tmp_path: Path, blobs: FileBlobStore) -> None:
    for key in ("acme/job_1/a", "acme/job_12/a"):
        blobs.put(key, b"x")
    blobs.delete("acme/job_1/")
    assert not (tmp_path / "blobs/acme/job_1").exists()


def test_what_a_killed_writer_left_can_be_removed(tmp_path: Path, blobs: FileBlobStore) -> None:
    blobs.put("a/b", b"x")
    (tmp_path / "blobs/a/.tmp-12").write_bytes(b"half")
    assert blobs.remove_unfinished() == 1
    assert list(blobs.keys("")) == ["a/b"]


def test_files_are_their_owners_alone(tmp_path: Path, blobs: FileBlobStore) -> None:
    blobs.put("a/b", b"x")
    assert stat.S_IMODE((tmp_path / "blobs/a/b").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "blobs/a").stat().st_mode) == 0o700


def test_deleting_a_folder_takes_what_a_killed_writer_had_begun(
    tmp_path: Path, blobs: FileBlobStore
) -> None:
    blobs.put("acme/job_1/a", b"x")
    (tmp_path / "blobs/acme/job_1/.tmp-12").write_bytes(b"half a call")
    assert blobs.delete("acme/job_1/") == 1
    assert not (tmp_path / "blobs/acme").exists()
