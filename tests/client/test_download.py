"""A recording that is written to a file: whole, or not at all."""

from collections.abc import Callable, Iterator
from errno import ENOSPC
from pathlib import Path

import httpx
import pytest

from novapulse.client import (
    ClientError,
    ConnectionFailed,
    NotFound,
    NovaPulse,
    Retries,
    UnexpectedAnswer,
)

KEY = "nvp_live_secret"
SOUND = b"fLaC" + bytes(range(256)) * 400
FLAC = {"content-type": "audio/flac"}
Answer = Callable[[httpx.Request], httpx.Response]


class Breaks(httpx.SyncByteStream):
    """In the middle."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def __iter__(self) -> Iterator[bytes]:
        yield SOUND[:1000]
        raise self.error


@pytest.fixture
def asked() -> list[httpx.Request]:
    return []


@pytest.fixture
def call(tmp_path: Path) -> Path:
    return tmp_path / "call.flac"


def client_of(asked: list[httpx.Request], *answers: Answer) -> NovaPulse:
    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return answers[min(len(asked), len(answers)) - 1](request)

    return NovaPulse(
        "http://host",
        KEY,
        retries=Retries(most=2, sleep=lambda _: None),
        transport=httpx.MockTransport(answer),
    )


def sends(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, content=SOUND, headers=FLAC)


def breaks(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, stream=Breaks(httpx.ReadError("gone")), headers=FLAC)


def is_interrupted(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, stream=Breaks(KeyboardInterrupt()), headers=FLAC)


def fills_the_disk(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, stream=Breaks(OSError(ENOSPC, "No space left")), headers=FLAC)


def shows_a_page(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, html="<h1>Log in</h1>")


def leads_to(target: str) -> Answer:
    return lambda _: httpx.Response(303, headers={"location": target})


def knows_nothing(request: httpx.Request) -> httpx.Response:
    body = {"error": {"code": "job_not_found", "message": "There is none.", "status": 404}}
    return httpx.Response(404, json=body)


def test_what_is_wanted_is_asked_for_and_saved(asked: list[httpx.Request], call: Path) -> None:
    client = client_of(asked, sends)
    assert client.audio("job_1", call, mode="beep", format="wav") == call
    assert call.read_bytes() == SOUND
    assert asked[0].url.raw_path == b"/v1/audio/job_1?redact=true&mode=beep&format=wav"
    client.audio("job_1", str(call), redact=False)
    assert asked[1].url.raw_path == b"/v1/audio/job_1?redact=false"


@pytest.mark.parametrize("target", ["https://bucket.example.com/a?sign=1", "/elsewhere?sign=1"])
def test_a_link_is_followed_without_the_key(
    asked: list[httpx.Request], call: Path, target: str
) -> None:
    client_of(asked, leads_to(target), sends).audio("job_1", call)
    assert call.read_bytes() == SOUND
    first, second = asked
    assert first.headers["authorization"] == f"Bearer {KEY}"
    assert "authorization" not in second.headers
    assert str(second.url).endswith(target)


def test_a_link_that_leads_to_a_link_is_not_followed_on(
    asked: list[httpx.Request], call: Path
) -> None:
    with pytest.raises(ClientError):
        client_of(asked, leads_to("https://bucket.example.com/")).audio("job_1", call)
    assert len(asked) == 2
    assert not call.exists()


@pytest.mark.parametrize("target", ["", "https://[", "https:///"])
def test_a_link_that_leads_nowhere_is_no_answer_of_a_server(
    asked: list[httpx.Request], call: Path, target: str
) -> None:
    with pytest.raises(UnexpectedAnswer):
        client_of(asked, leads_to(target), sends).audio("job_1", call)
    assert len(asked) == 1
    assert not call.exists()


def test_what_breaks_off_is_asked_for_again(asked: list[httpx.Request], call: Path) -> None:
    client_of(asked, breaks, sends).audio("job_1", call)
    assert call.read_bytes() == SOUND


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (breaks, ConnectionFailed),
        (knows_nothing, NotFound),
        (shows_a_page, UnexpectedAnswer),
        (fills_the_disk, OSError),
        (is_interrupted, KeyboardInterrupt),
    ],
)
def test_what_fails_leaves_what_was_there_before(
    asked: list[httpx.Request], call: Path, answer: Answer, error: type[BaseException]
) -> None:
    call.write_bytes(b"before")
    with pytest.raises(error):
        client_of(asked, answer).audio("job_1", call)
    assert call.read_bytes() == b"before"
    assert list(call.parent.iterdir()) == [call]


def test_a_folder_is_no_file_and_is_not_asked_for(
    asked: list[httpx.Request], tmp_path: Path
) -> None:
    with pytest.raises(ClientError, match="no regular file"):
        client_of(asked, sends).audio("job_1", tmp_path)
    assert asked == []


def test_a_folder_that_is_not_there_is_an_error_of_the_system(
    asked: list[httpx.Request], tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError) as told:
        client_of(asked, sends).audio("job_1", tmp_path / "none" / "call.flac")
    assert (told.value.filename, asked) == (str(tmp_path / "none"), [])


def test_who_follows_a_link_to_it_keeps_the_link(
    asked: list[httpx.Request], call: Path, tmp_path: Path
) -> None:
    link = tmp_path / "latest.flac"
    link.symlink_to(call)
    client_of(asked, sends).audio("job_1", link)
    assert link.is_symlink()
    assert call.read_bytes() == SOUND
