"""What is S3's own about uploads and blobs: signed URLs, damage on the way, what failed to go."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from botocore.exceptions import ClientError

from novapulse.adapters.aws.s3.blob_store import S3BlobStore
from novapulse.adapters.aws.s3.objects import Bucket
from novapulse.adapters.aws.s3.upload_parts import S3UploadParts
from novapulse.domain.errors import NotFound, StorageUnavailable
from novapulse.domain.upload import Upload
from tests.adapters.aws.cloud import Cloud, OneAtATime
from tests.adapters.make import make_upload
from tests.services.house import NOON, HandClock


@pytest.fixture
def bucket(aws: Cloud) -> Iterator[Bucket]:
    opened = Bucket(OneAtATime(aws.client("s3")), aws.shared_bucket)
    yield opened
    opened.delete([each["Key"] for each in opened.list("")])


@pytest.fixture
def parts(bucket: Bucket, tmp_path: Path) -> S3UploadParts:
    return S3UploadParts(bucket, HandClock(), scratch=tmp_path / "scratch")


@pytest.fixture
def upload() -> Upload:
    return make_upload(sha256=None, expires_at=NOON + timedelta(hours=2))


def send(bucket: Bucket, upload: Upload, number: int, data: bytes) -> None:
    bucket.put(f"staged/acme/{upload.id}/part-{number:05}", data)


def send_all(bucket: Bucket, upload: Upload) -> None:
    for number, size in zip(upload.part_numbers, upload.part_sizes, strict=True):
        send(bucket, upload, number, bytes([number]) * size)


def test_a_parts_url_is_signed_for_its_size_and_until_the_upload_expires(
    parts: S3UploadParts, upload: Upload
) -> None:
    for number, url in enumerate(parts.urls(upload), start=1):
        query = parse_qs(urlsplit(url).query)
        assert query["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
        assert query["X-Amz-SignedHeaders"] == ["content-length;host"]
        assert query["X-Amz-Expires"] == ["7200"]
        assert urlsplit(url).path.endswith(f"/staged/acme/{upload.id}/part-{number:05}")


def test_a_part_of_another_size_is_not_received(
    parts: S3UploadParts, bucket: Bucket, upload: Upload
) -> None:
    send(bucket, upload, 1, bytes(300))
    send(bucket, upload, 2, bytes(299))
    send(bucket, upload, 9, bytes(300))
    assert parts.received(upload) == {1}


@pytest.mark.parametrize("moment", ["get_object", "upload_part_copy"])
def test_a_part_that_is_sent_again_meanwhile_is_read_again(
    parts: S3UploadParts, bucket: Bucket, upload: Upload, moment: str
) -> None:
    send_all(bucket, upload)
    client = bucket.client
    late: list[str] = []

    def resend(name: str, request: dict[str, Any]) -> None:
        if name == moment and not late:
            late.append(name)
            key = f"staged/acme/{upload.id}/part-00003"
            client._client.put_object(Bucket=bucket.name, Key=key, Body=b"z" * 300)
        if name == "upload_part_copy":
            # The stand-in copies whatever is there; S3 does not.
            found = client._client.head_object(**request["CopySource"])
            if found["ETag"] != request["CopySourceIfMatch"]:
                raise ClientError({"Error": {"Code": "PreconditionFailed"}}, name)

    client.before = resend
    parts.assemble(upload)
    copy = parts.copy(upload)
    content = copy.path.read_bytes()
    assert content == b"\1" * 300 + b"\2" * 300 + b"z" * 300 + b"\4" * 100
    assert copy.sha256 == hashlib.sha256(content).hexdigest()


def test_a_part_that_comes_after_the_assembly_changes_nothing(
    parts: S3UploadParts, bucket: Bucket, upload: Upload
) -> None:
    send_all(bucket, upload)
    parts.assemble(upload)
    before = parts.copy(upload)
    send(bucket, upload, 1, b"z" * 300)
    parts.assemble(upload)
    assert parts.copy(upload).sha256 == before.sha256
    assert [each["Key"] for each in bucket.list("staged/")] == [
        f"staged/acme/{upload.id}/recording"
    ]


def test_an_assembly_that_fails_leaves_no_half_recording(
    parts: S3UploadParts, bucket: Bucket, upload: Upload
) -> None:
    send_all(bucket, upload)

    def fail(name: str, request: dict[str, Any]) -> None:
        if name == "complete_multipart_upload":
            answer = {"Error": {"Code": "SlowDown", "Message": ""}}
            raise ClientError(answer, name)

    bucket.client.before = fail
    with pytest.raises(StorageUnavailable):
        parts.assemble(upload)
    assert bucket.client.list_multipart_uploads(Bucket=bucket.name).get("Uploads", []) == []
    with pytest.raises(NotFound):
        parts.copy(upload)
    assert parts.received(upload) == set(upload.part_numbers)


def test_nothing_is_left_in_the_scratch_folder(
    parts: S3UploadParts, bucket: Bucket, upload: Upload, tmp_path: Path
) -> None:
    with pytest.raises(NotFound):
        parts.copy(upload)
    send_all(bucket, upload)
    parts.assemble(upload)
    parts.copy(upload)
    parts.discard(upload)
    assert list((tmp_path / "scratch").iterdir()) == []


def test_an_object_that_stays_does_not_count_as_deleted(bucket: Bucket) -> None:
    blobs = S3BlobStore(bucket)
    blobs.put("a/b", b"x")

    class Refusing:
        def __getattr__(self, name: str) -> Any:
            return getattr(bucket.client, name)

        def delete_objects(self, **request: Any) -> dict[str, Any]:
            return {"Errors": [{"Key": "a/b", "Code": "AccessDenied"}]}

    with pytest.raises(StorageUnavailable):
        S3BlobStore(Bucket(Refusing(), bucket.name)).delete("a/")
    assert blobs.exists("a/b")


def test_a_blob_of_many_megabytes_goes_in_parts_and_comes_back(
    bucket: Bucket, tmp_path: Path
) -> None:
    blobs = S3BlobStore(bucket, scratch=tmp_path)
    content = bytes(range(256)) * 4096 * 17
    with blobs.writer("a/large") as stream:
        for start in range(0, len(content), 1 << 20):
            stream.write(content[start : start + (1 << 20)])
    with blobs.local_path("a/large") as path:
        assert path.read_bytes() == content
    assert "-" in bucket.head("a/large")["ETag"]
    assert list(tmp_path.iterdir()) == []


def test_a_listing_goes_on_from_page_to_page_and_so_does_a_deletion(bucket: Bucket) -> None:
    class Paging:
        """An S3 that lists three at a time."""

        def __getattr__(self, name: str) -> Any:
            return getattr(bucket.client, name)

        def list_objects_v2(self, **request: Any) -> Any:
            return bucket.client.list_objects_v2(**request, MaxKeys=3)

    blobs = S3BlobStore(Bucket(Paging(), bucket.name))
    names = [f"a/{number:02}" for number in range(10)]
    for name in names:
        blobs.put(name, b"x")
    assert list(blobs.keys("a/")) == names
    assert blobs.delete("a/") == 10
    assert list(blobs.keys("")) == []
