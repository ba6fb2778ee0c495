"""Submissions that come again: idempotency keys, repeats, and many at once."""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from tests.api.answers import error
from tests.api.clients import client_of, in_aws
from tests.api.conftest import UNREACHED_LIMITS, OpenHome, key_for
from tests.api.staged import announce, send_all
from tests.services.house import WAV, HandClock, RememberingRunner

URL = "/v1/audio/ingest"
SOURCE = "https://calls.example/call.mp3"
THREADS = 20


def submissions(home: Home) -> int:
    """So many are many: each takes longer in an emulated AWS."""
    return 40 if in_aws(home) else 200


def send(
    client: TestClient,
    key: str | None = None,
    content: bytes = WAV,
    name: str = "a.wav",
    **fields: Any,
) -> Any:
    headers = {} if key is None else {"idempotency-key": key}
    return client.post(URL, files={"file": (name, content)}, data=fields, headers=headers)


def send_json(client: TestClient, key: str, **fields: Any) -> Any:
    return client.post(URL, json=fields, headers={"idempotency-key": key})


def test_the_same_key_gives_the_first_answer_byte_for_byte(
    client: TestClient, home: Home, clock: HandClock, runner: RememberingRunner
) -> None:
    first = send(client, "k")
    job_id = first.json()["job_id"]
    home.jobs.start("acme", job_id, clock.now())
    home.jobs.complete("acme", job_id, clock.now(), ())
    clock.advance(86_399)
    again = send(client, "k")
    assert (again.status_code, again.content) == (202, first.content)
    assert len(runner.started) == 1
    assert len(list(home.blobs.keys("audio/"))) == 1


def test_a_key_is_forgotten_after_its_hours(client: TestClient, clock: HandClock) -> None:
    first = send(client, "k").json()["job_id"]
    clock.advance(86_401)
    assert send(client, "k").json()["job_id"] != first


def test_parameters_that_mean_the_same_are_the_same(client: TestClient) -> None:
    first = send(client, "k", language="en-us", metadata='{"a": 1, "b": 2}')
    again = send(client, "k", language="en-US", metadata='{"b":2,"a":1}', pipeline="full-analysis")
    assert again.content == first.content


@pytest.mark.parametrize(
    "changed",
    [
        {"content": WAV + b"x"},
        {"name": "b.wav"},
        {"language": "es"},
        {"pipeline": "transcription"},
        {"metadata": '{"a": 2}'},
        {"webhook_url": "https://example.com/hook"},
        {"speakers_expected": "2"},
    ],
)
def test_a_key_with_other_parameters_is_a_conflict(
    client: TestClient, home: Home, changed: dict[str, Any]
) -> None:
    job_id = send(client, "k").json()["job_id"]
    answer = send(client, "k", **changed)
    assert error(answer) == (409, "idempotency_key_reused")
    assert job_id in answer.json()["error"]["message"]
    assert len(home.jobs.unfinished()) == 1


def test_a_key_is_looked_up_before_the_repeat(client: TestClient) -> None:
    first = send(client, "k")
    assert send(client, "k").content == first.content
    assert error(send(client, "other")) == (409, "job_already_exists")
    assert error(send(client)) == (409, "job_already_exists")


def test_a_key_is_its_tenants_own(client: TestClient, home: Home) -> None:
    first = send(client, "k").json()["job_id"]
    rival = key_for(home, "rival") | {"idempotency-key": "k"}
    answer = client.post(URL, files={"file": WAV}, headers=rival)
    assert answer.status_code == 202
    assert answer.json()["job_id"] != first


def test_a_url_is_submitted_once_for_a_key(client: TestClient) -> None:
    first = send_json(client, "k", audio_url=SOURCE)
    assert send_json(client, "k", audio_url=SOURCE).content == first.content
    other = send_json(client, "k", audio_url=SOURCE + "?v=2")
    assert error(other) == (409, "idempotency_key_reused")


def test_an_upload_that_is_used_still_gives_the_first_answer(client: TestClient) -> None:
    announced = announce(client)
    send_all(client, announced)
    upload_id = announced["upload_id"]
    first = send_json(client, "k", upload_id=upload_id)
    assert first.status_code == 202
    assert send_json(client, "k", upload_id=upload_id).content == first.content


@pytest.mark.parametrize("key", ["", "x" * 256, "tab\there", "é"])
def test_a_key_that_is_no_plain_text_is_refused(client: TestClient, key: str) -> None:
    sent = {b"idempotency-key": key.encode()}
    answer = client.post(URL, files={"file": WAV}, headers=sent)
    assert error(answer) == (400, "invalid_parameter")
    assert answer.json()["error"]["message"].startswith("Idempotency-Key: ")


def test_a_refused_request_uses_up_no_key(client: TestClient) -> None:
    assert error(send(client, "k", b"junk"))[0] == 415
    assert send(client, "k").status_code == 202


@pytest.fixture
def many(open_home: OpenHome) -> Home:
    return open_home(**UNREACHED_LIMITS)


def at_once(home: Home, **request: Any) -> tuple[Counter[int], set[bytes]]:
    """Statuses, and bodies of the accepted, of so many equal requests from so many threads."""
    authorization = key_for(home)
    with client_of(home) as client, ThreadPoolExecutor(THREADS) as pool:

        def one(_: int) -> tuple[int, bytes]:
            given = dict(request)
            headers = authorization | given.pop("headers", {})
            answer = client.post(URL, headers=headers, **given)
            if answer.status_code == 409:
                assert json.loads(answer.content)["error"]["code"] == "job_already_exists"
            return answer.status_code, answer.content

        answers = list(pool.map(one, range(submissions(home))))
    statuses = Counter(status for status, _ in answers)
    return statuses, {content for status, content in answers if status == 202}


def test_of_equal_submissions_at_once_one_becomes_a_job(many: Home) -> None:
    statuses, _ = at_once(many, files={"file": ("a.wav", WAV)})
    assert statuses == {202: 1, 409: submissions(many) - 1}
    assert len(many.jobs.unfinished()) == 1
    assert len(list(many.blobs.keys("audio/"))) == 1


def test_equal_submissions_at_once_with_one_key_all_get_its_answer(many: Home) -> None:
    statuses, bodies = at_once(
        many, files={"file": ("a.wav", WAV)}, headers={"idempotency-key": "k"}
    )
    assert statuses == {202: submissions(many)}
    assert len(bodies) == 1
    assert len(many.jobs.unfinished()) == 1
    assert len(list(many.blobs.keys("audio/"))) == 1


def test_an_upload_at_once_with_one_key_becomes_one_job(many: Home) -> None:
    with client_of(many, headers=key_for(many)) as client:
        announced = announce(client)
        send_all(client, announced)
    body = {"upload_id": announced["upload_id"]}
    statuses, bodies = at_once(many, json=body, headers={"idempotency-key": "k"})
    assert statuses == {202: submissions(many)}
    assert len(bodies) == 1
    assert len(many.jobs.unfinished()) == 1
    assert len(list(many.blobs.keys("audio/"))) == 1
