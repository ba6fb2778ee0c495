import hashlib
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.domain.job import Dialect, Medium
from novapulse.services.home import Home
from novapulse.services.symbl.ids import conversation_id, job_uuid
from tests.api.conftest import OpenHome
from tests.api.symbl.calls import AUDIO, NO_CONVERSATION, URL, error, send, send_url, the_job
from tests.api.symbl.conftest import FREELY, signed_in
from tests.services.house import WAV, HandClock, RememberingRunner, publish


def leftovers(home: Home) -> list[Any]:
    return list(home.incoming.iterdir()) if home.incoming.exists() else []


@pytest.mark.parametrize("path", [AUDIO, f"{AUDIO}/", "/v1/process/video"])
def test_the_body_is_the_recording(
    client: TestClient, home: Home, runner: RememberingRunner, path: str
) -> None:
    answer = send(client, "name=Meeting", to=path)
    assert answer.status_code == 201, answer.text
    job = the_job(runner)
    assert answer.json() == {
        "conversationId": conversation_id(job.id),
        "jobId": job_uuid(job.id),
    }
    assert re.fullmatch("[0-9]{16}", answer.json()["conversationId"])
    assert job.audio_sha256 == hashlib.sha256(WAV).hexdigest()
    assert job.options.dialect is Dialect.SYMBL
    assert job.options.medium is Medium.SPEECH
    assert job.file.name == "Meeting"
    assert home.blobs.get(job.audio_key) == WAV
    assert leftovers(home) == []


@pytest.mark.parametrize("kind", [None, "", "audio/wav", "audio/mpeg", "text/plain", "x", "a/b; c"])
def test_what_the_content_type_says_does_not_matter(client: TestClient, kind: str | None) -> None:
    headers = {} if kind is None else {"content-type": kind}
    assert send(client, headers=headers).status_code == 201


def test_a_body_may_come_in_chunks(client: TestClient, runner: RememberingRunner) -> None:
    def chunks() -> Iterator[bytes]:
        yield WAV[:10]
        yield b""
        yield WAV[10:]

    assert send(client, content=chunks()).status_code == 201
    assert the_job(runner).audio_sha256 == hashlib.sha256(WAV).hexdigest()


@pytest.mark.parametrize("content", [b"webm 8000", b"amr 8000", b"mp4 192000"])
def test_whatever_can_be_decoded_is_taken(client: TestClient, content: bytes) -> None:
    assert send(client, content=content).status_code == 201


@pytest.mark.parametrize("content", [b"", b"junk", b"LONG 8000"])
def test_what_is_no_recording_is_400(client: TestClient, home: Home, content: bytes) -> None:
    status, text = error(send(client, content=content))
    assert status == 400
    assert text.startswith("body: ")
    assert home.jobs.unfinished() == ()
    assert leftovers(home) == []


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_is_too_long_is_413(client: TestClient, home: Home, chunked: bool) -> None:
    content = bytes(home.settings.max_upload_bytes + 1)
    status, text = error(send(client, content=iter([content]) if chunked else content))
    assert status == 413
    assert "POST /v1/process/audio/url" in text
    assert leftovers(home) == []


def test_the_same_recording_twice_is_two_conversations(client: TestClient) -> None:
    ids = {send(client).json()["conversationId"] for _ in range(2)}
    assert len(ids) == 2


@pytest.mark.parametrize("path", [f"{AUDIO}/url", "/v1/process/video/url", f"{AUDIO}/url/"])
def test_a_recording_is_named_by_its_url(
    client: TestClient, runner: RememberingRunner, path: str
) -> None:
    answer = client.post(path, json={"url": URL, "name": "Meeting", "features": {"a": 1}})
    assert answer.status_code == 201, answer.text
    options = the_job(runner).options
    assert options.audio_url == URL
    assert options.conversation.name == "Meeting"


def test_what_the_body_says_stands_before_the_query(
    client: TestClient, runner: RememberingRunner
) -> None:
    query = "enableSpeakerDiarization=true&diarizationSpeakerCount=3&name=Query&languageCode=es"
    answer = send_url(client, query, name="Body", languageCode=None)
    assert answer.status_code == 201, answer.text
    options = the_job(runner).options
    assert (options.conversation.name, options.speakers_expected) == ("Body", 3)
    assert (options.conversation.separated, options.language) == (True, "es")


@pytest.mark.parametrize(
    "url", [None, "", 7, "call.mp3", "ftp://example.com/a", "https://10.0.0.1/a.mp3"]
)
def test_a_url_that_is_none_or_leads_inside_is_refused(
    client: TestClient, runner: RememberingRunner, url: Any
) -> None:
    status, text = error(client.post(f"{AUDIO}/url", json={"url": url}))
    assert status == 400
    assert text.lstrip('"').startswith("url")
    assert runner.started == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff", b'{"url": "\\ud800"}'])
def test_a_body_that_is_no_object_is_400(client: TestClient, body: bytes) -> None:
    for path in (f"{AUDIO}/url", "/v1/process/text"):
        assert error(client.post(path, content=body))[0] == 400


def test_what_is_appended_is_a_job_of_the_same_conversation(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    first = send(client).json()
    job = the_job(runner)
    publish(home, job)
    name = first["conversationId"]
    appended = [
        send(client, method="PUT", to=f"{AUDIO}/{name}"),
        send(client, method="PUT", to=f"/v1/process/video/{name}/"),
        client.put(f"{AUDIO}/url/{name}", json={"url": URL}),
    ]
    assert [answer.status_code for answer in appended] == [201] * 3
    bodies = [answer.json() for answer in appended]
    assert {body["conversationId"] for body in bodies} == {name}
    assert len({body["jobId"] for body in (first, *bodies)}) == 4
    parts = [each for each in home.jobs.unfinished() if each.options.conversation.part_of == job.id]
    assert len(parts) == 3


def test_nothing_is_appended_to_what_is_not_there(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    name = send(client).json()["conversationId"]
    part = send(client, method="PUT", to=f"{AUDIO}/{name}").json()["jobId"]
    own = conversation_id(f"job_{part[-12:]}")
    with signed_in(home, "other") as other:
        answers = [other.put(f"{AUDIO}/{name}", content=WAV)]
    for unknown in (own, "5815170693595136", "nonsense", "urls", the_job(runner).id):
        answers.append(client.put(f"{AUDIO}/{unknown}", content=WAV))
    assert {error(answer) for answer in answers} == {(404, NO_CONVERSATION)}
    assert leftovers(home) == []


def test_one_job_too_many_is_refused_with_the_limit(
    open_home: OpenHome, clock: HandClock, runner: RememberingRunner
) -> None:
    home = open_home(clock=clock, runner=runner, **FREELY | {"concurrent_jobs": {"free": 2}})
    with signed_in(home, tier="free") as client:
        assert [send(client).status_code for _ in range(2)] == [201, 201]
        for answer in (send(client), send_url(client)):
            status, text = error(answer)
            assert status == answer.json()["statusCode"] == 429
            assert "limit of maximum of 2 number of concurrent jobs" in text
        publish(home, runner.started[0])
        assert send(client).status_code == 201


def test_url_is_no_conversation(client: TestClient) -> None:
    answer = client.put(f"{AUDIO}/url", content=WAV)
    assert error(answer)[0] == 405
    assert answer.headers["allow"] == "POST"
