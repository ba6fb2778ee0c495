import hashlib
from collections.abc import Iterable
from pathlib import Path

import anyio
import pytest
from starlette.requests import Request
from starlette.types import Message

from novapulse.api.part_body import received_part
from novapulse.api.spool import BUFFER_BYTES
from novapulse.domain.errors import InvalidRequest, NovaPulseError, RequestTimeout, TooLarge

MEGABYTE = bytes(1024 * 1024)


class Sender:
    """A client that sends one chunk after the other, each when it is asked for."""

    def __init__(self, chunks: Iterable[bytes], *, length: int | None = None) -> None:
        self._chunks = iter(chunks)
        self.sent = 0
        header = [] if length is None else [(b"content-length", str(length).encode())]
        self.request = Request({"type": "http", "headers": header}, self._receive)

    async def _receive(self) -> Message:
        chunk = next(self._chunks, None)
        self.sent += len(chunk or b"")
        return {"type": "http.request", "body": chunk or b"", "more_body": chunk is not None}


async def receive(
    sender: Sender, folder: Path, size: int, seconds: float = 60
) -> tuple[str, bytes]:
    async with received_part(
        sender.request, folder=folder, size_bytes=size, seconds=seconds
    ) as spool:
        return spool.sha256, spool.path.read_bytes()


def refused(sender: Sender, folder: Path, size: int, seconds: float = 60) -> NovaPulseError:
    with pytest.raises(NovaPulseError) as caught:
        anyio.run(receive, sender, folder, size, seconds)
    assert not folder.exists() or list(folder.iterdir()) == []
    return caught.value


def test_a_part_is_written_as_it_comes_and_removed_if_nobody_takes_it(tmp_path: Path) -> None:
    content = b"abc" * 1000
    sha256, written = anyio.run(receive, Sender([content[:5], content[5:]]), tmp_path, 3000)
    assert written == content
    assert sha256 == hashlib.sha256(content).hexdigest()
    assert list(tmp_path.iterdir()) == []


def test_no_more_than_a_buffer_waits_in_memory(tmp_path: Path) -> None:
    behind = []

    def chunks() -> Iterable[bytes]:
        for sent in range(64):
            written = sum(path.stat().st_size for path in tmp_path.iterdir())
            behind.append(sent * len(MEGABYTE) - written)
            yield MEGABYTE

    anyio.run(receive, Sender(chunks()), tmp_path, 64 * len(MEGABYTE))
    assert max(behind) <= BUFFER_BYTES


def test_a_length_that_is_too_long_is_refused_unread(tmp_path: Path) -> None:
    sender = Sender([MEGABYTE], length=len(MEGABYTE))
    assert isinstance(refused(sender, tmp_path, 1000), TooLarge)
    assert sender.sent == 0


def test_a_body_that_is_too_long_is_read_no_further(tmp_path: Path) -> None:
    sender = Sender([MEGABYTE] * 100)
    error = refused(sender, tmp_path, 2 * len(MEGABYTE))
    assert isinstance(error, TooLarge)
    assert "announced for this part" in error.message
    assert sender.sent == 3 * len(MEGABYTE)


@pytest.mark.parametrize("content", [b"", b"12"])
def test_a_body_that_ends_early_is_refused(tmp_path: Path, content: bytes) -> None:
    error = refused(Sender([content]), tmp_path, 3)
    assert isinstance(error, InvalidRequest)
    assert f"{len(content)} bytes came; this part has 3" in error.message


def test_a_body_that_does_not_come_in_time_is_given_up(tmp_path: Path) -> None:
    class Stalling(Sender):
        async def _receive(self) -> Message:
            if self.sent:
                await anyio.sleep_forever()
            return await super()._receive()

    error = refused(Stalling([MEGABYTE] * 2), tmp_path, 2 * len(MEGABYTE), 0.05)
    assert isinstance(error, RequestTimeout)
    assert error.code == "request_timeout"


def test_slow_bytes_do_not_win_more_time(tmp_path: Path) -> None:
    class Dripping(Sender):
        async def _receive(self) -> Message:
            await anyio.sleep(0.02)
            return await super()._receive()

    assert isinstance(refused(Dripping([b"x"] * 1000), tmp_path, 1000, 0.1), RequestTimeout)
