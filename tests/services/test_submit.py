import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from novapulse.domain.errors import (
    Conflict,
    InvalidRequest,
    NovaPulseError,
    StorageUnavailable,
    TooManyRequests,
    UnsupportedMedia,
)
from novapulse.domain.job import FileInfo, Job, JobStatus
from novapulse.domain.media import MediaInfo
from novapulse.domain.upload import UploadStatus
from novapulse.services.home import Home
from novapulse.services.intake.options import AskedOptions
from novapulse.services.intake.submit import ReceivedFile, Submission, submit
from novapulse.services.sweep import sweep
from novapulse.services.tenants import make_tenant
from novapulse.services.uploads import Announcement, announce_upload
from tests.broken_storage import engine_of, full_disk
from tests.services.house import (
    NOON,
    WAV,
    HandClock,
    RememberingRunner,
    believing_probe,
    make_home,
)


def received(home: Home, content: bytes = WAV, name: str = "upload-1") -> ReceivedFile:
    home.incoming.mkdir(exist_ok=True)
    path = home.incoming / name
    path.write_bytes(content)
    return ReceivedFile(path, "call.wav", len(content), hashlib.sha256(content).hexdigest())


def send(home: Home, content: bytes = WAV, *, any_format: bool = False, **asked: Any) -> Job:
    file = received(home, content)
    return submit(home, Submission("acme", file, AskedOptions(**asked), any_format))


def test_a_recording_becomes_a_stored_and_started_job(tmp_path: Path) -> None:
    runner = RememberingRunner()
    home = make_home(tmp_path, runner=runner)
    job = send(home, metadata={"agent": "AGT-42"})
    assert home.jobs.get("acme", job.id) == job
    assert runner.started == [job]
    assert job.status is JobStatus.QUEUED
    assert job.file == FileInfo(name="call.wav", size_bytes=len(WAV), duration_seconds=389.4)
    assert home.blobs.get(job.audio_key) == WAV
    assert list(home.incoming.iterdir()) == []


def test_completion_is_estimated_from_the_length_and_the_engines_speed(tmp_path: Path) -> None:
    job = send(make_home(tmp_path))
    assert job.estimated_completion == NOON + timedelta(seconds=5 + 389.4 * 0.5)


def test_completion_is_estimated_behind_the_tenants_own_jobs_and_in_turn_with_others(
    tmp_path: Path,
) -> None:
    home = make_home(tmp_path)

    def seconds(tenant: str, content: bytes) -> float:
        job = submit(home, Submission(tenant, received(home, content), AskedOptions()))
        return (job.estimated_completion - NOON).total_seconds()

    call = 389.4 * 0.5
    assert seconds("acme", WAV + b"1") == pytest.approx(5 + call)
    assert seconds("acme", WAV + b"2") == pytest.approx(5 + 2 * call)
    # It waits for one of the two: by then its own is done.
    assert seconds("rival", WAV) == pytest.approx(5 + 2 * call)


def test_the_same_recording_again_is_refused_for_a_minute(tmp_path: Path) -> None:
    clock = HandClock()
    home = make_home(tmp_path, clock=clock)
    first = send(home)
    clock.advance(59)
    with pytest.raises(Conflict, match=first.id) as caught:
        send(home)
    assert caught.value.code == "job_already_exists"
    assert len(list(home.blobs.keys("audio/"))) == 1
    clock.advance(2)
    assert send(home).id != first.id


@pytest.mark.parametrize(
    "asked", [{"pipeline": "transcription"}, {"metadata": {"a": 1}}], ids=["pipeline", "metadata"]
)
def test_another_pipeline_or_other_metadata_make_another_job(
    tmp_path: Path, asked: dict[str, Any]
) -> None:
    home = make_home(tmp_path)
    assert send(home).id != send(home, **asked).id


def test_another_tenants_equal_recording_is_no_repeat(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    send(home)
    assert submit(home, Submission("rival", received(home), AskedOptions())).tenant == "rival"


def test_of_equal_submissions_at_once_one_is_taken(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    files = [received(home, name=f"upload-{n}") for n in range(8)]

    def attempt(file: ReceivedFile) -> bool:
        try:
            submit(home, Submission("acme", file, AskedOptions()))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, files)) == 1
    assert len(list(home.blobs.keys("audio/"))) == 1


