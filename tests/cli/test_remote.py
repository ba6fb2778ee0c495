"""The command line against a real server."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from novapulse.cli.app import app
from novapulse.client import ConnectionFailed, NovaPulse
from tests.cli.conftest import Remote
from tests.services.house import WAV

NOVAPULSE = Path(sys.executable).with_name("novapulse")


@pytest.fixture
def call(tmp_path: Path) -> str:
    file = tmp_path / "call [1].wav"
    file.write_bytes(WAV)
    return str(file)


def test_a_recording_is_analysed_by_the_server_and_reported(remote: Remote, call: str) -> None:
    done = remote.run("analyze", call)
    assert done.exit_code == 0, done.stderr
    for part in ("call [1].wav", "[NAME]", "Sentiment", "Customer was charged twice. [2]"):
        assert part in done.stdout
    assert "6:29" in done.stderr


def test_the_json_document_is_the_one_of_this_machine(remote: Remote, call: str) -> None:
    done = remote.run("analyze", call, "--json", "--pipeline", "transcription")
    document = json.loads(done.stdout)
    assert list(document) == ["job", "transcript", "insights", "content", "engine", "timings"]
    assert document["job"]["pipeline"] == "transcription"
    assert document["insights"] is None
    assert document["transcript"]["engine"] == document["engine"]


@pytest.mark.parametrize(("options", "given"), [((), False), (("--language", "en-US"), True)])
def test_the_server_is_told_no_language_that_nobody_named(
    remote: Remote, call: str, options: tuple[str, ...], given: bool
) -> None:
    remote.run("analyze", call, *options)
    assert remote.home.jobs.get("acme", remote.only_job()).options.language_given is given


def test_url_and_key_come_from_the_environment_too(
    remote: Remote, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOVAPULSE_URL", remote.address)
    monkeypatch.setenv("NOVAPULSE_API_KEY", remote.key)
    done = CliRunner().invoke(app, ["analyze", call, "--json"])
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["job"]["status"] == "completed"


def test_a_missing_key_is_said_with_a_next_step(remote: Remote, call: str) -> None:
    done = CliRunner().invoke(app, ["analyze", call, "--url", remote.address])
    assert done.exit_code == 2
    assert "missing_api_key" in done.stderr
    assert "NOVAPULSE_API_KEY" in done.stderr


def test_a_server_and_a_data_directory_do_not_go_together(remote: Remote, call: str) -> None:
    done = remote.run("analyze", call, "--data-dir", "anywhere")
    assert done.exit_code == 2
    assert "--data-dir" in done.stderr


def test_a_job_that_fails_is_a_failure_with_its_code(remote: Remote, call: str) -> None:
    remote.runner.does = "fail"
    done = remote.run("analyze", call, "--json")
    assert done.exit_code == 2
    error = {"code": "no_speech", "message": "Nobody spoke."}
    assert json.loads(done.stdout) == {"error": error}


@pytest.mark.parametrize(
    ("content", "code"), [(None, "audio_missing"), (b"junk", "unsupported_media_type")]
)
def test_what_is_refused_ends_with_2(
    remote: Remote, tmp_path: Path, content: bytes | None, code: str
) -> None:
    file = tmp_path / "bad.wav"
    if content is not None:
        file.write_bytes(content)
    done = remote.run("analyze", str(file))
    assert done.exit_code == 2
    assert code in done.stderr


def test_a_server_that_is_not_there_ends_with_1_and_a_next_step(
    call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("novapulse.client.retries.FIRST_WAIT_SECONDS", 0.0)
    options = ["--url", "http://127.0.0.1:9", "--key", "nvp_live_x"]
    done = CliRunner().invoke(app, ["analyze", call, *options])
    assert done.exit_code == 1
    assert "connection_failed" in done.stderr
    assert "Next:" in done.stderr
    assert "nvp_live_x" not in done.stderr


def test_who_loses_the_server_is_told_where_the_result_will_be(
    remote: Remote, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise ConnectionFailed("connection_failed", "gone")

    monkeypatch.setattr(NovaPulse, "wait", gone)
    done = remote.run("analyze", call)
    assert done.exit_code == 1
    assert f"novapulse jobs show {remote.only_job()}" in " ".join(done.stderr.split())


@pytest.fixture
def ctrl_c_is_heard() -> Iterator[None]:
    """A shell has what it runs in the background ignore Ctrl-C, and all that this runs as well."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.slow
