"""What is different where API Gateway stands between callers and the API."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from novapulse.bootstrap.aws.clients import Clients
from novapulse.bootstrap.aws.ports import Ports
from novapulse.config import Settings
from novapulse.domain import storage_keys
from novapulse.domain.errors import StorageUnavailable
from novapulse.domain.events import JobEvent
from novapulse.domain.transcript import Transcript, Word
from novapulse.handlers import api
from novapulse.handlers.gateway import HttpFunction
from novapulse.ports import EventStore
from novapulse.services.home import Home
from tests.adapters.aws.cloud import Cloud
from tests.adapters.make import NOON, add_job, make_job
from tests.api.answers import error
from tests.api.aws_home import AwsHouse
from tests.api.clients import GatewayClient
from tests.api.conftest import UNREACHED_LIMITS, key_for
from tests.api.gateway import HOST, Gateway, event_of
from tests.api.staged import WAV, announce, complete, send_all, send_part, standing
from tests.api.test_ingest import send
from tests.services.house import HandClock, make_transcript, publish

MEGABYTE = 1024 * 1024
OpenClient = Callable[..., GatewayClient]


@pytest.fixture
def house(aws: Cloud, tmp_path: Path) -> AwsHouse:
    return AwsHouse(aws, tmp_path)


@pytest.fixture
def open_client(house: AwsHouse) -> Iterator[OpenClient]:
    opened: list[GatewayClient] = []

    def start(home: Home | None = None, **settings: Any) -> GatewayClient:
        home = home or house.home(**(UNREACHED_LIMITS | settings))
        opened.append(GatewayClient(home, headers=key_for(home)))
        return opened[-1]

    yield start
    for client in opened:
        client.close()


@pytest.fixture
def client(open_client: OpenClient) -> GatewayClient:
    return open_client()


def home_of(client: GatewayClient) -> Home:
    home: Home = client.app.state.home
    return home


def test_a_form_that_fits_into_a_functions_event_is_taken(client: GatewayClient) -> None:
    assert send(client, WAV + bytes(4 * MEGABYTE - len(WAV))).status_code == 202


def test_a_larger_one_is_told_of_the_way_for_large_ones(client: GatewayClient) -> None:
    answer = send(client, WAV + bytes(4 * MEGABYTE))
    assert error(answer) == (413, "file_too_large")
    message = answer.json()["error"]["message"]
    assert "4194304 bytes" in message
    assert "POST /v1/audio/uploads" in message


def test_recordings_of_any_size_go_to_s3(client: GatewayClient) -> None:
    announced = announce(client)
    assert announced["url"].startswith("https://novapulse-")
    assert "X-Amz-Signature" in announced["url"]
    send_all(client, announced)
    assert complete(client, announced["upload_id"]).json()["status"] == "completed"
    submitted = client.post("/v1/audio/ingest", json={"upload_id": announced["upload_id"]})
    assert submitted.status_code == 202
    job = home_of(client).jobs.get("acme", submitted.json()["job_id"])
    assert home_of(client).blobs.get(job.audio_key) == WAV


def test_a_part_of_another_size_counts_as_missing(open_client: OpenClient) -> None:
    client = open_client(single_upload_bytes=400, upload_part_bytes=300)
    announced = announce(client)
    send_part(client, announced["parts"][0]["url"], bytes(299))
    assert not any(part["received"] for part in standing(client, announced["upload_id"])["parts"])
    refused = complete(client, announced["upload_id"])
    assert error(refused) == (409, "upload_incomplete")


def test_what_comes_after_an_upload_was_completed_changes_nothing(client: GatewayClient) -> None:
    announced = announce(client)
    send_all(client, announced)
    complete(client, announced["upload_id"])
    send_part(client, announced["url"], bytes(len(WAV)))
    submitted = client.post("/v1/audio/ingest", json={"upload_id": announced["upload_id"]})
    job = home_of(client).jobs.get("acme", submitted.json()["job_id"])
    assert home_of(client).blobs.get(job.audio_key) == WAV


@pytest.mark.parametrize(
    ("path", "said"),
    [("/v1/audio%252Fuploads", "/v1/audio%2Fuploads"), ("/v1/jobs%253Fx", "/v1/jobs%3Fx")],
)
def test_a_path_is_decoded_once(client: GatewayClient, path: str, said: str) -> None:
    answer = client.get(path)
    assert error(answer) == (404, "not_found")
    assert said in answer.json()["error"]["message"]


def test_a_picture_arrives_as_it_is(client: GatewayClient) -> None:
    picture = client.get("/docs/favicon.png")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")


def test_a_url_is_of_the_name_by_which_the_caller_knows_the_server(client: GatewayClient) -> None:
    event = event_of(client.build_request("GET", "/v1/health"))
    assert event["headers"]["host"] == event["requestContext"]["domainName"] == HOST


@pytest.fixture
def long_call(client: GatewayClient) -> str:
    """The id of a job with more text than a function can answer with."""
    home = home_of(client)
    job = publish(home, home.jobs.get("acme", send(client).json()["job_id"]))
    key = storage_keys.result_transcript(job.tenant, job.id)
    home.blobs.put(key, of_many_words(make_transcript()).model_dump_json().encode())
    return job.id


def of_many_words(transcript: Transcript) -> Transcript:
    word = Word(word="x" * 1000, start=0.0, end=0.5, confidence=0.987)
    first = transcript.segments[0].model_copy(update={"words": (word,) * 7000})
    return transcript.model_copy(update={"segments": (first,)})


def test_a_long_answer_is_sent_compressed_or_not_at_all(
    client: GatewayClient, long_call: str
) -> None:
    path = f"/v1/transcriptions/{long_call}?word_timestamps=true"
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.content) > 6 * MEGABYTE
    refused = client.get(path, headers={"accept-encoding": "identity"})
    assert error(refused) == (406, "answer_too_large")
    assert "Accept-Encoding: gzip" in refused.json()["error"]["message"]


class Broken:
    """Stands in for a store; raises ``error`` whatever is asked of it."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Any:
        def call(*_: Any, **__: Any) -> Any:
            raise self._error

        return call


