"""model.tar.gz: SageMaker's layout, hashes that hold, the same bytes each time."""

import io
import os
import tarfile
from pathlib import Path

import pytest

from model_containers.publish.archive import open_artifact, pack
from model_containers.publish.manifest import MANIFEST_NAME, Manifest
from novapulse.domain.errors import InvalidRequest
from tests.model_containers.publish.folders import make_artifact, make_folder


def test_the_weights_lie_at_the_root_behind_the_manifest(tmp_path: Path) -> None:
    artifact = make_artifact(tmp_path)

    with tarfile.open(artifact.path) as archive:
        members = archive.getmembers()
    assert [member.name for member in members] == [
        MANIFEST_NAME,
        "config.json",
        "model.bin",
        "vocabulary.json",
    ]
    assert {(member.uid, member.mode, member.mtime) for member in members} == {(0, 0o644, 0)}


def test_a_second_packing_of_the_same_weights_has_the_same_hash(tmp_path: Path) -> None:
    first = make_artifact(tmp_path / "first")
    folder = make_folder(tmp_path / "second")
    os.utime(folder / "config.json", (1, 1))
    second = pack(
        folder,
        tmp_path / "again.tar.gz",
        container="transcriber",
        model="large-v3-turbo",
        source="a test",
    )

    assert second.sha256 == first.sha256


def test_a_manifest_among_the_weights_is_not_packed_twice(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "weights")
    (folder / MANIFEST_NAME).write_text("{}")
    artifact = pack(folder, tmp_path / "m.tar.gz", container="diarizer", model="community-1")

    assert MANIFEST_NAME not in {file.path for file in artifact.manifest.files}
    assert open_artifact(artifact.path).manifest == artifact.manifest


def test_what_was_packed_opens_with_the_same_manifest_and_hash(tmp_path: Path) -> None:
    artifact = make_artifact(tmp_path)

    assert open_artifact(artifact.path) == artifact


def test_refused_weights_leave_no_archive(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "weights")
    (folder / "run.sh").write_text("")
    with pytest.raises(InvalidRequest):
        pack(folder, tmp_path / "m.tar.gz", container="transcriber", model="x")

    assert not list(tmp_path.glob("m.tar.gz*"))


def _rewrite(path: Path, into: Path, change: dict[str, bytes]) -> Path:
    """A copy of the archive with other contents for the members that ``change`` names."""
    with tarfile.open(path) as old, tarfile.open(into, "w:gz") as new:
        for member in old:
            stream = old.extractfile(member)
            assert stream is not None
            content = change.get(member.name, stream.read())
            member.size = len(content)
            new.addfile(member, io.BytesIO(content))
    return into


def test_a_changed_file_is_named(tmp_path: Path) -> None:
    artifact = make_artifact(tmp_path)
    changed = _rewrite(artifact.path, tmp_path / "x.tar.gz", {"config.json": b"[]"})
    with pytest.raises(InvalidRequest, match=r"config\.json is not as its manifest says"):
        open_artifact(changed)


def test_a_file_that_the_manifest_does_not_name_is_named(tmp_path: Path) -> None:
    artifact = make_artifact(tmp_path)
    less = artifact.manifest.model_copy(update={"files": artifact.manifest.files[1:]})
    changed = _rewrite(
        artifact.path, tmp_path / "x.tar.gz", {MANIFEST_NAME: less.model_dump_json().encode()}
    )
    with pytest.raises(InvalidRequest, match=r"config\.json"):
        open_artifact(changed)


@pytest.mark.parametrize("content", [b"", b"text", b"\x1f\x8b\x08\x00"])
def test_a_file_that_is_no_artifact_says_how_to_make_one(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.tar.gz"
    path.write_bytes(content)
    with pytest.raises(InvalidRequest, match="Make one with `pack`"):
        open_artifact(path)


def test_an_archive_without_a_manifest_is_no_artifact(tmp_path: Path) -> None:
    path = tmp_path / "model.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.add(make_folder(tmp_path / "w") / "config.json", "config.json")
    with pytest.raises(InvalidRequest, match="first entry"):
        open_artifact(path)


def test_a_manifest_reads_itself_back() -> None:
    text = '{"container": "sentiment", "model": "m", "files": [{"path": "a", "size": 1, "sha256": "'
    manifest = Manifest.model_validate_json(text + "0" * 64 + '"}]}')

    assert Manifest.model_validate_json(manifest.model_dump_json()) == manifest
