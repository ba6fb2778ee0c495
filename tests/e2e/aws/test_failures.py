"""Calls that cannot be processed: they end as failed, and whoever is to be told is."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import httpx
import pytest

from tests.e2e.aws.caller import Bus, submit, upload, webhook_of
from tests.e2e.aws.home import AwsHome
from tests.e2e.local_server import Receiver

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

TENANT = "contoso"


@pytest.fixture(scope="module")
def caller(home: AwsHome) -> Iterator[httpx.Client]:
    with home.caller(home.make_key(TENANT)) as caller:
        yield caller


@pytest.fixture
def rubbish_url() -> Iterator[str]:
    """Where something lies that is no recording."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "audio/wav")
            self.end_headers()
            self.wfile.write(b"RIFF, but nothing of it is sound" * 40)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/call.wav"
        server.shutdown()


def test_what_is_no_recording_fails_with_its_code(
    home: AwsHome, bus: Bus, receiver: Receiver, caller: httpx.Client, rubbish_url: str
) -> None:
    job = submit(caller, audio_url=rubbish_url, webhook_url=receiver.url)
    _check_failed(home, bus, receiver, home.wait_until_ended(caller, job), "unsupported_media_type")


def test_what_an_endpoint_refuses_fails_with_the_code_of_its_container(
    home: AwsHome, bus: Bus, receiver: Receiver, caller: httpx.Client, stereo_clip: bytes
) -> None:
    """By the topic of errors: the engine of these tests knows English alone."""
    asked = {"language": "de-DE", "webhook_url": receiver.url}
    job = submit(caller, upload_id=upload(caller, stereo_clip), **asked)
    end = home.wait_until_ended(caller, job)
    _check_failed(home, bus, receiver, end, "language_not_supported")


def _check_failed(
    home: AwsHome, bus: Bus, receiver: Receiver, end: dict[str, Any], code: str
) -> None:
    job = end["job_id"]
    assert (end["status"], end.get("error", {}).get("code")) == ("failed", code), home.report(job)
    assert end["error"]["message"]
    webhook = json.loads(webhook_of(receiver, home, job)[1])
    assert (webhook["event"], webhook["error"]["code"]) == ("job.failed", code)
    assert bus.event(job, "job.failed", queue="example")["detail"]["error"]["code"] == code
