import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import jsonschema_rs
import pytest

from novapulse.api.native.events.routes import KEY_CHECK_SECONDS
from novapulse.domain.event_schemas import event_schemas
from novapulse.domain.job import Job, Progress
from novapulse.services.home import Home
from tests.adapters.make import NOON, add_job, make_job
from tests.api.answers import error
from tests.api.conftest import key_for
from tests.api.server import serving
from tests.services.house import make_home

POLL = 0.05
"""Seconds between two looks for new events."""


@dataclass(frozen=True)
class Sent:
    id: int
    event: str
    data: dict[str, object]


class Listener:
    """An open stream, read block by block."""

    def __init__(self, answer: httpx.Response) -> None:
        self.answer = answer
        self._lines = answer.iter_lines()
        first = self._block()
        self.started_at = int(first["id"])
        assert "data" not in first

    def read(self, count: int) -> list[Sent]:
        return [self._event() for _ in range(count)]

    def rest(self) -> list[str]:
        """Until the server ends the stream."""
        return list(self._lines)

    def _event(self) -> Sent:
        fields = self._block()
        return Sent(int(fields["id"]), fields["event"], json.loads(fields["data"]))

    def _block(self) -> dict[str, str]:
        fields: dict[str, str] = {}
        for line in self._lines:
            if not line and fields:
                return fields
            name, _, value = line.partition(": ")
            if name:
                fields[name] = value
        raise AssertionError("the stream ended")


@contextmanager
def listening(
    port: int, key: dict[str, str], query: str = "", **headers: str
) -> Iterator[Listener]:
    url = f"http://127.0.0.1:{port}/v1/events{query}"
    sent = {**key, **{name.replace("_", "-"): value for name, value in headers.items()}}
    with httpx.stream("GET", url, headers=sent, timeout=10, trust_env=False) as answer:
        assert answer.status_code == 200
        yield Listener(answer)


def follow(port: int, key: dict[str, str], query: str = "", **headers: str) -> httpx.Response:
    """An answer that is no stream."""
    url = f"http://127.0.0.1:{port}/v1/events{query}"
    return httpx.get(url, headers={**key, **headers}, timeout=10, trust_env=False)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return make_home(tmp_path, event_poll_seconds=POLL, event_streams=2)


@pytest.fixture
def key(home: Home) -> dict[str, str]:
    return key_for(home)


@pytest.fixture
def port(home: Home) -> Iterator[int]:
    with serving(home) as port:
        yield port


def create(home: Home, number: int = 1, tenant: str = "acme") -> Job:
    job = make_job(number, tenant=tenant)
    add_job(home.jobs, job)
    return job


def finish(home: Home, job: Job) -> None:
    where = (job.tenant, job.id)
    home.jobs.start(*where, NOON)
    home.jobs.progress(*where, Progress(step="transcribe", percent=40), NOON)
    home.jobs.complete(*where, NOON, ())


def test_a_listener_hears_a_jobs_life_as_the_schemas_say(
    home: Home, key: dict[str, str], port: int
) -> None:
    create(home, 1)
    with listening(port, key) as listener:
        assert listener.answer.headers["content-type"].startswith("text/event-stream")
        assert listener.answer.headers["x-ratelimit-limit"]
        job = create(home, 2)
        finish(home, job)
        told = listener.read(3)
    assert [t.event for t in told] == ["job.created", "job.progress", "job.completed"]
    for sent in told:
        assert sent.data["event"] == sent.event
        assert sent.data["job_id"] == job.id
        jsonschema_rs.validate(event_schemas()[sent.event], sent.data)
    assert told[1].data["progress"] == {"step": "transcribe", "percent": 40}
    assert told[0].data["metadata"] == {"agent": "AGT-42"}


def test_a_listener_that_comes_again_loses_and_repeats_nothing(
    home: Home, key: dict[str, str], port: int
) -> None:
    heard: list[Sent] = []
    jobs = [create(home, number) for number in range(3)]
    last = "0"
    for job in jobs:
        with listening(port, key, last_event_id=last) as listener:
            heard += listener.read(2)
            finish(home, job)
        last = str(heard[-1].id)
    with listening(port, key, f"?last_event_id={last}") as listener:
        heard += listener.read(9 - len(heard))
    everything = home.events.after("acme", 0, limit=100)
    assert [h.id for h in heard] == [e.number for e in everything]
    assert len({h.data["event_id"] for h in heard}) == 9


def test_a_listener_that_is_cut_off_before_the_first_event_misses_none(
    home: Home, key: dict[str, str], port: int
) -> None:
    create(home, 1)
    with listening(port, key) as listener:
        place = listener.started_at
    job = create(home, 2)
    with listening(port, key, last_event_id=str(place)) as listener:
        assert listener.read(1)[0].data["job_id"] == job.id


