"""Recordings that are put into a folder of the running server, and what comes back there."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from novapulse.client import NovaPulse
from tests.e2e.local_server import LocalServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

SETTLED_SECONDS = 5.0


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    return tmp_path / "drop"


@pytest.fixture
def watching(tmp_path: Path, drop: Path) -> Iterator[LocalServer]:
    server = LocalServer(tmp_path / "data", "--drop-dir", str(drop))
    server.start()
    (drop / "acme").mkdir()
    yield server
    server.stop()


def wait_for(condition: Callable[[], object], within: float = 240.0) -> None:
    until = time.monotonic() + within
    while not condition():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.2)


def results(drop: Path) -> list[Path]:
    """Whole pairs: the subtitles are written last."""
    return [path.with_suffix(".json") for path in (drop / "acme").glob("job_*.srt")]


def test_a_call_comes_back_as_a_document_and_subtitles_and_a_bad_one_is_put_aside(
    watching: LocalServer, drop: Path, stereo_opening: Path
) -> None:
    folder = drop / "acme"
    (folder / "call.json").write_text('{"metadata": {"queue": "billing"}, "language": "en-GB"}')
    shutil.copy(stereo_opening, folder / "call.wav")
    (folder / "notes.txt").write_text("no recording")
    wait_for(lambda: results(drop))
    (result,) = results(drop)
    document = json.loads(result.read_text())
    assert list(document) == ["job", "transcript", "insights", "content", "engine", "timings"]
    assert document["job"]["job_id"] == result.stem
    assert document["job"]["metadata"] == {"queue": "billing"}
    assert {s["speaker"] for s in document["transcript"]["segments"]} == {"Agent", "Customer"}
    assert document["insights"]["summary"]
    assert "transcribe" in document["timings"]
    assert "Agent: " in result.with_suffix(".srt").read_text()
    assert (folder / "call.wav").exists()
    reason = json.loads((folder / "failed" / "notes.txt.error.json").read_text())
    assert reason["error"]["code"] == "unsupported_media_type"
    assert (folder / "failed" / "notes.txt").read_text() == "no recording"
    assert str(drop) in watching.log()


def test_kills_at_any_moment_make_one_job_of_each_recording(
    watching: LocalServer, drop: Path, short_call: Path
) -> None:
    for number, pause in enumerate((2.2, 3.2, 4.0)):
        # Content of its own, so that nothing but the file itself tells it from the others.
        file = drop / "acme" / f"call {number}.wav"
        file.write_bytes(short_call.read_bytes() + bytes(2 * number))
        time.sleep(pause)
        watching.kill()
        watching.start()
    wait_for(lambda: len(results(drop)) == 3)
    time.sleep(SETTLED_SECONDS)
    with NovaPulse(watching.address, watching.make_key()) as client:
        names = sorted(job.file.name for job in client.jobs())
    assert names == ["call 0.wav", "call 1.wav", "call 2.wav"]
    assert len(results(drop)) == 3
    assert not (drop / "acme" / "failed").exists()


def test_ctrl_c_ends_the_server_within_seconds_while_events_are_followed(
    watching: LocalServer,
) -> None:
    with (
        NovaPulse(watching.address, watching.make_key()) as client,
        client._connection.stream("GET", "/v1/events"),
    ):
        before = time.monotonic()
        watching.stop()
        assert time.monotonic() - before < 10
    assert "Traceback" not in watching.log()
