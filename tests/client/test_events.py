"""Events as they happen, across broken connections."""

import threading
import time
from itertools import islice

import httpx
import pytest

from novapulse import client as novapulse
from novapulse.client import NovaPulse, Retries
from novapulse.client.event_stream import Message, decoded
from novapulse.services.home import Home
from tests.services.house import WAV, publish


def test_events_come_as_they_happen(client: NovaPulse, home: Home) -> None:
    def happen() -> None:
        time.sleep(0.3)
        publish(home, home.jobs.get("acme", client.submit(WAV).job_id))

    thread = threading.Thread(target=happen)
    thread.start()
    events = list(islice(client.events(), 2))
    thread.join()
    assert [event.event for event in events] == ["job.created", "job.completed"]
    assert int(events[0].id) < int(events[1].id)


def test_they_begin_after_the_last_one_that_was_seen(client: NovaPulse, home: Home) -> None:
    job_id = client.submit(WAV, metadata={"queue": "billing"}).job_id
    publish(home, home.jobs.get("acme", job_id))
    created = next(client.events(last_event_id=0))
    assert (created.event, created.job_id) == ("job.created", job_id)
    assert created.metadata == {"queue": "billing"}
    assert next(client.events(last_event_id=created.id)).event == "job.completed"


def test_those_of_one_job_alone(client: NovaPulse) -> None:
    client.submit(WAV)
    job_id = client.submit(WAV + b"2").job_id
    assert next(client.events(last_event_id=0, job_id=job_id)).job_id == job_id


EVENT = (
    '{"event": "job.created", "event_id": "evt_1", "job_id": "job_1", "status": "queued",'
    ' "pipeline": "full-analysis", "metadata": {"a": "\u2028"}, "occurred_at": "now"}'
)


def stream(text: str) -> httpx.Response:
    return httpx.Response(
        200, content=text.encode(), headers={"content-type": "text/event-stream; charset=utf-8"}
    )


class Server:
    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.resumed: list[str | None] = []
        self.pauses: list[float] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.resumed.append(request.headers.get("last-event-id"))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def client(self) -> NovaPulse:
        return NovaPulse(
            "https://novapulse.example",
            "nvp_live_x",
            retries=Retries(sleep=self.pauses.append),
            transport=httpx.MockTransport(self),
        )


def test_a_stream_that_broke_goes_on_after_what_was_seen() -> None:
    server = Server(
        stream("id: 3\nretry: 1000\n\n"),
        httpx.ConnectError("no"),
        stream(f"id: 4\nevent: job.created\ndata: {EVENT}\n\nid: 5\ndata: {{"),
        stream(f"id: 5\nevent: job.created\ndata: {EVENT}\n\n"),
    )
    assert [event.id for event in islice(server.client().events(), 2)] == ["4", "5"]
    assert server.resumed == [None, "3", "3", "4"]


def test_a_server_that_stays_away_is_given_up() -> None:
    server = Server(*[httpx.ConnectError("no")] * 9)
    with pytest.raises(novapulse.ConnectionFailed):
        next(server.client().events())
    assert len(server.resumed) == 5


def test_what_the_server_refuses_is_raised_at_once() -> None:
    error = {"code": "expired_api_key", "message": "ended", "status": 401}
    server = Server(httpx.Response(401, json={"error": error}))
    with pytest.raises(novapulse.Unauthorized):
        next(server.client().events())


def test_lines_are_read_as_the_standard_says() -> None:
    lines = [": comment", "data: a", "data:b", "id: 1", "", "data: c", "", "data: cut off"]
    assert list(decoded(lines)) == [Message("1", "a\nb"), Message("1", "c")]


def test_what_is_no_stream_is_told_and_not_waited_for() -> None:
    server = Server(httpx.Response(200, html="<p>Hello</p>"))
    with pytest.raises(novapulse.UnexpectedAnswer, match="URL"):
        next(server.client().events())
    assert server.pauses == []
