"""A watched folder over real local stores and a clock that is set by hand."""

import json
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from novapulse.adapters.sqlite.database import open_database
from novapulse.adapters.sqlite.drop_ledger import SqliteDropLedger
from novapulse.domain.dropped_file import DroppedFile
from novapulse.domain.job import CallDetails, Job, JobError
from novapulse.domain.listing import JobFilter
from novapulse.domain.media import MediaInfo
from novapulse.services.drop.folder import RETRY_SECONDS, DropFolder
from novapulse.services.erase import erase_job
from novapulse.services.home import Home
from novapulse.services.tenants import make_tenant
from tests.broken_storage import engine_of, full_disk, locked
from tests.services.house import (
    WAV,
    HandClock,
    RememberingRunner,
    believing_probe,
    make_home,
    publish,
)


class Killed(BaseException):
    """As SIGKILL: nothing catches it."""


class DyingLedger(SqliteDropLedger):
    def add(self, file: DroppedFile) -> None:
        raise Killed


@dataclass
class Watch:
    """The folder, and what happened to it. ``scan`` lets so much time pass first."""

    root: Path
    data: Path
    clock: HandClock = field(default_factory=HandClock)
    runner: RememberingRunner = field(default_factory=RememberingRunner)
    reports: list[str] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)
    ledger: Callable[[Any], SqliteDropLedger] = SqliteDropLedger

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        self.home: Home = make_home(
            self.data, clock=self.clock, runner=self.runner, **self.settings
        )
        self.folder = DropFolder(
            self.root,
            self.home,
            ledger=self.ledger(open_database(self.data / "novapulse.db")),
            document=lambda job: json.dumps({"job": job.id}),
            report=self.reports.append,
        )

    def drop(self, name: str, content: bytes | str = WAV) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def scan(self, *pauses: float) -> None:
        for pause in pauses or (0.0, 2.0):
            self.clock.advance(pause)
            self.folder.scan()

    def jobs(self, tenant: str = "acme") -> list[Job]:
        """Oldest first."""
        return list(self.home.jobs.page(tenant, JobFilter(), limit=100))[::-1]

    def names(self, folder: str = "acme") -> list[str]:
        return sorted(path.name for path in (self.root / folder).iterdir())


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    root = tmp_path / "drop"
    root.mkdir()
    return Watch(root, tmp_path / "data")


def error_of(watch: Watch, name: str, folder: str = "acme") -> dict[str, str]:
    document = json.loads((watch.root / folder / "failed" / f"{name}.error.json").read_text())
    assert set(document) == {"error"}
    assert set(document["error"]) == {"code", "message"}
    error: dict[str, str] = document["error"]
    return error


def test_a_recording_is_submitted_once_and_stays_where_it_is(watch: Watch) -> None:
    file = watch.drop("acme/call.wav")
    watch.scan(0, 2, 2, 2, 100)
    (job,) = watch.jobs()
    assert job.file.name == "call.wav"
    assert [started.id for started in watch.runner.started] == [job.id]
    with watch.home.blobs.local_path(job.audio_key) as stored:
        assert stored.read_bytes() == WAV
    assert file.read_bytes() == WAV
    assert list(watch.home.incoming.iterdir()) == []


def test_a_file_that_grows_is_waited_for(watch: Watch) -> None:
    file = watch.drop("acme/call.wav", b"RIFF")
    watch.scan(0, 1.5)
    file.write_bytes(WAV)
    watch.scan(1.5, 1.5)
    assert watch.jobs() == []
    watch.scan(1.0)
    assert [job.file.size_bytes for job in watch.jobs()] == [len(WAV)]


def test_a_sidecar_says_how(watch: Watch) -> None:
    options = {
        "pipeline": "transcription",
        "language": "en-GB",
        "metadata": {"queue": "billing"},
        "channels": {"1": "Customer"},
        "speakers_expected": 2,
        "custom_vocabulary": ["NovaPulse"],
        "webhook_url": "https://example.com/hook",
    }
    watch.drop("acme/call.json", json.dumps(options))
    watch.drop("acme/call.wav")
    watch.scan()
    (job,) = watch.jobs()
    assert job.options.model_dump(mode="json", include=set(options)) == options


def test_a_sidecar_says_which_call_it_was(watch: Watch) -> None:
    said = {"agent_id": "AGT-42", "call_direction": "inbound"}
    watch.drop("acme/call.json", json.dumps(said))
    watch.drop("acme/call.wav")
    watch.scan()
    (job,) = watch.jobs()
    assert job.options.call == CallDetails(agent_id="AGT-42", direction="inbound")