OUT_OF_REACH = StorageUnavailable("service_unavailable", "throttled")
ERRORS = [
    (OUT_OF_REACH, (503, "service_unavailable")),
    (RuntimeError("4111 1111 1111 1111"), (500, "internal_error")),
]


@pytest.mark.parametrize("store", ["limiter", "keys", "jobs", "events"])
@pytest.mark.parametrize(("raised", "said"), ERRORS)
def test_errors_leave_the_function_in_their_form(
    house: AwsHouse, caplog: pytest.LogCaptureFixture, *, store: str, raised: Exception, said: Any
) -> None:
    whole = house.home()
    stand_in: dict[str, Any] = {store: Broken(raised)}
    broken = replace(whole, **stand_in)
    path = "/v1/events?last_event_id=0" if store == "events" else "/v1/jobs/job_0123456789ab"
    with GatewayClient(broken, headers=key_for(whole)) as client:
        answer = client.get(path)
    assert error(answer) == said
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert ("retry-after" in answer.headers) == (said[0] == 503)
    assert "4111 1111" not in answer.text + caplog.text


def test_so_does_one_that_comes_when_the_answer_has_begun(
    house: AwsHouse, open_client: OpenClient, caplog: pytest.LogCaptureFixture
) -> None:
    class Fading(Broken):
        """Answers the first question."""

        def last_number(self, tenant: str) -> int:
            return 0

    home = house.home()
    broken = replace(home, events=Fading(RuntimeError("4111 1111 1111 1111")))
    answer = open_client(broken).get("/v1/events")
    assert error(answer) == (500, "internal_error")
    assert "4111 1111" not in caplog.text


def test_a_function_that_cannot_be_built_answers_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "ports", lambda: Ports(Settings(), Clients()))
    api.function.cache_clear()
    with httpx.Client(base_url=f"https://{HOST}", transport=Gateway(api.handler)) as caller:
        assert error(caller.get("/v1/health")) == (500, "internal_error")


def test_the_lambda_function_is_what_these_tests_call(
    house: AwsHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    ports = house.ports(HandClock())
    monkeypatch.setattr(api, "ports", lambda: ports)
    api.function.cache_clear()
    with httpx.Client(base_url=f"https://{HOST}", transport=Gateway(api.handler)) as caller:
        assert caller.get("/v1/health").json()["engine"] == "sphinx"
    assert isinstance(api.function(), HttpFunction)
    api.function().close()
    api.function.cache_clear()


def polled(client: GatewayClient, last: int | None = None, query: str = "") -> list[dict[str, str]]:
    """The blocks of one answer."""
    headers = {} if last is None else {"last-event-id": str(last)}
    answer = client.get(f"/v1/events{query}", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    blocks = [block.split("\n") for block in answer.text.strip().split("\n\n")]
    return [dict(line.split(": ", 1) for line in block) for block in blocks]


def test_who_polls_for_events_loses_and_repeats_none(open_client: OpenClient) -> None:
    client = open_client(aws_stream_seconds=1.5, event_poll_seconds=0.02)
    home = home_of(client)
    (start,) = polled(client)
    assert start == {"id": "0", "retry": "1000"}
    heard: list[dict[str, str]] = []
    for number in range(3):
        job = make_job(number)
        add_job(home.jobs, job)
        heard += polled(client, int(heard[-1]["id"]) if heard else 0)[1:]
        home.jobs.start("acme", job.id, NOON)
        home.jobs.complete("acme", job.id, NOON, ())
    heard += polled(client, int(heard[-1]["id"]))[1:]
    everything: tuple[JobEvent, ...] = home.events.after("acme", 0, limit=100)
    assert [int(each["id"]) for each in heard] == [each.number for each in everything]
    assert {json.loads(each["data"])["event"] for each in heard} >= {"job.created", "job.completed"}


class OneLook:
    """At the events of a store; another one is an error."""

    def __init__(self, events: EventStore) -> None:
        self._events = events
        self._looked = False

    def __getattr__(self, name: str) -> Any:
        if name == "after":
            assert not self._looked
            self._looked = True
        return getattr(self._events, name)


def test_an_answer_with_events_waits_for_no_more(house: AwsHouse, open_client: OpenClient) -> None:
    home = house.home(aws_stream_seconds=25, event_poll_seconds=0.01)
    client = open_client(replace(home, events=OneLook(home.events)))
    add_job(home.jobs, make_job(1))
    assert [each.get("event") for each in polled(client, 0)] == [None, "job.created"]
