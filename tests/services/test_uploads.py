import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from novapulse.domain.errors import Conflict, InvalidRequest, NotFound, TooManyRequests
from novapulse.domain.upload import Upload, UploadStatus
from novapulse.services.home import Home
from novapulse.services.intake.options import AskedOptions
from novapulse.services.intake.submit import Submission, submit
from novapulse.services.uploads import (
    Announcement,
    announce_upload,
    close_upload,
    complete_upload,
    discard_expired,
    erase_uploads,
    find_upload,
    mark_used,
    received_parts,
)
from tests.services.house import WAV, HandClock, make_home

SHA256 = hashlib.sha256(WAV).hexdigest()
JOB = "job_000000000001"


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def home(tmp_path: Path, clock: HandClock) -> Home:
    return make_home(tmp_path, clock=clock, single_upload_bytes=50, upload_part_bytes=40)


def send(home: Home, content: bytes = WAV) -> Upload:
    """An open upload, all of whose parts are there."""
    upload = announce_upload(home, "acme", Announcement("call.wav", len(content), "audio/wav"))
    start = 0
    for number, size in zip(upload.part_numbers, upload.part_sizes, strict=True):
        put(home, upload, number, content[start : start + size])
        start += size
    return upload


def put(home: Home, upload: Upload, number: int, data: bytes) -> None:
    home.incoming.mkdir(exist_ok=True)
    source = home.incoming / f"part-{number}"
    source.write_bytes(data)
    assert home.part_inbox is not None
    home.part_inbox.take(upload, number, source)


def staged(home: Home) -> list[str]:
    """The names of all files of all uploads."""
    return sorted(path.name for path in (home.settings.data_dir / "staged").rglob("*-*"))


def test_the_recording_is_handed_over_whole(home: Home) -> None:
    upload = send(home)
    file = complete_upload(home, "acme", upload.id)
    assert file.path.read_bytes() == WAV
    assert (file.name, file.size_bytes, file.sha256) == ("call.wav", len(WAV), SHA256)
    assert find_upload(home, "acme", upload.id).status is UploadStatus.COMPLETED


def test_the_file_may_be_taken_away_and_asked_for_again(home: Home) -> None:
    upload = send(home)
    first = complete_upload(home, "acme", upload.id)
    home.blobs.adopt("audio/acme/job_1/original", first.path)
    home.blobs.delete("audio/acme/job_1/")
    assert complete_upload(home, "acme", upload.id).path.read_bytes() == WAV


def test_a_refused_submission_leaves_the_upload(home: Home) -> None:
    upload = send(home)
    file = complete_upload(home, "acme", upload.id)
    with pytest.raises(InvalidRequest):
        submit(home, Submission("acme", file, AskedOptions(pipeline="unheard-of")))
    again = complete_upload(home, "acme", upload.id)
    assert again.path.read_bytes() == WAV


def test_no_part_outlives_its_assembly(home: Home) -> None:
    upload = send(home)
    close_upload(home, "acme", upload.id)
    assert staged(home) == [f"recording-{SHA256}"]


def test_a_crash_before_the_status_moved_is_made_good(home: Home) -> None:
    upload = send(home)
    home.upload_parts.assemble(upload)
    assert find_upload(home, "acme", upload.id).status is UploadStatus.OPEN
    assert received_parts(home, upload) == {1, 2, 3}
    assert complete_upload(home, "acme", upload.id).path.read_bytes() == WAV


def test_many_may_ask_for_the_recording_at_once(home: Home) -> None:
    upload = send(home)
    with ThreadPoolExecutor(8) as pool:
        files = list(pool.map(lambda _: complete_upload(home, "acme", upload.id), range(16)))
    assert len({file.path for file in files}) == 16
    assert {file.path.read_bytes() for file in files} == {WAV}


def test_what_a_job_used_is_gone_and_names_the_job(home: Home) -> None:
    upload = send(home)
    complete_upload(home, "acme", upload.id)
    mark_used(home, "acme", upload.id, JOB)
    mark_used(home, "acme", upload.id, JOB)
    assert staged(home) == []
    with pytest.raises(Conflict, match=JOB) as caught:
        complete_upload(home, "acme", upload.id)
    assert caught.value.code == "upload_already_used"


