import hashlib
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.domain.errors import NotFound
from novapulse.domain.job import Dialect, Job, JobError
from novapulse.services.home import Home
from tests.api.callcov.calls import CALLS, DETAILS, error, send, send_url
from tests.api.callcov.conftest import api_key, callcov_client
from tests.services.house import WAV, RememberingRunner, publish


def the_job(runner: RememberingRunner) -> Job:
    [job] = runner.started
    return job


def leftovers(home: Home) -> list[Any]:
    return list(home.incoming.iterdir()) if home.incoming.exists() else []


def test_a_submission_is_answered_with_the_five_keys_of_the_guide(client: TestClient) -> None:
    answer = send(client, webhook_url="https://your-app.com/webhooks/callcov")
    body = answer.json()
    assert answer.status_code == 201, answer.text
    assert re.fullmatch("anl_[0-9a-z]{10}", body.pop("analysis_id"))
    assert body == {
        "status": "processing",
        "created_at": "2026-03-01T12:00:00Z",
        "estimated_completion": "2026-03-01T12:03:19Z",
        "webhook_url": "https://your-app.com/webhooks/callcov",
    }


def test_every_field_reaches_the_job(client: TestClient, runner: RememberingRunner) -> None:
    send(
        client,
        call_direction="inbound",
        call_timestamp="2024-01-15T10:30:00Z",
        metadata='{"team": "north"}',
        unknown="ignored",
    )
    job = the_job(runner)
    assert job.audio_sha256 == hashlib.sha256(WAV).hexdigest()
    assert job.options.dialect is Dialect.CALLCOV
    assert job.options.metadata == {"team": "north"}
    assert job.options.call.model_dump(mode="json") == {
        "agent_id": "AGENT_001",
        "contact_id": "CONTACT_12345",
        "direction": "inbound",
        "timestamp": "2024-01-15T10:30:00Z",
    }


@pytest.mark.parametrize("path", [CALLS, f"{CALLS}/"])
def test_a_slash_at_the_end_changes_nothing(client: TestClient, path: str) -> None:
    answer = send(client, to=path)
    assert answer.status_code == 201
    assert answer.history == []
    found = client.get(f"{path.rstrip('/')}/{answer.json()['analysis_id']}/")
    assert found.status_code == 200


def test_a_url_is_taken_as_json(client: TestClient, runner: RememberingRunner) -> None:
    answer = send_url(client, metadata={"a": 1})
    assert answer.status_code == 201, answer.text
    assert answer.json()["webhook_url"] is None
    assert the_job(runner).options.audio_url == "https://example.com/call.wav"
    assert the_job(runner).options.metadata == {"a": 1}


@pytest.mark.parametrize(
    "url", ["http://example.com/call.wav", "https://user:secret@example.com/call.wav?sig=1"]
)
def test_a_url_may_be_http_and_bear_a_login(client: TestClient, url: str) -> None:
    assert send_url(client, audio_url=url).status_code == 201


@pytest.mark.parametrize(
    "url",
    ["https://10.0.0.1/a.wav", "https://169.254.169.254/a", "ftp://example.com/a", "call.wav", 7],
)
def test_a_url_that_leads_inside_is_refused(
    client: TestClient, runner: RememberingRunner, url: Any
) -> None:
    answer = send_url(client, audio_url=url)
    assert error(answer) == (400, "validation_error")
    assert answer.json()["error"]["details"]["field"] == "audio_url"
    assert runner.started == []


