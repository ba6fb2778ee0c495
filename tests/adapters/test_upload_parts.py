import hashlib
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from novapulse.domain.errors import InvalidRequest, NotFound
from novapulse.domain.upload import Upload
from novapulse.ports import UploadParts
from tests.adapters.homes import Storage
from tests.adapters.make import make_upload

CONTENT = bytes(range(250)) * 4
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def parts(storage: Storage) -> UploadParts:
    return storage.upload_parts


@pytest.fixture(params=[300, None], ids=["in parts", "in one piece"])
def upload(request: pytest.FixtureRequest) -> Upload:
    return make_upload(part_size=request.param, sha256=SHA256)


def send_all(storage: Storage, upload: Upload, content: bytes = CONTENT) -> None:
    storage.upload_parts.begin(upload)
    for number, size in zip(upload.part_numbers, upload.part_sizes, strict=True):
        start = (number - 1) * (upload.part_size or 0)
        storage.send(upload, number, content[start : start + size])


def test_all_parts_in_order_are_the_recording(
    storage: Storage, parts: UploadParts, upload: Upload
) -> None:
    send_all(storage, upload)
    assert parts.received(upload) == frozenset(upload.part_numbers)
    parts.assemble(upload)
    copy = parts.copy(upload)
    assert (copy.path.read_bytes(), copy.sha256) == (CONTENT, SHA256)
    assert stat.S_IMODE(copy.path.stat().st_mode) == 0o600


def test_parts_are_counted_as_they_come_in_any_order(storage: Storage, parts: UploadParts) -> None:
    upload = make_upload(sha256=SHA256)
    parts.begin(upload)
    assert parts.received(upload) == frozenset()
    for number, data in ((4, CONTENT[900:]), (2, CONTENT[300:600])):
        storage.send(upload, number, data)
    assert parts.received(upload) == {2, 4}


def test_all_parts_count_as_received_once_they_are_assembled(
    storage: Storage, parts: UploadParts, upload: Upload
) -> None:
    send_all(storage, upload)
    for _ in range(2):
        parts.assemble(upload)
    assert parts.received(upload) == frozenset(upload.part_numbers)


def test_a_copy_may_be_moved_away(
    storage: Storage, parts: UploadParts, upload: Upload, tmp_path: Path
) -> None:
    send_all(storage, upload)
    parts.assemble(upload)
    first = parts.copy(upload).path.rename(tmp_path / "taken")
    second = parts.copy(upload).path
    parts.discard(upload)
    assert first.read_bytes() == CONTENT
    assert not second.exists()


def test_other_content_than_announced_is_refused_and_may_be_sent_again(
    storage: Storage, parts: UploadParts, upload: Upload
) -> None:
    send_all(storage, upload, CONTENT[::-1])
    with pytest.raises(InvalidRequest, match=r"^sha256: "):
        parts.assemble(upload)
    with pytest.raises(NotFound):
        parts.copy(upload)
    send_all(storage, upload)
    parts.assemble(upload)
    assert parts.copy(upload).path.read_bytes() == CONTENT


def test_one_damaged_part_is_sent_again_and_no_other(storage: Storage, parts: UploadParts) -> None:
    upload = make_upload(sha256=SHA256)
    send_all(storage, upload)
    storage.send(upload, 2, bytes(300))
    with pytest.raises(InvalidRequest):
        parts.assemble(upload)
    storage.send(upload, 2, CONTENT[300:600])
    parts.assemble(upload)
    assert parts.copy(upload).sha256 == SHA256


def test_nothing_comes_back_after_a_discard(
    storage: Storage, parts: UploadParts, upload: Upload
) -> None:
    send_all(storage, upload)
    parts.discard(upload)
    parts.discard(upload)
    for action in (parts.assemble, parts.copy):
        with pytest.raises(NotFound) as caught:
            action(upload)
        assert caught.value.code == "upload_not_found"
    assert parts.received(upload) == frozenset()


def test_assemblies_at_once_make_one_recording(
    storage: Storage, parts: UploadParts, upload: Upload
) -> None:
    send_all(storage, upload)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: parts.assemble(upload), range(32)))
    assert parts.copy(upload).path.read_bytes() == CONTENT


def test_every_part_has_its_own_url(parts: UploadParts) -> None:
    upload = make_upload()
    urls = parts.urls(upload)
    assert len(set(urls)) == len(upload.part_numbers) == 4
