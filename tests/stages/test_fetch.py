import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import pytest

from novapulse.domain.errors import BadAudio, NotFound, SourceUnavailable
from novapulse.domain.fetched import ANY_SOURCE, FetchedRecording, SourceTerms
from novapulse.domain.job import Dialect, Job, JobOptions
from novapulse.domain.media import MediaInfo
from novapulse.services.home import Home
from novapulse.services.intake.options import AskedOptions
from novapulse.services.intake.recording import check_recording
from novapulse.services.intake.size_limits import CALL_LIMITS
from novapulse.services.intake.submission import Submission
from novapulse.services.intake.submit import submit
from novapulse.stages.fetch import fetch
from novapulse.stages.reference import JobReference, StageReport
from tests.services.house import WAV, make_home

URL = "https://calls.example/2026/call.wav?signature=abc"


@dataclass
class FakeFetcher:
    """Delivers ``content``; raises ``error`` after half of it."""

    content: bytes = WAV
    error: Exception | None = None
    urls: list[str] = field(default_factory=list)
    wanted: list[bool] = field(default_factory=list)
    terms: list[SourceTerms] = field(default_factory=list)

    def fetch(
        self,
        url: str,
        target: BinaryIO,
        *,
        wanted: Callable[[], bool],
        terms: SourceTerms = ANY_SOURCE,
    ) -> FetchedRecording:
        self.urls.append(url)
        self.wanted.append(wanted())
        self.terms.append(terms)
        target.write(self.content[:50])
        if self.error is not None:
            raise self.error
        target.write(self.content[50:])
        return FetchedRecording(len(self.content), hashlib.sha256(self.content).hexdigest())


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return make_home(tmp_path)


@pytest.fixture
def job(home: Home) -> Job:
    return submit(home, Submission("acme", None, AskedOptions(audio_url=URL)))


def run(home: Home, job: Job, fetcher: FakeFetcher) -> StageReport:
    def check(recording: Path, options: JobOptions) -> MediaInfo:
        return check_recording(recording, options, probe=home.probe, max_seconds=36_000)

    return fetch(
        JobReference.of(job), jobs=home.jobs, blobs=home.blobs, fetcher=fetcher, check=check
    )


def test_what_was_fetched_takes_the_place_of_what_was_unknown(home: Home, job: Job) -> None:
    fetcher = FakeFetcher()
    assert run(home, job, fetcher) == StageReport(audio_seconds=389.4)
    now = home.jobs.get("acme", job.id)
    assert (now.file.name, now.file.size_bytes, now.file.duration_seconds) == (
        "call.wav",
        len(WAV),
        389.4,
    )
    assert now.audio_sha256 == hashlib.sha256(WAV).hexdigest()
    assert home.blobs.get(job.audio_key) == WAV
    assert (fetcher.urls, fetcher.wanted) == ([URL], [True])


def test_a_stage_that_is_run_again_fetches_nothing_again(home: Home, job: Job) -> None:
    run(home, job, FakeFetcher())
    again = FakeFetcher(error=SourceUnavailable("audio_url_unreachable", "gone"))
    assert run(home, job, again).audio_seconds == 389.4
    assert again.urls == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"junk", "unsupported_media_type"),
        (b"AVI", "unsupported_media_type"),
        (b"", "invalid_parameter"),
        (b"MP3 96000", "invalid_parameter"),
        (b"WAV 8000 LONG", "invalid_parameter"),
    ],
)
def test_what_is_no_acceptable_recording_ends_the_job_and_is_not_kept(
    home: Home, job: Job, content: bytes, code: str
) -> None:
    with pytest.raises(BadAudio) as caught:
        run(home, job, FakeFetcher(content))
    assert caught.value.code == code
    assert not home.jobs.get("acme", job.id).file.fetched
    assert list(home.blobs.keys("")) == []


@pytest.mark.parametrize(
    "error",
    [
        SourceUnavailable("audio_url_unreachable", "later"),
        BadAudio("audio_url_failed", "404"),
        OSError("disk full"),
    ],
)
def test_a_fetch_that_breaks_off_leaves_nothing(home: Home, job: Job, error: Exception) -> None:
    with pytest.raises(type(error)):
        run(home, job, FakeFetcher(error=error))
    assert list(home.blobs.keys("")) == []


def test_nothing_is_fetched_for_a_job_that_is_gone(home: Home, job: Job) -> None:
    home.jobs.erase("acme", job.id)
    fetcher = FakeFetcher()
    with pytest.raises(NotFound):
        run(home, job, fetcher)
    assert fetcher.urls == []


def test_a_job_that_goes_while_it_is_fetched_is_not_wanted(home: Home, job: Job) -> None:
    answers: list[bool] = []

    class Erasing(FakeFetcher):
        def fetch(
            self,
            url: str,
            target: BinaryIO,
            *,
            wanted: Callable[[], bool],
            terms: SourceTerms = ANY_SOURCE,
        ) -> FetchedRecording:
            home.jobs.erase("acme", job.id)
            answers.append(wanted())
            raise NotFound("job_not_found", "gone")

    with pytest.raises(NotFound):
        run(home, job, Erasing())
    assert answers == [False]


@pytest.mark.parametrize(
    ("dialect", "terms"),
    [
        (Dialect.NATIVE, SourceTerms()),
        (Dialect.CALLCOV, SourceTerms(max(CALL_LIMITS.values()), "audio/")),
    ],
)
def test_a_source_keeps_to_what_the_jobs_own_api_asks(
    home: Home, dialect: Dialect, terms: SourceTerms
) -> None:
    fetcher = FakeFetcher()
    asked = AskedOptions(audio_url=URL)
    run(home, submit(home, Submission("acme", None, asked, dialect=dialect)), fetcher)
    assert fetcher.terms == [terms]
