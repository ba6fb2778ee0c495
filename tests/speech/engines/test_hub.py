import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from novapulse.domain.errors import EngineUnavailable
from novapulse.speech.engines import hub
from novapulse.speech.engines.hub import HuggingFaceHub, repository


@pytest.fixture
def black_hole() -> Iterator[str]:
    """Takes connections and never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest.fixture(params=[200, 403])
def answering(request: pytest.FixtureRequest) -> Iterator[tuple[str, int]]:
    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(request.param)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", request.param
    server.shutdown()
    server.server_close()


def test_a_hub_that_never_answers_costs_the_timeout_and_no_more(black_hole: str) -> None:
    start = time.monotonic()
    assert not HuggingFaceHub(black_hole).answers(0.5)
    assert time.monotonic() - start < 1.0


def test_a_name_lookup_that_hangs_costs_the_timeout_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(endpoint: str | None, timeout: float) -> bool:
        time.sleep(3)
        return True

    monkeypatch.setattr(hub, "_responds", hang)
    start = time.monotonic()
    assert not HuggingFaceHub().answers(0.2)
    assert time.monotonic() - start < 0.7


def test_a_closed_port_is_no_answer() -> None:
    assert not HuggingFaceHub("http://127.0.0.1:1").answers(3.0)


def test_a_hub_answers_if_it_replies_without_an_error(answering: tuple[str, int]) -> None:
    endpoint, status = answering
    assert HuggingFaceHub(endpoint).answers(3.0) == (status == 200)


def test_a_model_that_was_never_downloaded_is_not_cached() -> None:
    assert HuggingFaceHub().cached("nobody/has-this-model") is None


def test_a_download_that_fails_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable) as failed:
        HuggingFaceHub("http://127.0.0.1:1").download("nobody/has-this-model")
    assert "nobody/has-this-model" in failed.value.message
    assert "whisper_model" in failed.value.message


def test_sizes_stand_for_the_usual_conversions() -> None:
    assert repository("small.en") == "Systran/faster-whisper-small.en"
    assert repository("someone/model") == "someone/model"
