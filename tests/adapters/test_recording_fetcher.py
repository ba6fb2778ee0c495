import hashlib
import http.server
import io
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import httpx
import pytest

from novapulse.adapters.network.pinned_http import PinnedHttp
from novapulse.adapters.network.recording_fetcher import HttpRecordingFetcher
from novapulse.domain.errors import BadAudio, NotFound, NovaPulseError, SourceUnavailable
from novapulse.domain.fetched import FetchedRecording, SourceTerms
from tests.adapters.recording_transport import Pieces, RecordingTransport
from tests.hostile_urls import resolve

SOUND = bytes(range(256)) * 4
SECRET = "X-Signature=abc123"
LIMIT = 2000


ASTRAY = {
    "nowhere": {},
    "beyond": {"location": "/" + "a" * 3000},
    "login": {"location": "//me:secret@127.0.0.1/call"},
}
"""Paths that redirect to where nothing is fetched from, and their headers."""


class Source(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/{path}?{SECRET}"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Source

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].strip("/")
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append((self.path, headers))
        if path == "drip":
            self._drip()
        elif path == "endless":
            self._endless()
        elif path.startswith("hop"):
            self._answer(307, location=f"/hop{int(path[3:]) - 1}" if path != "hop0" else "/call")
        elif path in ASTRAY:
            self._answer(302, b"", **ASTRAY[path])
        elif path == "short":
            self._answer(200, SOUND, **{"content-length": "1500"})
        elif path.isdecimal():
            self._answer(int(path))
        else:
            self._answer(200, SOUND, **{"content-length": str(len(SOUND))})

    def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        self._answer(200)
        for _ in range(100):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)

    def _endless(self) -> None:
        self._answer(200)
        while True:
            self.wfile.write(bytes(1000))

    def log_message(self, *_: Any) -> None:
        pass

    def handle(self) -> None:
        with suppress(OSError):  # the fetcher goes away, as it should
            super().handle()


@pytest.fixture
def source() -> Iterator[Source]:
    with Source() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def fetcher(*, redirects: int = 3, timeout_seconds: float = 5.0) -> HttpRecordingFetcher:
    return HttpRecordingFetcher(
        PinnedHttp(loopback_allowed=True),
        max_bytes=LIMIT,
        timeout_seconds=timeout_seconds,
        redirects=redirects,
    )


def wanted() -> bool:
    return True


def refusal(url: str, kind: type[NovaPulseError], **options: Any) -> NovaPulseError:
    with pytest.raises(kind) as caught:
        fetcher(**options).fetch(url, io.BytesIO(), wanted=wanted)
    assert "abc123" not in caught.value.message
    assert "/" not in caught.value.message.replace("audio/", "")
    return caught.value


def test_a_recording_is_streamed_and_hashed(source: Source) -> None:
    target = io.BytesIO()
    fetched = fetcher().fetch(source.url("call"), target, wanted=wanted)
    assert target.getvalue() == SOUND
    assert fetched == FetchedRecording(len(SOUND), hashlib.sha256(SOUND).hexdigest())
    [(path, headers)] = source.asked
    assert path == f"/call?{SECRET}"
    assert headers["accept-encoding"] == "identity"
    assert "referer" not in headers


def test_redirects_are_followed_up_to_the_limit(source: Source) -> None:
    fetcher(redirects=3).fetch(source.url("hop2"), io.BytesIO(), wanted=wanted)
    assert len(source.asked) == 4
    error = refusal(source.url("hop3"), BadAudio, redirects=3)
    assert error.code == "audio_url_failed"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("nowhere", "audio_url_failed"),
        ("beyond", "audio_url_refused"),
        ("login", "audio_url_refused"),
    ],
)
def test_a_redirect_that_leads_nowhere_is_not_followed(
    source: Source, path: str, code: str
) -> None:
    error = refusal(source.url(path), BadAudio)
    assert error.code == code
    assert "redirects" in error.message
    assert "secret" not in error.message
    assert len(source.asked) == 1