def test_a_sidecar_must_have_settled_too(watch: Watch) -> None:
    watch.drop("acme/call.wav")
    watch.scan(0, 1)
    watch.drop("acme/call.json", '{"metadata": {"late": true}}')
    watch.scan(1)
    assert watch.jobs() == []
    watch.scan(2)
    assert [job.options.metadata for job in watch.jobs()] == [{"late": True}]


@pytest.mark.parametrize(
    ("sidecar", "said"),
    [
        ("{", "not JSON"),
        ("[]", "object"),
        ('{"metadata": {"a": NaN}}', "not JSON"),
        ('{"colour": "blue"}', "colour"),
        ('{"audio_url": "https://example.com/a.wav"}', "audio_url"),
        ('{"pipeline": "everything"}', "pipeline"),
        ('{"language": 7}', "language"),
        ('{"webhook_url": "http://10.0.0.1/"}', "webhook_url"),
        ("[" * 100_000, "not JSON"),
        ('{"metadata": "' + "x" * 300_000 + '"}', "bytes"),
    ],
)
def test_a_bad_sidecar_puts_both_aside_with_the_reason(
    watch: Watch, sidecar: str, said: str
) -> None:
    watch.drop("acme/call.wav")
    watch.drop("acme/call.json", sidecar)
    watch.scan(0, 2, 2)
    assert watch.jobs() == []
    assert watch.names() == ["failed"]
    assert watch.names("acme/failed") == ["call.json", "call.wav", "call.wav.error.json"]
    error = error_of(watch, "call.wav")
    assert error["code"] == "invalid_parameter"
    assert said in error["message"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"junk", "unsupported_media_type"),
        (b"", "invalid_parameter"),
        (b"RIFF LONG", "invalid_parameter"),
        (b"RIFF" + bytes(2000), "file_too_large"),
    ],
)
def test_what_is_no_recording_is_put_aside(watch: Watch, content: bytes, code: str) -> None:
    watch.settings["max_upload_bytes"] = 1000
    watch.restart()
    watch.drop("acme/call.wav", content)
    watch.scan()
    assert watch.names("acme/failed") == ["call.wav", "call.wav.error.json"]
    assert error_of(watch, "call.wav")["code"] == code
    assert list(watch.home.incoming.glob("*")) == []


@pytest.mark.parametrize(
    "name", ["x" * 251 + ".wav", "\u00e4" * 125 + ".wav", "x." + "y" * 253, "call.json.wav"]
)
def test_a_bad_recording_of_any_name_is_put_aside_with_the_reason(watch: Watch, name: str) -> None:
    for content in (b"junk 1", b"junk 2"):
        watch.drop(f"acme/{name}", content)
        watch.scan()
        assert watch.names() == ["failed"]
    aside = watch.names("acme/failed")
    reasons = [name for name in aside if name.endswith(".error.json")]
    assert len(aside) == 4
    assert [reason.removesuffix(".error.json") for reason in reasons] == [
        name for name in aside if name not in reasons
    ]


def test_what_failed_before_under_that_name_is_kept(watch: Watch) -> None:
    for content in (b"junk 1", b"junk 2"):
        watch.drop("acme/call.wav", content)
        watch.drop("acme/call.json", "{}")
        watch.scan()
    assert watch.names("acme/failed") == [
        "call-2.json",
        "call-2.wav",
        "call-2.wav.error.json",
        "call.json",
        "call.wav",
        "call.wav.error.json",
    ]


def test_a_sidecar_that_another_recording_shares_stays(watch: Watch) -> None:
    watch.drop("acme/call.wav", b"junk")
    watch.drop("acme/call.mp3", WAV)
    watch.drop("acme/call.json", '{"metadata": {"a": 1}}')
    watch.scan()
    assert watch.names() == ["call.json", "call.mp3", "failed"]
    assert [job.options.metadata for job in watch.jobs()] == [{"a": 1}]


def test_any_recording_that_can_be_decoded_is_taken(watch: Watch) -> None:
    watch.drop("acme/call.webm", b"webm 8000")
    watch.scan()
    assert len(watch.jobs()) == 1


def test_the_result_of_a_completed_job_is_written_beside_it(watch: Watch) -> None:
    watch.drop("acme/call.wav")
    watch.scan()
    (job,) = watch.jobs()
    watch.scan(1)
    assert watch.names() == ["call.wav"]
    publish(watch.home, job)
    watch.scan(1)
    assert watch.names() == ["call.wav", f"{job.id}.json", f"{job.id}.srt"]
    assert json.loads((watch.root / "acme" / f"{job.id}.json").read_text()) == {"job": job.id}
    subtitles = (watch.root / "acme" / f"{job.id}.srt").read_text()
    assert subtitles.startswith("1\n00:00:00,000 --> ")
    assert "[NAME]" in subtitles
    watch.scan(2, 2)
    assert len(watch.jobs()) == 1, "results are not recordings"


