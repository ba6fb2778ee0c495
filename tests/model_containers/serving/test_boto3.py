"""The real client against an S3 in memory."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import moto
import pytest

from model_containers.serving.pointers import Pointers, s3_client
from model_containers.serving.settings import ServingSettings
from novapulse.domain.errors import Forbidden, NotFound, StorageUnavailable, TooLarge


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    with moto.mock_aws():
        found: Any = s3_client(ServingSettings())
        found.create_bucket(
            Bucket="calls", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
        )
        found.put_object(Bucket="calls", Key="in/ä b.wav", Body=b"x" * 3_000_000)
        yield found


@pytest.fixture
def pointers(client: Any) -> Pointers:
    return Pointers(client, ("calls", "absent"), ("calls/out", "absent"))


def test_an_object_of_several_chunks_becomes_a_file(pointers: Pointers, tmp_path: Path) -> None:
    path = pointers.fetch("s3://calls/in/ä b.wav", tmp_path / "a", max_bytes=3_000_000)
    assert path.stat().st_size == 3_000_000


def test_an_answer_is_stored_with_its_type(pointers: Pointers, client: Any) -> None:
    pointers.store("s3://calls/out/a.json", b"{}")
    stored = client.get_object(Bucket="calls", Key="out/a.json")
    assert stored["Body"].read() == b"{}"
    assert stored["ContentType"] == "application/json"


def test_what_is_missing_or_too_large_is_told_apart(pointers: Pointers, tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        pointers.fetch("s3://calls/in/ä b.wav", tmp_path / "a", max_bytes=2_999_999)
    for uri in ("s3://calls/in/missing", "s3://absent/a"):
        with pytest.raises(NotFound):
            pointers.fetch(uri, tmp_path / "a", max_bytes=1)
    with pytest.raises(NotFound):
        pointers.store("s3://absent/a", b"{}")


def test_a_role_that_may_not_is_told_so(pointers: Pointers, client: Any, tmp_path: Path) -> None:
    client.put_object(Bucket="calls", Key="cold", Body=b"x", StorageClass="GLACIER")
    with pytest.raises(Forbidden):
        pointers.fetch("s3://calls/cold", tmp_path / "a", max_bytes=1)


def test_an_s3_that_does_not_answer_may_be_asked_again(
    client: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    settings = ServingSettings(s3_endpoint="http://127.0.0.1:1", s3_timeout_seconds=0.2)
    deaf = Pointers(s3_client(settings), ("calls",), ())
    with pytest.raises(StorageUnavailable):
        deaf.fetch("s3://calls/in/ä b.wav", tmp_path / "a", max_bytes=1)
