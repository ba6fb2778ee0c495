"""The transcriber's process from its start to its end."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from novapulse.domain.remote import RemoteFailure
from novapulse.speech.remote import TranscribeAnswer
from tests.model_containers.running import PATIENCE, Container, running

pytestmark = pytest.mark.slow


@pytest.fixture
def s3(tmp_path: Path) -> Path:
    """The folder that the process reads as S3, with both holds set."""
    folder = tmp_path / "s3"
    folder.mkdir()
    (folder / "hold-loading").touch()
    (folder / "hold-answers").touch()
    return folder


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.01)


def error_of(container: Container) -> tuple[int, str, str | None]:
    response = container.send(b"")
    error = RemoteFailure.model_validate_json(response.content).error
    return response.status_code, error.code, response.headers.get("retry-after")


def test_it_is_ready_once_the_model_is_loaded_and_has_answered(
    tiny_model: Path, tmp_path: Path, s3: Path
) -> None:
    with running(tmp_path, tiny_model, cpu_threads=1) as container:
        until(lambda: container.ping() is not None)
        assert container.ping() == 503
        assert error_of(container)[:2] == (503, "model_loading")
        (s3 / "hold-loading").unlink()
        container.wait_until_ready()
        assert "ready: transcriber" in container.log


def test_a_request_that_runs_is_answered_before_the_process_ends(
    tiny_model: Path, clip: Path, tmp_path: Path, s3: Path
) -> None:
    (s3 / "hold-loading").unlink()
    with (
        running(tmp_path, tiny_model, cpu_threads=1) as container,
        ThreadPoolExecutor(3) as threads,
    ):
        container.wait_until_ready()
        at_work = threads.submit(container.send, clip.read_bytes(), language="en-US")
        until((s3 / "answering").exists)
        in_line = threads.submit(container.send, clip.read_bytes(), language="en-US")
        stopping = threads.submit(container.stop)
        assert in_line.result().status_code == 503
        assert error_of(container) == (503, "shutting_down", "5")
        assert container.ping() == 503
        assert container.process.poll() is None
        (s3 / "hold-answers").unlink()
        answer = TranscribeAnswer.model_validate_json(at_work.result().content)
        assert answer.audio.duration_seconds == 10
        assert stopping.result() == 0
        assert "Traceback" not in container.log


def test_a_request_that_takes_too_long_does_not_keep_the_process(
    tiny_model: Path, clip: Path, tmp_path: Path, s3: Path
) -> None:
    (s3 / "hold-loading").unlink()
    started = running(tmp_path, tiny_model, cpu_threads=1, drain_seconds=0.2)
    with started as container, ThreadPoolExecutor(1) as threads:
        container.wait_until_ready()
        threads.submit(container.send, clip.read_bytes())
        until((s3 / "answering").exists)
        assert container.stop() == 1


def test_it_stops_while_the_model_is_being_loaded(
    tiny_model: Path, tmp_path: Path, s3: Path
) -> None:
    with running(tmp_path, tiny_model, cpu_threads=1) as container:
        until(lambda: container.ping() == 503)
        assert container.stop() == 0
        assert (s3 / "hold-loading").exists()


def test_a_model_that_cannot_be_loaded_ends_the_process(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with running(tmp_path, tmp_path / "empty") as container:
        assert container.process.wait(PATIENCE) == 1
        assert "config.json" in container.log
