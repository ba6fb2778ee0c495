"""The front: the API as a server of its own, over the AWS home."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from novapulse.domain.keys import SCOPES
from novapulse.handlers import front as application
from novapulse.handlers.front import front
from novapulse.handlers.front_health import healthy
from novapulse.services.keys import create_key
from tests.handlers.house import House
from tools.invoke_memory import memory

MEGABYTE = 1024 * 1024
SAMPLE = Path(__file__).parents[2] / "functions/novapulse/samples/billing_call_mono.ogg"


@contextmanager
def asked(house: House, *, disk_bytes: int | None = None) -> Iterator[TestClient]:
    home = house.ports
    new = create_key(
        tenant="acme", scopes=SCOPES, tenants=home.tenants, keys=home.keys, clock=home.clock
    )
    headers = {"authorization": f"Bearer {new.secret}"}
    with TestClient(front(home, disk_bytes=disk_bytes), headers=headers) as client:
        yield client


def recording() -> bytes:
    """Longer than what a function takes: an Ogg stream followed by what is none."""
    return SAMPLE.read_bytes() + bytes(8 * MEGABYTE)


def test_a_recording_above_what_a_function_takes_reaches_s3(house: House) -> None:
    content = recording()
    with asked(house) as client:
        answer = client.post("/v1/audio/ingest", files={"file": ("call.ogg", content)})
    assert answer.status_code == 202, answer.text
    job_id = answer.json()["job_id"]
    assert house.ports.blobs.get(f"audio/acme/{job_id}/original") == content
    assert not [path for path in house.ports.scratch.rglob("*") if path.is_file()]


def test_bodies_that_do_not_fit_on_the_disk_are_refused_unread(house: House) -> None:
    with asked(house, disk_bytes=MEGABYTE) as client:
        answer = client.post("/v1/audio/ingest", files={"file": ("call.ogg", recording())})
        small = client.get("/v1/jobs")
    assert (answer.status_code, small.status_code) == (503, 200)
    assert answer.json()["error"]["code"] == "service_unavailable"
    assert int(answer.headers["retry-after"]) > 0
    assert answer.headers["cache-control"] == "no-store"


def test_a_body_without_a_length_counts_as_the_longest(house: House) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"x"

    with asked(house, disk_bytes=MEGABYTE) as client:
        headers = {"content-type": "multipart/form-data; boundary=x"}
        answer = client.post("/v1/audio/ingest", content=chunks(), headers=headers)
        again = client.get("/v1/jobs")
    assert (answer.status_code, again.status_code) == (503, 200)


def test_what_was_reserved_is_given_back(house: House) -> None:
    with asked(house, disk_bytes=9 * MEGABYTE) as client:
        for number in (1, 2):
            files = {"file": ("call.ogg", recording() + bytes([number]))}
            assert client.post("/v1/audio/ingest", files=files).status_code == 202


@pytest.mark.slow
def test_an_import_needs_no_settings_and_the_application_says_which_are_missing() -> None:
    code = "import novapulse.handlers.front as front; print('imported', flush=True); front.app"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": "", "AWS_DEFAULT_REGION": "eu-central-1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "imported\n", done.stderr
    assert "NOVAPULSE_AWS_TABLE: is not set" in done.stderr


class Answering(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/v1/health" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Failing(Answering):
    status = 503


@pytest.mark.parametrize(("kind", "fine"), [(Answering, True), (Failing, False)])
def test_its_health_is_that_of_its_server(kind: type[Answering], fine: bool) -> None:
    with HTTPServer(("127.0.0.1", 0), kind) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        assert healthy(server.server_port) is fine


def test_a_server_that_is_not_there_is_not_healthy() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert not healthy(port)


def test_uvicorn_finds_the_application_by_its_name() -> None:
    from uvicorn.importer import import_from_string

    with memory():
        application._application.cache_clear()
        found = import_from_string("novapulse.handlers.front:app")
        assert found is import_from_string("novapulse.handlers.front:app")
        application._application.cache_clear()
    assert callable(found)