def test_a_number_that_was_never_given_is_the_newest(
    home: Home, key: dict[str, str], port: int
) -> None:
    create(home, 1)
    with listening(port, key, last_event_id="9" * 18) as listener:
        job = create(home, 2)
        assert listener.read(1)[0].data["job_id"] == job.id


def test_more_events_than_are_read_at_once_come_at_once(
    home: Home, key: dict[str, str], port: int
) -> None:
    for number in range(210):
        create(home, number)
    with listening(port, key, last_event_id="0") as listener:
        heard = listener.read(210)
    assert [h.id for h in heard] == sorted({h.id for h in heard})


def test_one_job_can_be_followed(home: Home, key: dict[str, str], port: int) -> None:
    other, job = create(home, 1), create(home, 2)
    with listening(port, key, f"?job_id={job.id}", last_event_id="0") as listener:
        finish(home, other)
        finish(home, job)
        told = listener.read(3)
    assert {t.data["job_id"] for t in told} == {job.id}


def test_another_tenants_events_are_not_heard(home: Home, key: dict[str, str], port: int) -> None:
    with listening(port, key, last_event_id="0") as listener:
        finish(home, create(home, 1, tenant="rival"))
        mine = create(home, 2)
        assert listener.read(1)[0].data["job_id"] == mine.id


def test_another_tenants_job_is_one_that_does_not_exist(
    home: Home, key: dict[str, str], port: int
) -> None:
    unknown = follow(port, key, "?job_id=job_000000000007")
    create(home, 7, tenant="rival")
    foreign = follow(port, key, "?job_id=job_000000000007")
    assert error(foreign) == (404, "job_not_found")
    assert foreign.json() == unknown.json()


@pytest.mark.parametrize("number", ["x", "-1", "1.5", "", "1" * 19])
def test_a_bad_number_is_refused(port: int, key: dict[str, str], number: str) -> None:
    for answer in (
        follow(port, key, **{"Last-Event-ID": number}),
        follow(port, key, f"?last_event_id={number}"),
    ):
        assert error(answer) == (400, "invalid_parameter")
        named = answer.json()["error"]["message"].split(": ")[0]
        assert named.lower() in ("last-event-id", "last_event_id")


def test_a_bad_job_id_is_named_as_it_was_sent(port: int, key: dict[str, str]) -> None:
    answer = follow(port, key, "?job_id=x")
    assert error(answer) == (400, "invalid_parameter")
    assert answer.json()["error"]["message"].startswith("job_id: 'x' is not accepted")


def test_events_need_their_scope(home: Home, port: int) -> None:
    writer = key_for(home, scopes=("audio:write",))
    assert error(follow(port, writer)) == (403, "insufficient_permissions")
    assert error(follow(port, {})) == (401, "missing_api_key")


def test_a_key_has_so_many_streams_and_no_more(home: Home, key: dict[str, str], port: int) -> None:
    with listening(port, key) as first, listening(port, key) as second:
        refused = follow(port, key)
        assert error(refused) == (429, "too_many_streams")
        assert 0 < int(refused.headers["retry-after"]) <= home.settings.event_stream_seconds + 1
        with listening(port, key_for(home)):
            pass
        assert not first.answer.is_closed
        assert not second.answer.is_closed
    until = time.monotonic() + 5
    while True:
        try:
            with listening(port, key):
                return
        except AssertionError:
            assert time.monotonic() < until, "closed streams still count"
            time.sleep(POLL)


def test_a_stream_ends_after_a_while_and_frees_its_place(tmp_path: Path) -> None:
    home = make_home(tmp_path, event_poll_seconds=POLL, event_streams=1, event_stream_seconds=0.5)
    key = key_for(home)
    with serving(home) as port, listening(port, key) as listener:
        refused = follow(port, key)
        assert listener.rest() is not None
        time.sleep(int(refused.headers["retry-after"]))
        with listening(port, key):
            pass


def test_a_revoked_key_hears_no_more(home: Home, key: dict[str, str], port: int) -> None:
    with listening(port, key) as listener:
        [own] = home.keys.list()
        home.keys.revoke(own.id, home.clock.now())
        started = time.monotonic()
        listener.rest()
        assert time.monotonic() - started < KEY_CHECK_SECONDS + 2


def test_a_server_that_stops_does_not_wait_for_its_listeners(
    home: Home, key: dict[str, str]
) -> None:
    ended: list[float] = []
    ready = threading.Event()

    def listen(port: int) -> None:
        with listening(port, key) as listener:
            ready.set()
            listener.rest()
        ended.append(time.monotonic())

    with serving(home) as port:
        thread = threading.Thread(target=listen, args=(port,))
        thread.start()
        assert ready.wait(5)
        stopped = time.monotonic()
    assert time.monotonic() - stopped < 3
    thread.join(3)
    assert ended
    assert ended[0] - stopped < 3