@pytest.mark.parametrize("status", [204, 206, 304, 401, 403, 404, 410, 418])
def test_an_answer_that_will_stay_so_is_the_recordings_fault(source: Source, status: int) -> None:
    error = refusal(source.url(str(status)), BadAudio)
    assert error.code == "audio_url_failed"
    assert f"'127.0.0.1' answered {status}" in error.message


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_an_answer_that_may_pass_is_tried_again(source: Source, status: int) -> None:
    error = refusal(source.url(str(status)), SourceUnavailable)
    assert error.code == "audio_url_unreachable"
    assert str(status) in error.message


def test_a_source_that_drips_is_cut_off_in_time(source: Source) -> None:
    began = time.monotonic()
    error = refusal(source.url("drip"), SourceUnavailable, timeout_seconds=0.4)
    assert time.monotonic() - began < 2
    assert "within 0.4 seconds" in error.message


def test_a_source_that_never_ends_is_cut_off_at_the_limit(source: Source) -> None:
    target = io.BytesIO()
    with pytest.raises(BadAudio) as caught:
        fetcher().fetch(source.url("endless"), target, wanted=wanted)
    assert caught.value.code == "file_too_large"
    assert len(target.getvalue()) <= LIMIT


def test_a_source_that_announces_too_much_is_not_read() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(
            200, headers={"content-length": str(LIMIT + 1)}, stream=Pieces(b"never wanted")
        )

    target = io.BytesIO()
    http_ = PinnedHttp(
        loopback_allowed=False, resolve=resolve, transport=RecordingTransport(answer)
    )
    reader = HttpRecordingFetcher(http_, max_bytes=LIMIT, timeout_seconds=5, redirects=0)
    with pytest.raises(BadAudio, match="larger than the 2000 bytes"):
        reader.fetch("https://public.example/", target, wanted=wanted)
    assert target.getvalue() == b""


def test_what_a_job_asks_of_its_source_is_judged_before_the_body_is_read(source: Source) -> None:
    target = io.BytesIO()
    with pytest.raises(BadAudio, match="larger than the 1000 bytes") as caught:
        fetcher().fetch(
            source.url("call"), target, wanted=wanted, terms=SourceTerms(max_bytes=1000)
        )
    assert caught.value.code == "file_too_large"
    with pytest.raises(
        BadAudio, match=r"says of its type 'nothing'; it has to be audio/\*"
    ) as said:
        fetcher().fetch(
            source.url("endless"), target, wanted=wanted, terms=SourceTerms(type_prefix="audio/")
        )
    assert said.value.code == "unsupported_media_type"
    assert target.getvalue() == b""


def test_a_jobs_limit_is_never_above_that_of_uploads(source: Source) -> None:
    with pytest.raises(BadAudio, match=f"larger than the {LIMIT} bytes"):
        fetcher().fetch(
            source.url("endless"), io.BytesIO(), wanted=wanted, terms=SourceTerms(max_bytes=10**9)
        )


def test_a_source_that_breaks_off_is_tried_again(source: Source) -> None:
    assert refusal(source.url("short"), SourceUnavailable).code == "audio_url_unreachable"


def test_nobody_there_is_tried_again() -> None:
    error = refusal("http://127.0.0.1:9/call?X-Signature=abc123", SourceUnavailable)
    assert "nothing listens there" in error.message


def test_a_disk_that_is_full_is_not_the_sources_fault(source: Source) -> None:
    class FullDisk(io.BytesIO):
        def write(self, data: Any) -> int:
            raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        fetcher().fetch(source.url("call"), FullDisk(), wanted=wanted)


def test_a_recording_that_is_not_wanted_any_more_is_left(source: Source) -> None:
    began = time.monotonic()
    with pytest.raises(NotFound):
        fetcher().fetch(source.url("drip"), io.BytesIO(), wanted=lambda: False)
    assert time.monotonic() - began < 3


def test_no_log_at_any_level_has_the_url(source: Source, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    url = source.url("call").replace("//", "//me:password@")
    fetcher().fetch(url, io.BytesIO(), wanted=wanted)
    assert SECRET not in caplog.text
    assert "password" not in caplog.text