def test_a_result_is_written_once(watch: Watch) -> None:
    watch.drop("acme/call.wav")
    watch.scan()
    publish(watch.home, watch.jobs()[0])
    watch.scan(1)
    for name in watch.names():
        if name.startswith("job_"):
            (watch.root / "acme" / name).unlink()
    watch.restart()
    watch.scan()
    assert watch.names() == ["call.wav"]


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o755, 0o644), (0o770, 0o660)])
def test_whoever_reads_the_folder_may_read_the_result(
    watch: Watch, folder_mode: int, file_mode: int
) -> None:
    file = watch.drop("acme/call.wav")
    file.parent.chmod(folder_mode)
    watch.scan()
    publish(watch.home, watch.jobs()[0])
    watch.scan(1)
    results = list(file.parent.glob("job_*"))
    assert [path.stat().st_mode & 0o777 for path in results] == [file_mode] * 2


def test_a_recording_whose_job_failed_is_put_aside_with_the_reason(watch: Watch) -> None:
    watch.drop("acme/call.wav")
    watch.drop("acme/call.json", "{}")
    watch.scan()
    (job,) = watch.jobs()
    error = JobError(code="no_speech", message="Nobody spoke.")
    watch.home.jobs.fail("acme", job.id, watch.clock.now(), error)
    watch.scan(1, 1)
    assert watch.names() == ["failed"]
    assert error_of(watch, "call.wav") == {"code": "no_speech", "message": "Nobody spoke."}
    assert len(watch.jobs()) == 1


def test_a_new_recording_in_the_place_of_one_that_failed_is_not_put_aside(watch: Watch) -> None:
    watch.drop("acme/call.wav")
    watch.scan()
    watch.drop("acme/call.wav", WAV + b"new")
    error = JobError(code="no_speech", message="Nobody spoke.")
    watch.home.jobs.fail("acme", watch.jobs()[0].id, watch.clock.now(), error)
    watch.scan(0, 2)
    assert watch.names("acme/failed") == ["call.wav.error.json"]
    assert len(watch.jobs()) == 2


def test_new_content_under_the_same_name_is_a_new_recording(watch: Watch) -> None:
    watch.drop("acme/call.wav")
    watch.scan()
    watch.drop("acme/call.wav", WAV + b"more")
    watch.scan()
    assert len(watch.jobs()) == 2


def test_a_restart_submits_nothing_again(watch: Watch) -> None:
    watch.drop("acme/call.wav")
    watch.scan()
    watch.clock.advance(10 * 24 * 3600)
    watch.restart()
    watch.scan()
    assert len(watch.jobs()) == 1


@pytest.mark.parametrize("hours_down", [3, 72])
def test_a_kill_between_the_job_and_its_note_submits_nothing_again(
    watch: Watch, hours_down: int
) -> None:
    watch.ledger = DyingLedger
    watch.restart()
    watch.drop("acme/call.wav")
    with pytest.raises(Killed):
        watch.scan()
    assert len(watch.jobs()) == 1
    watch.clock.advance(hours_down * 3600)
    watch.ledger = SqliteDropLedger
    watch.restart()
    watch.scan()
    (job,) = watch.jobs()
    publish(watch.home, job)
    watch.scan(1)
    assert f"{job.id}.json" in watch.names()


def test_a_deleted_job_is_not_submitted_again(watch: Watch) -> None:
    watch.drop("acme/call.wav")
    watch.scan()
    erase_job(watch.home, tenant="acme", job_id=watch.jobs()[0].id)
    watch.scan(1, 1)
    watch.restart()
    watch.scan()
    assert watch.jobs() == []
    assert watch.names() == ["call.wav"]


def test_a_copy_of_a_recording_gets_the_result_of_the_first(watch: Watch) -> None:
    watch.drop("acme/one.wav")
    watch.drop("acme/two.wav")
    watch.scan()
    (job,) = watch.jobs()
    publish(watch.home, job)
    watch.scan(1)
    assert watch.names() == [f"{job.id}.json", f"{job.id}.srt", "one.wav", "two.wav"]
    watch.scan(3600)
    assert watch.jobs() == [watch.home.jobs.get("acme", job.id)]


def test_too_many_open_jobs_are_waited_for(watch: Watch) -> None:
    looked_at: list[Path] = []

    def counting_probe(path: Path) -> MediaInfo:
        looked_at.append(path)
        return believing_probe(path)

    watch.settings |= {"concurrent_jobs": {"professional": 1}, "probe": counting_probe}
    watch.restart()
    watch.drop("acme/one.wav", WAV + b"1")
    watch.drop("acme/two.wav", WAV + b"2")
    watch.drop("other/three.wav", WAV + b"3")
    watch.scan()
    assert len(watch.jobs()) == 1
    assert len(watch.jobs("other")) == 1, "the others' folders go on"
    watch.scan(RETRY_SECONDS + 1)
    assert len(looked_at) == 3, "nothing is copied again before it can succeed"
    publish(watch.home, watch.jobs()[0])
    watch.scan(3600)
    assert len(watch.jobs()) == 2
    assert "failed" not in watch.names()


