"""Size limits by format: to the byte, and before a body is read where its length is announced."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import UNREACHED_LIMITS
from tests.contracts.callcov.caller import (
    ANALYSIS,
    ANALYZE,
    WHO,
    accepted,
    caller,
    details,
    error,
    new_key,
    upload,
)
from tests.contracts.callcov.recordings import BEGINNINGS, probe_by_beginning
from tests.services.house import make_home

MB = 1024 * 1024
LIMITS = {"wav": 100, "flac": 100, "mp3": 50, "m4a": 50, "ogg": 50}
TOO_LARGE = (413, "file_too_large")


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    home = make_home(tmp_path, probe=probe_by_beginning, **UNREACHED_LIMITS)
    return caller(home, new_key(home))


def send(client: TestClient, kind: str, size: int, path: str = ANALYZE) -> Any:
    """As a client streams it: the form is never whole in memory."""
    head = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in WHO.items()
    )
    head += '--b\r\nContent-Disposition: form-data; name="audio_file"; filename="c"\r\n\r\n'

    def body() -> Iterator[bytes]:
        beginning = BEGINNINGS[kind]
        yield head.encode()
        yield beginning
        left = size - len(beginning)
        while left > 0:
            yield bytes(min(left, MB))
            left -= MB
        yield b"\r\n--b--\r\n"

    headers = {"content-type": "multipart/form-data; boundary=b"}
    return client.post(path, content=body(), headers=headers)


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(LIMITS))
def test_no_recording_is_a_byte_larger_than_its_format_may_be(
    client: TestClient, kind: str
) -> None:
    limit = LIMITS[kind]
    refused = send(client, kind, limit * MB + 1)
    assert error(refused) == TOO_LARGE
    assert f"{limit} MB" in refused.json()["error"]["message"]
    assert details(refused)["max_size_mb"] == limit
    assert "retry-after" not in refused.headers


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["wav", "mp3"])
def test_a_recording_may_be_as_large_as_its_format(client: TestClient, kind: str) -> None:
    assert accepted(send(client, kind, LIMITS[kind] * MB))


def test_sixty_megabytes_are_fine_as_wav_and_too_much_as_mp3(client: TestClient) -> None:
    assert accepted(send(client, "wav", 60 * MB))
    assert error(send(client, "mp3", 60 * MB)) == TOO_LARGE


def test_what_announces_too_much_is_refused_unread(client: TestClient) -> None:
    headers = {
        "content-type": "multipart/form-data; boundary=b",
        "content-length": str(102 * MB),
    }

    def body() -> Iterator[bytes]:
        yield b"--b\r\n"

    assert error(client.post(ANALYZE, content=body(), headers=headers)) == TOO_LARGE


@pytest.mark.slow
def test_the_other_family_has_one_limit_above_all_of_these(client: TestClient) -> None:
    assert accepted(send(client, "mp3", 60 * MB, path=ANALYSIS))
    assert accepted(send(client, "wav", 101 * MB, path=ANALYSIS))


def test_a_refusal_says_how_large_it_was_where_that_was_announced(client: TestClient) -> None:
    answer = upload(client, BEGINNINGS["mp3"] + bytes(51 * MB))
    assert error(answer) == TOO_LARGE
    assert 51 <= details(answer)["file_size_mb"] < 52


def test_nothing_stays_of_what_was_refused(client: TestClient, tmp_path: Path) -> None:
    assert error(send(client, "mp3", 51 * MB)) == TOO_LARGE
    left = [p for p in tmp_path.rglob("*") if p.is_file() and p.stat().st_size > MB]
    assert left == []