@pytest.mark.usefixtures("ctrl_c_is_heard")
def test_ctrl_c_says_that_the_job_goes_on(remote: Remote, call: str) -> None:
    remote.runner.does = "nothing"
    environment = os.environ | {
        "NOVAPULSE_URL": remote.address,
        "NOVAPULSE_API_KEY": remote.key,
    }
    with subprocess.Popen(
        [NOVAPULSE, "analyze", call], stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        until = time.monotonic() + 30
        while not json.loads(remote.run("jobs", "list", "--json").stdout):
            assert time.monotonic() < until
            time.sleep(0.1)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=10)
    assert process.returncode == 130
    assert f"novapulse jobs show {remote.only_job()}" in " ".join(told.split())
    assert "Traceback" not in told


def test_jobs_are_listed_as_a_table_and_as_json(remote: Remote, call: str) -> None:
    assert "No jobs." in remote.run("jobs", "list").stdout
    remote.run("analyze", call)
    assert remote.only_job() in remote.run("jobs", "list").stdout
    for options, count in (
        (("--status", "completed"), 1),
        (("--status", "failed"), 0),
        (("--metadata", "queue=billing"), 0),
    ):
        assert len(json.loads(remote.run("jobs", "list", "--json", *options).stdout)) == count


def test_a_listed_job_is_one_line_where_no_terminal_is(remote: Remote, tmp_path: Path) -> None:
    with NovaPulse(remote.address, remote.key) as client:
        client.submit(WAV, name="a" * 200 + ".wav", metadata={"queue": "b" * 100})
    listed = remote.run("jobs", "list").stdout.splitlines()
    assert len(listed) == 2
    assert listed[1].split()[-2:] == ["6:29", f"queue={'b' * 100}"]
    assert "a" * 200 in listed[1]


def test_a_recording_that_is_yet_to_be_fetched_has_no_length(remote: Remote) -> None:
    remote.runner.does = "nothing"
    with NovaPulse(remote.address, remote.key) as client:
        job_id = client.submit(audio_url="https://example.com/call.wav").job_id
    listed = remote.run("jobs", "list")
    assert listed.exit_code == 0
    assert job_id in listed.stdout


@pytest.mark.parametrize(
    ("options", "said"), [(("--status", "lost"), "status"), (("--metadata", "queue"), "KEY=VALUE")]
)
def test_a_filter_that_cannot_be_is_refused(
    remote: Remote, options: tuple[str, ...], said: str
) -> None:
    done = remote.run("jobs", "list", *options)
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_completed_job_is_shown_as_its_report(remote: Remote, call: str) -> None:
    remote.run("analyze", call)
    job_id = remote.only_job()
    assert "Customer was charged twice. [2]" in remote.run("jobs", "show", job_id).stdout
    document = json.loads(remote.run("jobs", "show", job_id, "--json").stdout)
    assert document["job"]["job_id"] == job_id
    assert document["insights"]["summary"]


@pytest.mark.parametrize(
    ("does", "status", "said"), [("nothing", "queued", "queued"), ("fail", "failed", "no_speech")]
)
def test_another_job_is_shown_as_it_stands(
    remote: Remote, call: str, does: str, status: str, said: str
) -> None:
    remote.runner.does = does
    with NovaPulse(remote.address, remote.key) as client:
        job_id = client.submit(call).job_id
    assert said in remote.run("jobs", "show", job_id).stdout
    document = json.loads(remote.run("jobs", "show", job_id, "--json").stdout)
    assert document["job"]["status"] == status
    assert document["transcript"] is None


def test_a_deleted_job_is_gone_and_its_receipt_is_shown(remote: Remote, call: str) -> None:
    remote.run("analyze", call)
    job_id = remote.only_job()
    receipt = json.loads(remote.run("jobs", "delete", job_id, "--json").stdout)
    assert receipt["job_id"] == job_id
    assert receipt["objects"] >= 3
    again = remote.run("jobs", "delete", job_id)
    assert again.exit_code == 2
    assert "job_not_found" in again.stderr
