"""``novapulse jobs speakers`` and ``novapulse jobs audio`` against a real server."""

import json
from pathlib import Path
from typing import NoReturn

import pytest

from novapulse.cli.failures import INTERRUPTED
from novapulse.cli.job_audio import Wanted, wanted
from novapulse.cli.job_speakers import speaker_labels
from novapulse.client import NovaPulse
from novapulse.domain.errors import InvalidRequest
from novapulse.speech.decode import probe
from tests.api.conftest import key_for
from tests.api.test_speakers import carries_out
from tests.cli.conftest import Remote
from tests.speech.test_silenced import noise


@pytest.fixture
def job_id(remote: Remote, tmp_path: Path) -> str:
    with NovaPulse(remote.address, remote.key) as client:
        return client.submit(noise(tmp_path / "call.wav")).job_id


def rows(stdout: str) -> list[list[str]]:
    return [line.split()[:3] for line in stdout.splitlines()[1:]]


def test_who_speaks_is_shown_with_how_to_correct_it(remote: Remote, job_id: str) -> None:
    done = remote.run("jobs", "speakers", job_id)
    assert done.exit_code == 0, done.stderr
    assert rows(done.stdout) == [["channel", "1", "Agent"], ["channel", "2", "Customer"]]
    assert (
        f"Next: To correct one: novapulse jobs speakers {job_id} 'channel 1=Customer'"
        in done.stderr
    )
    document = json.loads(remote.run("jobs", "speakers", job_id, "--json").stdout)
    assert [s["label"] for s in document["speakers"]] == ["Agent", "Customer"]


def test_speakers_are_corrected_and_shown_as_they_are_then(remote: Remote, job_id: str) -> None:
    carries_out(remote.home, remote.runner)
    done = remote.run("jobs", "speakers", job_id, "channel 1=Customer")
    assert done.exit_code == 0, done.stderr
    assert rows(done.stdout) == [["channel", "1", "Customer"], ["channel", "2", "Agent"]]
    assert f"novapulse jobs show {job_id}" in done.stderr
    done = remote.run("jobs", "speakers", job_id, "channel 1=Agent", "Agent=Customer", "--json")
    assert json.loads(done.stdout)["correction"] == "done"


def test_a_correction_that_takes_its_time_is_said_to_be_under_way(
    remote: Remote, job_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote.runner, "redoing", lambda *_: True)
    done = remote.run("jobs", "speakers", job_id, "channel 1=Customer")
    assert done.exit_code == 0, done.stderr
    assert "being made anew" in done.stdout


def test_who_stops_waiting_is_told_that_the_server_may_go_on(
    remote: Remote, job_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(NovaPulse, "correct_speakers", interrupted)
    done = remote.run("jobs", "speakers", job_id, "channel 1=Customer")
    assert done.exit_code == INTERRUPTED
    assert "may go on" in done.stderr
    assert f"novapulse jobs speakers {job_id}" in done.stderr


@pytest.mark.parametrize(
    ("labels", "said", "next_step"),
    [
        (["channel 1"], "send SPEAKER=LABEL", "--help"),
        (["=Agent"], "send SPEAKER=LABEL", "--help"),
        (["channel 1=Agent", "channel 1=Customer"], "another label before", "--help"),
        (["channel 7=Agent"], "there are: channel 1 (Agent)", "novapulse jobs speakers JOB_ID"),
        (["channel 1=Boss"], "speakers.channel 1", "--help"),
    ],
)
def test_what_cannot_be_is_refused_with_a_next_step(
    remote: Remote, job_id: str, labels: list[str], said: str, next_step: str
) -> None:
    done = remote.run("jobs", "speakers", job_id, *labels)
    assert done.exit_code == 2
    assert said in done.stderr
    assert next_step in done.stderr


def test_a_label_may_be_given_twice_and_a_speaker_hold_an_equals_sign() -> None:
    assert speaker_labels(["a=b = Agent", "a=b=Agent"]) == {"a=b": "Agent"}


def test_a_job_that_has_not_ended_has_no_speakers_yet(remote: Remote, tmp_path: Path) -> None:
    remote.runner.does = "nothing"
    with NovaPulse(remote.address, remote.key) as client:
        job_id = client.submit(noise(tmp_path / "call.wav")).job_id
    for command in (("speakers", job_id), ("audio", job_id, "-o", str(tmp_path / "a.wav"))):
        done = remote.run("jobs", *command)
        assert done.exit_code == 1
        assert "job_not_ready" in done.stderr
        assert "novapulse jobs show" in done.stderr


@pytest.mark.parametrize(("ending", "options"), [("flac", []), ("wav", ["--beep"]), ("mp3", [])])
def test_the_recording_is_saved_in_the_format_of_its_name(
    remote: Remote, job_id: str, tmp_path: Path, ending: str, options: list[str]
) -> None:
    file = tmp_path / f"saved.{ending}"
    done = remote.run("jobs", "audio", job_id, "-o", str(file), *options)
    assert done.exit_code == 0, done.stderr
    assert probe(file).container == ending
    assert ("a beep" if options else "silent") in done.stdout
    assert f"novapulse jobs show {job_id}" in done.stderr


def test_the_original_is_saved_as_it_was_sent(remote: Remote, job_id: str, tmp_path: Path) -> None:
    file = tmp_path / "saved"
    done = remote.run("jobs", "audio", job_id, "--original", "-o", str(file), "--json")
    assert json.loads(done.stdout) == {
        "job_id": job_id,
        "file": str(file),
        "size_bytes": file.stat().st_size,
        "redacted": False,
        "mode": None,
    }
    assert file.read_bytes() == (tmp_path / "call.wav").read_bytes()


def test_the_original_needs_a_key_that_may_see_personal_data(
    remote: Remote, job_id: str, tmp_path: Path
) -> None:
    key = key_for(remote.home, scopes=("transcription:read",))["authorization"]
    remote.key = key.removeprefix("Bearer ")
    file = tmp_path / "saved.wav"
    done = remote.run("jobs", "audio", job_id, "--original", "-o", str(file))
    assert done.exit_code == 2
    assert "pii:read" in done.stderr
    assert not file.exists()
    assert remote.run("jobs", "audio", job_id, "-o", str(file)).exit_code == 0


def test_a_call_as_text_has_no_sound_to_save(remote: Remote, tmp_path: Path) -> None:
    with NovaPulse(remote.address, remote.key) as client:
        job_id = client.submit(turns=[{"speaker": "Agent", "text": "Hello."}]).job_id
    done = remote.run("jobs", "audio", job_id, "-o", str(tmp_path / "call.wav"))
    assert done.exit_code == 2
    assert "audio_not_available" in done.stderr
    assert "novapulse jobs show" in done.stderr


def test_a_folder_that_is_not_there_is_said(remote: Remote, job_id: str, tmp_path: Path) -> None:
    done = remote.run("jobs", "audio", job_id, "-o", str(tmp_path / "none" / "call.wav"))
    assert done.exit_code == 1
    assert "system_error" in done.stderr


def test_the_name_tells_the_format_and_the_original_has_its_own() -> None:
    assert wanted(Path("a.MP3"), beep=True, original=False) == Wanted(Path("a.MP3"), "beep", "mp3")
    assert wanted(Path("a.m4a"), beep=False, original=True) == Wanted(Path("a.m4a"), None, None)
    with pytest.raises(InvalidRequest, match=r"\.flac, \.wav or \.mp3"):
        wanted(Path("a.m4a"), beep=False, original=False)
    with pytest.raises(InvalidRequest, match="not both"):
        wanted(Path("a.wav"), beep=True, original=True)
