"""Server-sent events, resumed where a connection broke.
https://html.spec.whatwg.org/multipage/server-sent-events.html"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import httpx

from novapulse.client.connection import Connection, Params
from novapulse.client.errors import ClientError, UnexpectedAnswer

EVENT_STREAM = "text/event-stream"
RECONNECT_SECONDS = 1.0
"""After a stream that was opened and then ended, for whatever reason."""


@dataclass(frozen=True)
class Message:
    """``data`` is empty where the server only tells where a client would go on: at ``id``."""

    id: str
    data: str


def messages(
    connection: Connection, path: str, params: Params, last_id: str | None
) -> Iterator[Message]:
    """Without an end. Raises what the server refuses, and ConnectionFailed if it stays away."""
    retries, failures = connection.retries, 0
    while True:
        pause = RECONNECT_SECONDS
        try:
            with connection.stream(
                "GET", path, params=list(params), headers=_headers(last_id)
            ) as response:
                _check_type(response)
                failures = 0
                for message in decoded(_lines(response)):
                    last_id = message.id or last_id
                    if message.data:
                        yield message
        except ClientError as error:
            failures += 1
            wait = retries.wait(error, failures - 1)
            if wait is None or failures > retries.most:
                raise
            pause = wait
        retries.sleep(pause)


def _check_type(response: httpx.Response) -> None:
    """A page would be read as a stream without events, for ever."""
    type, _, _ = response.headers.get("content-type", "").partition(";")
    if type.strip().lower() != EVENT_STREAM:
        raise UnexpectedAnswer(
            "unexpected_answer",
            "This is not what a NovaPulse server answers: no event stream. Check the URL.",
        )


def _headers(last_id: str | None) -> dict[str, str]:
    resumed = {} if last_id is None else {"last-event-id": last_id}
    return {"accept": EVENT_STREAM, **resumed}


def decoded(lines: Iterable[str]) -> Iterator[Message]:
    """A message ends with an empty line; one that is cut off is left out. The type of an event is
    in its data too."""
    id = ""
    data: list[str] = []
    for line in lines:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            yield Message(id, "\n".join(data))
            data = []
        elif name == "data":
            data.append(value)
        elif name == "id":
            id = value


def _lines(response: httpx.Response) -> Iterator[str]:
    """By line feeds alone: other separators may be part of the data."""
    rest = b""
    for chunk in response.iter_bytes():
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            yield line.removesuffix(b"\r").decode(errors="replace")
