from collections.abc import Iterator

import anyio
import pytest
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.requests import Request
from starlette.types import Message

from novapulse.api.json_body import received_json
from novapulse.domain.errors import InvalidRequest, NovaPulseError, RequestTimeout, TooLarge


class Point(BaseModel):
    x: int


class Sender:
    """A client that sends one chunk after the other, each after ``wait`` seconds."""

    def __init__(self, *chunks: bytes, wait: float = 0) -> None:
        self._chunks: Iterator[bytes] = iter(chunks)
        self._wait = wait
        self.sent = 0

    async def receive(self) -> Message:
        await anyio.sleep(self._wait)
        chunk = next(self._chunks, None)
        self.sent += chunk is not None
        return {"type": "http.request", "body": chunk or b"", "more_body": chunk is not None}


async def parsed(sender: Sender, seconds: float) -> Point:
    request = Request({"type": "http", "headers": []}, sender.receive)
    return await received_json(request, Point, max_bytes=20, seconds=seconds)


def receive(sender: Sender, seconds: float = 60) -> Point:
    return anyio.run(parsed, sender, seconds)


def refusal(sender: Sender, seconds: float = 60) -> NovaPulseError:
    with pytest.raises(NovaPulseError) as caught:
        receive(sender, seconds)
    return caught.value


def test_a_body_may_come_in_pieces() -> None:
    assert receive(Sender(b'{"x"', b": 7}")) == Point(x=7)


def test_a_body_that_is_too_long_is_read_no_further() -> None:
    sender = Sender(*[bytes(8)] * 100)
    assert isinstance(refusal(sender), TooLarge)
    assert sender.sent == 3


def test_a_body_that_does_not_come_in_time_is_given_up() -> None:
    assert isinstance(refusal(Sender(*[b"1"] * 10, wait=0.05), 0.1), RequestTimeout)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'{"x": NaN}', b'{"x": 1} x'])
def test_what_is_not_json_is_refused(body: bytes) -> None:
    assert isinstance(refusal(Sender(body)), InvalidRequest)


def test_json_of_another_shape_names_the_field() -> None:
    with pytest.raises(RequestValidationError) as caught:
        receive(Sender(b'{"x": "seven"}'))
    assert caught.value.errors()[0]["loc"] == ("body", "x")
