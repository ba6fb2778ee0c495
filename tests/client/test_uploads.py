"""Large recordings: in parts, resumed, and never whole in memory."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from novapulse import client as novapulse
from novapulse.client import NovaPulse, Retries
from novapulse.services.home import Home
from tests.services.house import WAV

LARGE = WAV + os.urandom(250_000)
"""Three parts."""


class Failing(httpx.HTTPTransport):
    """Breaks the connection of each PUT whose number is in ``broken``, from 1."""

    def __init__(self, *broken: int) -> None:
        super().__init__()
        self.broken = broken
        self.requests: list[tuple[str, str]] = []
        self.keys: list[bool] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append((request.method, request.url.path))
        self.keys.append("authorization" in request.headers)
        if request.method == "PUT" and self.puts in self.broken:
            raise httpx.WriteError("gone")
        return super().handle_request(request)

    @property
    def puts(self) -> int:
        return sum(method == "PUT" for method, _ in self.requests)


def client_of(address: str, key: str, transport: Failing, *, most: int = 4) -> NovaPulse:
    retries = Retries(most=most, sleep=lambda _: None)
    return NovaPulse(address, key, retries=retries, in_one_request_bytes=1000, transport=transport)


def stored(home: Home, job_id: str) -> bytes:
    with home.blobs.local_path(home.jobs.get("acme", job_id).audio_key) as path:
        return path.read_bytes()


def test_a_large_recording_goes_in_parts_and_arrives_whole(
    address: str, key: str, home: Home
) -> None:
    told: list[tuple[int, int]] = []
    transport = Failing()
    with client_of(address, key, transport) as client:
        accepted = client.submit(
            LARGE,
            name="call.wav",
            metadata={"a": 1},
            on_progress=lambda sent, total: told.append((sent, total)),
        )
    assert transport.puts == 3
    assert stored(home, accepted.job_id) == LARGE
    assert home.jobs.get("acme", accepted.job_id).options.metadata == {"a": 1}
    assert told == [(100_000, len(LARGE)), (200_000, len(LARGE)), (len(LARGE), len(LARGE))]


def test_one_of_medium_size_goes_in_one_piece(address: str, key: str, home: Home) -> None:
    transport = Failing()
    with client_of(address, key, transport) as client:
        accepted = client.submit(WAV + bytes(50_000))
    assert transport.puts == 1
    assert stored(home, accepted.job_id) == WAV + bytes(50_000)


def test_a_part_that_broke_is_sent_again_alone(address: str, key: str, home: Home) -> None:
    transport = Failing(2)
    with client_of(address, key, transport) as client:
        accepted = client.submit(LARGE)
    assert transport.puts == 4
    assert stored(home, accepted.job_id) == LARGE


def test_the_key_goes_to_no_part_url(address: str, key: str) -> None:
    transport = Failing()
    with client_of(address, key, transport) as client:
        client.submit(LARGE)
    sent_with_key = {
        method: had for (method, _), had in zip(transport.requests, transport.keys, strict=True)
    }
    assert sent_with_key == {"POST": True, "PUT": False}


def test_an_interrupted_upload_goes_on_where_it_was(address: str, key: str, home: Home) -> None:
    with (
        client_of(address, key, Failing(3), most=0) as client,
        pytest.raises(novapulse.UploadInterrupted) as interrupted,
    ):
        client.submit(LARGE)
    assert interrupted.value.upload_id in interrupted.value.message
    transport = Failing()
    with client_of(address, key, transport) as client:
        accepted = client.submit(LARGE, upload=interrupted.value.upload_id)
    assert transport.puts == 1
    assert stored(home, accepted.job_id) == LARGE


def test_an_upload_whose_job_was_not_made_goes_on_too(address: str, key: str, home: Home) -> None:
    class NoJob(Failing):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.path == "/v1/audio/ingest":
                raise httpx.ConnectError("gone")
            return super().handle_request(request)

    with (
        client_of(address, key, NoJob(), most=0) as client,
        pytest.raises(novapulse.UploadInterrupted) as interrupted,
    ):
        client.submit(LARGE)
    transport = Failing()
    with client_of(address, key, transport) as client:
        accepted = client.submit(LARGE, upload=interrupted.value.upload_id)
    assert transport.puts == 0
    assert stored(home, accepted.job_id) == LARGE


def test_another_file_does_not_go_on_with_an_upload(address: str, key: str) -> None:
    with (
        client_of(address, key, Failing(1), most=0) as client,
        pytest.raises(novapulse.UploadInterrupted) as interrupted,
    ):
        client.submit(LARGE)
    with (
        client_of(address, key, Failing()) as client,
        pytest.raises(novapulse.RecordingUnreadable, match="bytes"),
    ):
        client.submit(LARGE + b"more", upload=interrupted.value.upload_id)


def test_what_one_request_cannot_carry_goes_in_parts(address: str, key: str, home: Home) -> None:
    class SmallDoor(Failing):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            if "multipart" in request.headers.get("content-type", ""):
                error = {"code": "file_too_large", "message": "see uploads", "status": 413}
                return httpx.Response(413, json={"error": error})
            return super().handle_request(request)

    retries = Retries(sleep=lambda _: None)
    with NovaPulse(address, key, retries=retries, transport=SmallDoor()) as client:
        assert stored(home, client.submit(LARGE).job_id) == LARGE


@pytest.fixture
def other_server(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """One in a process of its own, so that its memory is not counted."""
    command = [sys.executable, "-m", "tests.api.server", str(tmp_path / "other")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        port, _, key = process.stdout.readline().split()
        yield f"http://127.0.0.1:{port}", key
        process.kill()


@pytest.mark.slow
@pytest.mark.parametrize("in_one_request_bytes", [10**9, 1000], ids=["one request", "parts"])
def test_memory_does_not_grow_with_the_recording(
    other_server: tuple[str, str], tmp_path: Path, in_one_request_bytes: int
) -> None:
    size = 200 * 1024 * 1024
    file = tmp_path / "large.wav"
    with file.open("wb") as out:
        out.truncate(size)
    peak = 0
    start = psutil.Process().memory_info().rss

    def watch(_sent: int, _total: int) -> None:
        nonlocal peak
        peak = max(peak, psutil.Process().memory_info().rss)

    with NovaPulse(*other_server, in_one_request_bytes=in_one_request_bytes) as client:
        assert client.submit(file, on_progress=watch).file.size_bytes == size
    assert peak - start < 30 * 1024 * 1024