def test_no_more_jobs_are_let_in_at_once_than_the_tier_allows(tmp_path: Path) -> None:
    home = make_home(tmp_path, concurrent_jobs={"free": 3})
    make_tenant("acme", tenants=home.tenants, clock=home.clock, tier="free")
    files = [received(home, WAV + bytes([n]), name=f"upload-{n}") for n in range(8)]

    def attempt(file: ReceivedFile) -> bool:
        try:
            submit(home, Submission("acme", file, AskedOptions()))
        except TooManyRequests as error:
            assert error.code == "concurrent_jobs_exceeded"
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, files)) == 3
    assert len(list(home.blobs.keys("audio/"))) == 3


@pytest.mark.parametrize("bytes_went", [True, False])
def test_a_job_whose_upload_was_taken_meanwhile_is_taken_back(
    tmp_path: Path, bytes_went: bool
) -> None:
    def probe_that_is_overtaken(path: Path) -> MediaInfo:
        media = believing_probe(path)
        completed, used = UploadStatus.COMPLETED, UploadStatus.USED
        other = "job_0123456789ab"
        home.uploads.move("acme", upload.id, from_=(completed,), to=used, job_id=other)
        if bytes_went:
            home.upload_parts.discard(upload)
        return media

    runner = RememberingRunner()
    home = make_home(tmp_path, runner=runner, probe=probe_that_is_overtaken)
    upload = announce_upload(home, "acme", Announcement("call.wav", len(WAV), "audio/wav"))
    assert home.part_inbox is not None
    home.part_inbox.take(upload, 1, received(home).path)
    with pytest.raises(Conflict, match="job_0123456789ab") as caught:
        submit(home, Submission("acme", None, AskedOptions(), upload_id=upload.id))
    assert caught.value.code == "upload_already_used"
    assert home.jobs.unfinished() == ()
    assert runner.started == []
    assert list(home.blobs.keys("")) == []


def test_a_caller_may_take_whatever_can_be_decoded(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    assert send(home, b"AVI", any_format=True).status == "queued"
    assert send(home, b"OGG 96000", any_format=True).status == "queued"
    with pytest.raises(InvalidRequest):
        send(home, b"WAV 8000 LONG", any_format=True)


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b"", InvalidRequest, "invalid_parameter"),
        (b"junk", UnsupportedMedia, "unsupported_media_type"),
        (b"AVI", UnsupportedMedia, "unsupported_media_type"),
        (b"MP3 48001", InvalidRequest, "invalid_parameter"),
        (b"M4A 96000", InvalidRequest, "invalid_parameter"),
        (b"OGG 96000", InvalidRequest, "invalid_parameter"),
        (b"WAV 96001", InvalidRequest, "invalid_parameter"),
        (b"FLAC 192000", InvalidRequest, "invalid_parameter"),
        (b"WAV 8000 LONG", InvalidRequest, "invalid_parameter"),
    ],
)
def test_what_is_no_acceptable_recording_leaves_no_job(
    tmp_path: Path, content: bytes, kind: type[NovaPulseError], code: str
) -> None:
    home = make_home(tmp_path)
    with pytest.raises(kind) as caught:
        send(home, content)
    assert caught.value.code == code
    assert caught.value.message.startswith("file: ")
    assert home.jobs.unfinished() == ()
    assert list(home.blobs.keys("")) == []


@pytest.mark.parametrize(
    "content", [b"MP3 48000", b"M4A 48000", b"OGG 48000", b"WAV 96000", b"FLAC 96000"]
)
def test_each_format_is_taken_up_to_its_sample_rate(tmp_path: Path, content: bytes) -> None:
    assert send(make_home(tmp_path), content).status is JobStatus.QUEUED


def test_a_channel_that_the_recording_lacks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="channels: '3' is named; the recording has 2"):
        send(make_home(tmp_path), channels={"3": "Agent"})


def test_a_job_that_cannot_be_started_now_is_kept(tmp_path: Path) -> None:
    home = make_home(tmp_path, runner=RememberingRunner(broken=True))
    job = send(home)
    assert home.jobs.unfinished() == (job,)


def test_nothing_remains_when_the_job_cannot_be_stored(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    with full_disk(engine_of(home)), pytest.raises(StorageUnavailable, match="FULL"):
        send(home, metadata={"note": "x" * 15_000})
    assert list(home.blobs.keys("")) == []


def test_a_start_removes_what_a_crash_left_and_nothing_else(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    job = send(home)
    received(home, name="upload-half")
    home.blobs.put("audio/acme/job_0123456789ab/original", WAV)
    assert sweep(home) == 2
    assert list(home.incoming.iterdir()) == []
    assert list(home.blobs.keys("")) == [job.audio_key]


def test_sweeping_an_empty_home_does_nothing(tmp_path: Path) -> None:
    assert sweep(make_home(tmp_path)) == 0
