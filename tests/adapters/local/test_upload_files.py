"""What is the files' own about uploads: what parts and recordings are on the disk."""

import hashlib
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from novapulse.adapters.local.disk import upload_parts
from novapulse.adapters.local.disk.upload_parts import FileUploadParts
from novapulse.adapters.local.disk.url_signer import UrlSigner
from novapulse.domain.errors import Conflict, InvalidRequest, NotFound
from novapulse.domain.upload import Upload
from tests.adapters.make import make_upload

CONTENT = bytes(range(250)) * 4
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "staged"


@pytest.fixture
def parts(root: Path) -> FileUploadParts:
    return FileUploadParts(root, UrlSigner(bytes(32)))


@pytest.fixture(params=[300, None], ids=["in parts", "in one piece"])
def upload(request: pytest.FixtureRequest) -> Upload:
    return make_upload(part_size=request.param, sha256=SHA256)


def take(parts: FileUploadParts, root: Path, upload: Upload, number: int, data: bytes) -> None:
    source = root.parent / f"arrived-{number}"
    source.write_bytes(data)
    source.chmod(0o600)
    parts.take(upload, number, source)
    assert not source.exists()


def take_all(parts: FileUploadParts, root: Path, upload: Upload, content: bytes = CONTENT) -> None:
    parts.begin(upload)
    for number, size in zip(upload.part_numbers, upload.part_sizes, strict=True):
        start = (number - 1) * (upload.part_size or 0)
        take(parts, root, upload, number, content[start : start + size])


def names(root: Path, upload: Upload) -> set[str]:
    return {path.name for path in (root / upload.id).iterdir()}


def test_all_parts_become_one_file(parts: FileUploadParts, root: Path, upload: Upload) -> None:
    take_all(parts, root, upload)
    parts.assemble(upload)
    assert names(root, upload) == {f"recording-{SHA256}"}


def test_a_copy_takes_no_room(parts: FileUploadParts, root: Path, upload: Upload) -> None:
    take_all(parts, root, upload)
    parts.assemble(upload)
    first, second = parts.copy(upload).path, parts.copy(upload).path
    assert first.stat().st_ino == second.stat().st_ino


def test_a_refused_assembly_leaves_only_the_parts(
    parts: FileUploadParts, root: Path, upload: Upload
) -> None:
    take_all(parts, root, upload, CONTENT[::-1])
    before = names(root, upload)
    with pytest.raises(InvalidRequest):
        parts.assemble(upload)
    assert names(root, upload) == before


def test_no_folder_is_left_by_a_discard_nor_comes_back(
    parts: FileUploadParts, root: Path, upload: Upload
) -> None:
    take_all(parts, root, upload)
    parts.discard(upload)
    with pytest.raises(NotFound):
        take(parts, root, upload, 1, b"late")
    assert list(root.iterdir()) == []


def test_assemblies_at_once_leave_one_file(
    parts: FileUploadParts, root: Path, upload: Upload
) -> None:
    take_all(parts, root, upload)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: parts.assemble(upload), range(32)))
    assert names(root, upload) == {f"recording-{SHA256}"}


def test_what_a_killed_assembly_left_behind_does_no_harm(
    parts: FileUploadParts, root: Path, upload: Upload
) -> None:
    take_all(parts, root, upload)
    (root / upload.id / upload_parts.ASSEMBLING).write_bytes(bytes(5000))
    parts.assemble(upload)
    assert parts.copy(upload).path.read_bytes() == CONTENT


def test_parts_that_a_killed_assembly_left_beside_the_recording_go(
    parts: FileUploadParts, root: Path, upload: Upload
) -> None:
    take_all(parts, root, upload)
    parts.assemble(upload)
    (root / upload.id / "part-00001").write_bytes(b"left")
    parts.assemble(upload)
    assert names(root, upload) == {f"recording-{SHA256}"}


def test_a_part_is_refused_once_the_recording_is_there(
    parts: FileUploadParts, root: Path, upload: Upload
) -> None:
    take_all(parts, root, upload)
    parts.assemble(upload)
    late = root.parent / "late"
    late.write_bytes(b"x")
    with pytest.raises(Conflict) as caught:
        parts.take(upload, 1, late)
    assert caught.value.code == "upload_completed"
    assert names(root, upload) == {f"recording-{SHA256}"}


def test_folders_are_their_owners_alone(parts: FileUploadParts, root: Path, upload: Upload) -> None:
    parts.begin(upload)
    assert stat.S_IMODE(root.stat().st_mode) == 0o700
    assert stat.S_IMODE((root / upload.id).stat().st_mode) == 0o700


def test_urls_are_relative_to_the_servers_root(parts: FileUploadParts) -> None:
    upload = make_upload()
    urls = parts.urls(upload)
    assert [url.partition("?")[0] for url in urls] == [
        f"v1/audio/uploads/{upload.id}/parts/{number}" for number in (1, 2, 3, 4)
    ]
    assert len(set(urls)) == 4
