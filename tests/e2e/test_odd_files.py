"""Damaged, empty and mislabelled files: a clear refusal or a finished job, and never a hang."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.e2e.local_server import NOVAPULSE, LocalServer, environment, wait_until_ended

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

REFUSED = {
    "aeneas_mono.invalid.wav": 415,
    "header_only.wav": 400,
    "random_bytes.mp3": 415,
    "sample_rate_zero.wav": 415,
    "text_renamed.wav": 415,
    "truncated_no_moov.mp4": 415,
    "video_no_audio.mp4": 415,
    "zip_renamed.wav": 415,
}
"""The status over HTTP; the command line ends with 2."""
FINISHED = {
    "dtmf_tones_12s.wav": "no_speech",
    "mp3_renamed.wav": None,
    "size_fields_ffffffff.wav": None,
    "truncated.wav": "audio_truncated",
    "truncated_midframe.mp3": "audio_truncated",
    "white_noise_20s.wav": "no_speech",
}
"""With the warning that the job carries."""


@pytest.fixture(scope="module")
def broken(shared_audio: Path) -> Path:
    return shared_audio / "synthetic" / "broken"


def test_every_damaged_file_is_named_here(broken: Path) -> None:
    assert {p.name for p in broken.iterdir()} == {*REFUSED, *FINISHED}


def test_over_http_each_is_refused_or_finished(
    server: LocalServer, broken: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.wav").touch()
    with server.client(server.make_key()) as client:

        def send(path: Path) -> tuple[int, dict[str, object]]:
            with path.open("rb") as content:
                answer = client.post("/v1/audio/ingest", files={"file": (path.name, content)})
            return answer.status_code, answer.json()

        for name, status in REFUSED.items():
            got, body = send(broken / name)
            assert (name, got) == (name, status), body
            assert "error" in body
        assert send(tmp_path / "empty.wav")[0] == 400
        jobs = {}
        for name in FINISHED:
            got, body = send(broken / name)
            assert got == 202, (name, body)
            jobs[name] = str(body["job_id"])
        for name, warning in FINISHED.items():
            end = wait_until_ended(client, jobs[name])
            codes = [w["code"] for w in end.get("warnings", [])]
            assert end["status"] == "completed", (name, end)
            assert warning is None or warning in codes, (name, codes)
    assert "Traceback" not in server.log()


def analyze(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [NOVAPULSE, "analyze", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=environment(),
    )


@pytest.mark.parametrize("name", REFUSED)
def test_the_command_line_refuses_with_a_reason_and_a_next_step(broken: Path, name: str) -> None:
    run = analyze(broken / name, "--json")
    assert run.returncode == 2
    error = json.loads(run.stdout)["error"]
    assert error["code"].startswith("audio_")
    assert len(error["message"]) > 20
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("path", ["/nonexistent.wav", "/dev/null", "/"])
def test_what_is_no_file_is_refused_at_once(path: str) -> None:
    run = analyze(path)
    assert run.returncode == 2
    assert "audio_missing" in run.stderr
    assert run.stdout == ""


def test_a_damaged_file_that_decodes_is_analysed_with_a_warning(broken: Path) -> None:
    run = analyze(broken / "truncated.wav", "--json")
    assert run.returncode == 0, run.stderr
    document = json.loads(run.stdout)
    assert set(document) == {"job", "transcript", "insights", "content", "engine", "timings"}
    assert "audio_truncated" in [w["code"] for w in document["job"]["warnings"]]
    assert document["engine"]["name"] == "sphinx"


def test_a_language_that_the_engine_cannot_do_fails_with_what_would(short_call: Path) -> None:
    run = analyze(short_call, "--language", "nl-NL", "--json")
    assert run.returncode == 2
    error = json.loads(run.stdout)["error"]
    assert error["code"] == "language_not_supported"
    assert "small" in error["message"]