def test_our_own_trouble_is_tried_again_and_keeps_no_other_waiting(
    watch: Watch, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    watch.drop("acme/one.wav", WAV + b"1")
    watch.drop("acme/two.wav", WAV + b"2")
    adopt = watch.home.blobs.adopt

    def full_disk(key: str, source: Path) -> None:
        if source.read_bytes().endswith(b"1"):
            raise OSError(28, "No space left on device")
        adopt(key, source)

    monkeypatch.setattr(watch.home.blobs, "adopt", full_disk)
    watch.scan()
    assert [job.file.name for job in watch.jobs()] == ["two.wav"]
    assert watch.names() == ["one.wav", "two.wav"]
    assert "one.wav" not in caplog.text
    monkeypatch.undo()
    watch.scan(RETRY_SECONDS)
    assert len(watch.jobs()) == 2


def test_a_tenant_is_made_when_new_and_left_as_it_is_otherwise(watch: Watch) -> None:
    make_tenant("acme", tenants=watch.home.tenants, clock=watch.clock, tier="free")
    watch.drop("acme/call.wav")
    watch.drop("other/call.wav")
    watch.scan()
    tiers = {tenant.name: tenant.tier for tenant in watch.home.tenants.list()}
    assert tiers == {"acme": "free", "other": "professional"}


def test_what_lies_in_the_wrong_place_is_told_once_and_left_alone(watch: Watch) -> None:
    watch.drop("stray.wav")
    watch.drop("bad name/call.wav")
    watch.drop(".hidden/call.wav")
    watch.scan(0, 2, 2)
    watch.scan()
    assert watch.home.tenants.list() == ()
    assert len(watch.reports) == 2
    assert "bad name" in watch.reports[0]
    assert "stray.wav" in watch.reports[1]
    assert watch.names("bad name") == ["call.wav"]


@pytest.mark.parametrize(
    "name",
    [
        ".call.wav",
        "call.wav.part",
        "call.wav.PART",
        "call.wav.crdownload",
        "call.tmp",
        "call.wav~",
        "call.json",
        "job_0123456789ab.srt",
        "failed/call.wav",
        "deeper/call.wav",
    ],
)
def test_what_is_no_finished_recording_is_left_alone(watch: Watch, name: str) -> None:
    file = watch.drop(f"acme/{name}", b"junk")
    watch.scan()
    assert file.exists()
    assert not (watch.root / "acme" / "failed" / "call.wav.error.json").exists()
    assert watch.home.tenants.list() == ()


def test_links_and_pipes_are_left_alone(watch: Watch, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.wav").write_bytes(WAV)
    folder = watch.root / "acme"
    folder.mkdir()
    (folder / "link.wav").symlink_to(outside / "secret.wav")
    (watch.root / "linked").symlink_to(outside, target_is_directory=True)
    os.mkfifo(folder / "pipe.wav")
    watch.scan()
    assert watch.home.tenants.list() == ()


def test_a_sidecar_that_is_a_link_is_not_read(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text('{"metadata": {"secret": 1}}')
    watch.drop("acme/call.wav")
    (watch.root / "acme" / "call.json").symlink_to(tmp_path / "secret.json")
    watch.scan()
    assert [job.options.metadata for job in watch.jobs()] == [{}]


def test_nothing_is_moved_through_a_link(watch: Watch, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    watch.drop("acme/call.wav", b"junk")
    (watch.root / "acme" / "failed").symlink_to(outside, target_is_directory=True)
    watch.scan()
    assert list(outside.iterdir()) == []
    assert "call.wav" in watch.names()


def test_a_folder_that_is_gone_is_told_and_may_come_back(watch: Watch) -> None:
    watch.root.rmdir()
    watch.scan()
    assert len(watch.reports) == 1
    watch.drop("acme/call.wav")
    watch.scan()
    assert len(watch.jobs()) == 1


@pytest.mark.parametrize("trouble", [full_disk, locked])
def test_a_database_in_trouble_makes_no_bad_recording(
    watch: Watch, trouble: Callable[[Engine], AbstractContextManager[None]]
) -> None:
    watch.drop("acme/call.json", json.dumps({"metadata": {"note": "x" * 15_000}}))
    watch.drop("acme/call.wav")
    with trouble(engine_of(watch.home)):
        watch.scan()
    assert watch.names() == ["call.json", "call.wav"]
    watch.scan(RETRY_SECONDS)
    assert len(watch.jobs()) == 1