def test_all_that_is_missing_is_told_at_once(client: TestClient) -> None:
    answer = client.post(CALLS, files={"audio_file": ("call.wav", WAV)}, data={"agent_id": " "})
    assert error(answer) == (400, "validation_error")
    assert answer.json()["error"]["details"] == {"missing_fields": ["agent_id", "contact_id"]}
    answer = client.post(CALLS, json=DETAILS)
    assert answer.json()["error"]["details"] == {"missing_fields": ["audio_url"]}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("call_direction", "sideways"),
        ("call_timestamp", "yesterday"),
        ("metadata", "{not json"),
        ("metadata", "[1]"),
        ("metadata", '{"a": NaN}'),
        ("webhook_url", "https://192.168.1.1/"),
        ("agent_id", "a" * 256),
        ("audio_url", "https://example.com/a.wav"),
    ],
)
def test_a_bad_field_is_named(client: TestClient, home: Home, field: str, value: str) -> None:
    answer = send(client, **{field: value})
    assert error(answer) == (400, "validation_error")
    assert answer.json()["error"]["details"]["field"] == field
    assert home.jobs.unfinished() == ()
    assert leftovers(home) == []


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"junk", b"", b"webm 8000"])
def test_what_is_no_recording_is_refused(client: TestClient, home: Home, content: bytes) -> None:
    answer = send(client, content)
    assert error(answer) == (400, "invalid_file_format")
    assert (
        answer.json()["error"]["message"]
        == "Audio file must be in WAV, MP3, M4A, FLAC, or OGG format"
    )
    assert leftovers(home) == []


@pytest.mark.parametrize("kind", ["text/plain", "application/xml"])
def test_another_media_type_is_a_validation_error(client: TestClient, kind: str) -> None:
    answer = client.post(CALLS, content=b"x", headers={"content-type": kind})
    assert error(answer) == (400, "validation_error")


def test_the_same_recording_twice_is_two_analyses(client: TestClient) -> None:
    ids = {send(client).json()["analysis_id"] for _ in range(2)}
    assert len(ids) == 2


def test_an_analysis_that_is_under_way_is_processing(client: TestClient) -> None:
    name = send(client, metadata='{"a": 1}').json()["analysis_id"]
    body = client.get(f"{CALLS}/{name}").json()
    assert body["status"] == "processing"
    assert body["agent_id"] == "AGENT_001"
    assert body["metadata"] == {"a": 1}
    assert (body["analysis"], body["results"], body["error"]) == (None, None, None)


def test_a_completed_analysis_has_sentiment_and_summary_as_texts(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    name = send(client).json()["analysis_id"]
    publish(home, the_job(runner))
    body = client.get(f"{CALLS}/{name}").json()
    assert body["status"] == "completed"
    assert body["analysis"]["sentiment"] == "neutral"
    assert body["analysis"]["summary"] == "Customer was charged twice."
    assert body["results"]["summary"] == body["analysis"]["summary"]
    assert body["transcript"]["text"].splitlines()[1] == "Customer: I was charged twice."
    assert body["transcript"]["language"] == "en"
    assert client.get(f"{CALLS}/{body['id']}").json() == body


def test_a_failed_analysis_says_why(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    name = send_url(client).json()["analysis_id"]
    job = the_job(runner)
    why = JobError(code="unsupported_media_type", message="the server says text/html")
    home.jobs.fail(job.tenant, job.id, home.clock.now(), why)
    body = client.get(f"{CALLS}/{name}").json()
    assert body["status"] == "failed"
    assert body["error"] == "the server says text/html"
    assert body["error_code"] == "invalid_file_format"


def test_a_foreign_analysis_and_none_at_all_are_the_same_404(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    name = send(client).json()["analysis_id"]
    with callcov_client(home, {"x-api-key": api_key(home, "other")}) as other:
        answers = [other.get(f"{CALLS}/{name}"), other.delete(f"{CALLS}/{name}")]
        ids = ("anl_zzzzzzzzzz", "anl_0000000000", "nonsense", the_job(runner).id)
        answers += [other.get(f"{CALLS}/{name}") for name in ids]
    said = {(error(answer), answer.json()["error"]["message"]) for answer in answers}
    assert said == {((404, "not_found"), "No such analysis exists.")}


def test_a_deleted_analysis_is_gone_with_its_recording(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    name = send(client).json()["analysis_id"]
    job = the_job(runner)
    answer = client.delete(f"{CALLS}/{name}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert error(client.get(f"{CALLS}/{name}")) == (404, "not_found")
    assert error(client.delete(f"{CALLS}/{name}")) == (404, "not_found")
    with pytest.raises(NotFound):
        home.blobs.get(job.audio_key)


def test_other_methods_and_paths_are_answered_in_the_envelope(client: TestClient) -> None:
    assert error(client.get("/api/v1/nothing")) == (404, "not_found")
    answer = client.put(CALLS)
    assert error(answer) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "POST"
