"""Bodies that are none, too little, or far too much: refused in time, by a message, and kept
nowhere."""

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.e2e.local_server import LocalServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

MB = 1024 * 1024
SECONDS = 60.0
GROWTH = 100 * MB
PATHS = (
    "/oauth2/token:generate",
    "/v1/process/audio",
    "/v1/process/audio/url",
    "/v1/process/video",
    "/v1/process/video/url",
    "/v1/process/text",
    "/v1/manage/trackers",
)
WAV = b"RIFF\xff\xff\xff\x7fWAVEfmt "


def noise(beginning: bytes = b"") -> Iterator[bytes]:
    """100 MB, of unknown length to the server."""
    piece = random.Random(1).randbytes(MB)
    yield beginning
    for _ in range(100):
        yield piece


BODIES: dict[str, Callable[[], bytes | Iterator[bytes]]] = {
    "nothing": lambda: b"",
    "a byte": lambda: b"x",
    "noise": noise,
    "noise that begins as a recording does": lambda: noise(WAV),
    "noise that begins as JSON does": lambda: noise(b'{"messages": ['),
}


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("symbl") / "data"


@pytest.fixture(scope="module")
def server(data_dir: Path) -> Iterator[LocalServer]:
    server = LocalServer(data_dir)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def client(server: LocalServer) -> Iterator[httpx.Client]:
    """Its secret stands for a token."""
    _, secret = server.make_app()
    with httpx.Client(
        base_url=server.address, headers={"x-api-key": secret}, timeout=SECONDS
    ) as client:
        yield client


@pytest.mark.parametrize("path", PATHS)
def test_what_is_no_submission_is_refused_in_time(
    server: LocalServer, client: httpx.Client, path: str
) -> None:
    before = server.memory_bytes()
    for name, body in BODIES.items():
        began = time.monotonic()
        answer = client.post(path, content=body())
        assert time.monotonic() - began < SECONDS
        assert answer.status_code in (400, 413), (name, answer.text)
        assert answer.json()["message"]
    assert server.memory_bytes() - before < GROWTH


def test_nothing_is_left_of_it(client: httpx.Client, data_dir: Path) -> None:
    for body in BODIES.values():
        client.post("/v1/process/audio", content=body())
    assert client.get("/v1/conversations?limit=100").json() == {"conversations": []}
    assert [path for path in (data_dir / "incoming").rglob("*") if path.is_file()] == []
