"""Uploads over a real socket: refused early, given up, slow, and large."""

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from novapulse.domain.media import MediaInfo
from novapulse.services.home import Home
from tests.api.conftest import key_for
from tests.api.server import serving
from tests.services.house import WAV, believing_probe, make_home

ROOT = Path(__file__).parents[2]
LIMIT = 3_000_000
PART = b'--B\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n'


def head(home: Home, framing: str) -> bytes:
    return (
        "POST /v1/audio/ingest HTTP/1.1\r\nHost: localhost\r\n"
        f"Authorization: {key_for(home)['authorization']}\r\n"
        f"Content-Type: multipart/form-data; boundary=B\r\n{framing}\r\n\r\n"
    ).encode()


def chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def read_answer(connection: socket.socket) -> tuple[int, str]:
    """Status and error code; reads until the answer's body is whole."""
    received = b""
    while not received.endswith(b"}}"):
        data = connection.recv(65536)
        assert data, received
        received += data
    headers, _, body = received.partition(b"\r\n\r\n")
    return int(headers.split()[1]), json.loads(body)["error"]["code"]


def eventually(check: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        if check():
            return True
        time.sleep(0.02)
    return False


def leftovers(home: Home) -> list[Path]:
    return list(home.incoming.iterdir()) if home.incoming.exists() else []


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return make_home(tmp_path, max_upload_bytes=LIMIT)


@pytest.fixture
def port(home: Home) -> Iterator[int]:
    with serving(home) as port:
        yield port


def test_an_endless_upload_is_refused_while_it_is_being_sent(home: Home, port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall(head(home, "Transfer-Encoding: chunked") + chunk(PART))
        for _ in range(LIMIT // 500_000 + 1):
            connection.sendall(chunk(bytes(500_000)))
        assert read_answer(connection) == (413, "file_too_large")
        assert eventually(lambda: leftovers(home) == [])


def test_an_upload_that_announces_too_much_is_refused_before_it_is_sent(
    home: Home, port: int
) -> None:
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall(head(home, f"Content-Length: {10 * LIMIT}"))
        assert read_answer(connection) == (413, "file_too_large")


@pytest.mark.parametrize("refusal", ["size", "key"])
def test_a_client_that_sends_on_after_a_refusal_still_gets_the_answer(
    home: Home, port: int, refusal: str
) -> None:
    header = key_for(home) if refusal == "size" else {}
    answer = httpx.post(
        f"http://127.0.0.1:{port}/v1/audio/ingest",
        files={"file": bytes(20 * LIMIT)},
        headers=header,
        trust_env=False,
    )
    assert answer.status_code == (413 if refusal == "size" else 401)
    assert leftovers(home) == []


def test_an_upload_that_is_given_up_leaves_nothing(home: Home, port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall(head(home, "Content-Length: 2900000") + PART + bytes(2_000_000))
        assert eventually(lambda: len(leftovers(home)) == 1)
        [upload] = leftovers(home)
        assert upload.stat().st_mode & 0o777 == 0o600
    assert eventually(lambda: leftovers(home) == [])
    assert home.jobs.unfinished() == ()


def test_other_requests_are_answered_while_a_recording_is_probed(tmp_path: Path) -> None:
    probing, go_on = threading.Event(), threading.Event()

    def slow_probe(path: Path) -> MediaInfo:
        probing.set()
        assert go_on.wait(10)
        return believing_probe(path)

    home = make_home(tmp_path, probe=slow_probe)
    with serving(home) as port:
        answers: list[int] = []

        def send() -> None:
            answer = httpx.post(
                f"http://127.0.0.1:{port}/v1/audio/ingest",
                files={"file": WAV},
                headers=key_for(home),
                trust_env=False,
                timeout=20,
            )
            answers.append(answer.status_code)

        sender = threading.Thread(target=send)
        sender.start()
        assert probing.wait(5)
        health = httpx.get(f"http://127.0.0.1:{port}/v1/health", trust_env=False)
        assert (health.status_code, answers) == (200, [])
        go_on.set()
        sender.join(10)
        assert answers == [202]


@pytest.mark.slow
def test_a_large_upload_never_sits_in_memory(tmp_path: Path) -> None:
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.api.server", str(tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with server:
        assert server.stdout is not None
        port, _, authorization = server.stdout.readline().strip().partition(" ")
        size, piece = 200 * 1024 * 1024, bytes(1024 * 1024)
        process = psutil.Process(server.pid)
        peaks = [process.memory_info().rss]

        def body() -> Iterator[bytes]:
            yield PART
            for _ in range(size // len(piece)):
                peaks.append(process.memory_info().rss)
                yield piece
            yield b"\r\n--B--\r\n"

        answer = httpx.post(
            f"http://127.0.0.1:{port}/v1/audio/ingest",
            content=body(),
            headers={
                "authorization": authorization,
                "content-type": "multipart/form-data; boundary=B",
            },
            trust_env=False,
            timeout=120,
        )
        peaks.append(process.memory_info().rss)
        server.stdin and server.stdin.close()
    assert answer.status_code == 202
    assert answer.json()["file"]["size_bytes"] == size
    assert max(peaks) - peaks[0] < 30 * 1024 * 1024
