import time

import anyio
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from novapulse.api.lingering import LingeringRefusal

SCOPE: Scope = {
    "type": "http",
    "method": "POST",
    "path": "/",
    "headers": [(b"transfer-encoding", b"chunked")],
}
BODILESS: Scope = {"type": "http", "method": "GET", "path": "/", "headers": []}


def exchange(
    status: int, chunks: int, *, read_first: bool = False, scope: Scope = SCOPE
) -> tuple[list[Message], int]:
    """What is sent for a request whose body has so many chunks, and how many of them were read.
    A client that has sent all says nothing more until it goes."""
    sent: list[Message] = []
    read = 0

    async def receive() -> Message:
        nonlocal read
        await anyio.sleep(0)
        if read == chunks:
            await anyio.sleep(10)
        read += 1
        return {"type": "http.request", "body": b"x", "more_body": read < chunks}

    async def send(message: Message) -> None:
        sent.append({**message, "read": read})

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        while read_first and (await receive())["more_body"]:
            pass
        await Response(b"answer", status)(scope, receive, send)

    anyio.run(LingeringRefusal(app, seconds=0.2), scope, receive, send)
    return sent, read


def test_a_refusal_is_sent_whole_before_the_rest_of_the_body_is_thrown_away() -> None:
    [start, body, end], read = exchange(413, chunks=100)
    assert (start["status"], body["body"], end["body"]) == (413, b"answer", b"")
    assert (b"connection", b"close") in start["headers"]
    assert (body["read"], body["more_body"]) == (0, True)
    assert (read, end["more_body"]) == (100, False)


def test_a_refused_request_without_a_body_keeps_its_connection() -> None:
    sent, read = exchange(404, chunks=1, scope=BODILESS)
    assert (b"connection", b"close") not in sent[0]["headers"]
    assert read == 0


def test_an_endless_body_is_cut_off_in_time() -> None:
    began = time.monotonic()
    exchange(413, chunks=10**9)
    assert time.monotonic() - began < 2


def test_a_silent_client_is_cut_off_in_time() -> None:
    began = time.monotonic()
    _, read = exchange(413, chunks=1, read_first=False)
    assert read == 1
    assert time.monotonic() - began < 2


def test_answers_to_bodies_that_were_read_are_left_as_they_are() -> None:
    for status in (202, 400):
        [start, body], _ = exchange(status, chunks=3, read_first=True)
        assert (b"connection", b"close") not in start["headers"]
        assert body["body"] == b"answer"


def test_a_success_never_waits_for_the_body() -> None:
    _, read = exchange(200, chunks=3)
    assert read == 0