def test_a_second_job_cannot_use_an_upload(home: Home) -> None:
    upload = send(home)
    complete_upload(home, "acme", upload.id)
    mark_used(home, "acme", upload.id, JOB)
    with pytest.raises(Conflict, match=JOB):
        mark_used(home, "acme", upload.id, "job_000000000002")


def test_an_open_upload_cannot_be_used(home: Home) -> None:
    upload = send(home)
    with pytest.raises(Conflict) as caught:
        mark_used(home, "acme", upload.id, JOB)
    assert caught.value.code == "upload_incomplete"


@pytest.mark.parametrize("tenant", ["rival", "acme"])
def test_a_foreign_and_an_expired_upload_are_not_found(
    home: Home, clock: HandClock, tenant: str
) -> None:
    upload = send(home)
    if tenant == "acme":
        clock.at = upload.expires_at
    for action in (close_upload, complete_upload):
        with pytest.raises(NotFound, match="No such upload exists") as caught:
            action(home, tenant, upload.id)
        assert caught.value.code == "upload_not_found"


@pytest.mark.parametrize("ends", ["open", "completed", "used"])
def test_nothing_is_left_of_an_expired_upload(home: Home, clock: HandClock, ends: str) -> None:
    upload = send(home)
    kept = announce_upload(home, "acme", Announcement("later.wav", 10, "audio/wav"))
    if ends != "open":
        complete_upload(home, "acme", upload.id)
    if ends == "used":
        mark_used(home, "acme", upload.id, JOB)
    assert discard_expired(home) == 0
    clock.at = upload.expires_at + timedelta(seconds=1)
    assert discard_expired(home) == 2
    assert discard_expired(home) == 0
    assert list((home.settings.data_dir / "staged").iterdir()) == []
    for gone in (upload, kept):
        with pytest.raises(NotFound):
            home.uploads.get("acme", gone.id)


def test_discarding_leaves_uploads_that_are_not_over(home: Home, clock: HandClock) -> None:
    upload = send(home)
    clock.advance(3600)
    later = send(home)
    clock.at = upload.expires_at + timedelta(seconds=1)
    assert discard_expired(home) == 1
    assert complete_upload(home, "acme", later.id).path.read_bytes() == WAV


def test_a_part_that_arrives_after_the_end_is_not_kept(home: Home, clock: HandClock) -> None:
    upload = send(home)
    clock.at = upload.expires_at + timedelta(seconds=1)
    discard_expired(home)
    with pytest.raises(NotFound):
        put(home, upload, 1, WAV[:40])
    assert list((home.settings.data_dir / "staged").iterdir()) == []


def test_erasing_a_job_erases_what_is_known_of_its_upload(home: Home) -> None:
    used, other = send(home), send(home)
    complete_upload(home, "acme", used.id)
    mark_used(home, "acme", used.id, JOB)
    assert erase_uploads(home, "rival", JOB) == 0
    assert erase_uploads(home, "acme", JOB) == 1
    with pytest.raises(NotFound):
        home.uploads.get("acme", used.id)
    assert home.uploads.get("acme", other.id) == other


def test_of_many_announcements_at_once_no_more_than_the_limit_are_let_in(tmp_path: Path) -> None:
    home = make_home(tmp_path, open_uploads=5)

    def announce(_: int) -> bool:
        try:
            announce_upload(home, "acme", Announcement("call.wav", 10, "audio/wav"))
        except TooManyRequests as error:
            assert error.code == "too_many_uploads"
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(announce, range(20))) == 5


def test_waiting_helps_where_the_limit_was_lowered(tmp_path: Path, clock: HandClock) -> None:
    said = Announcement("call.wav", 10, "audio/wav")
    generous = make_home(tmp_path, clock=clock, open_uploads=4)
    for _ in range(4):
        announce_upload(generous, "acme", said)
        clock.advance(60)
    strict = make_home(tmp_path, clock=clock, open_uploads=2)
    with pytest.raises(TooManyRequests) as caught:
        announce_upload(strict, "acme", said)
    clock.advance(caught.value.retry_after - 1)
    with pytest.raises(TooManyRequests):
        announce_upload(strict, "acme", said)
    clock.advance(1)
    announce_upload(strict, "acme", said)
