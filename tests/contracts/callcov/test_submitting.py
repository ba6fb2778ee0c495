"""Family A, submissions: what is sent, and what is answered at once."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.domain.job import Dialect
from novapulse.services.home import Home
from tests.broken_storage import engine_of, full_disk, locked
from tests.contracts.callcov.caller import (
    ANALYZE,
    ANL,
    INSTANT,
    INVALID,
    SOURCE,
    WHO,
    accepted,
    by_url,
    details,
    error,
    upload,
)
from tests.contracts.callcov.local_home import home
from tests.services.house import WAV, RememberingRunner

__all__ = ["home"]

EVERY_FIELD = {
    "call_direction": "inbound",
    "call_timestamp": "2024-01-15T10:30:00Z",
    "metadata": '{"campaign": "spring", "score": 4}',
    "webhook_url": "https://your-app.example/webhooks/callcov",
}
FIVE_KEYS = {"analysis_id", "status", "created_at", "estimated_completion", "webhook_url"}


def test_an_upload_with_every_field_is_answered_with_the_five_keys(client: TestClient) -> None:
    answer = upload(client, **EVERY_FIELD)
    assert answer.status_code == 201
    body = answer.json()
    assert set(body) >= FIVE_KEYS
    assert ANL.fullmatch(body["analysis_id"])
    assert body["status"] == "processing"
    assert body["created_at"] == "2026-03-01T12:00:00Z"
    assert INSTANT.fullmatch(body["estimated_completion"])
    assert body["estimated_completion"] > body["created_at"]
    assert body["webhook_url"] == EVERY_FIELD["webhook_url"]


def test_a_file_an_agent_and_a_contact_are_enough(client: TestClient) -> None:
    answer = upload(client)
    assert accepted(answer)
    assert answer.json()["webhook_url"] is None


def test_a_recording_may_be_named_by_its_url(client: TestClient) -> None:
    answer = by_url(client, **EVERY_FIELD)
    assert ANL.fullmatch(accepted(answer))
    assert set(answer.json()) >= FIVE_KEYS


def test_a_form_may_name_it_by_its_url_too(client: TestClient, runner: RememberingRunner) -> None:
    fields = {name: (None, value) for name, value in (WHO | {"audio_url": SOURCE}).items()}
    assert accepted(client.post(ANALYZE, files=fields))
    assert runner.started[-1].options.audio_url == SOURCE


@pytest.mark.parametrize("send", [upload, by_url])
def test_what_is_said_of_the_call_is_stored_and_shown(
    client: TestClient, runner: RememberingRunner, send: Any
) -> None:
    analysis_id = accepted(send(client, **EVERY_FIELD))
    [job] = runner.started
    assert job.options.dialect is Dialect.CALLCOV
    assert job.options.call.model_dump(mode="json") == {
        **WHO,
        "direction": "inbound",
        "timestamp": "2024-01-15T10:30:00Z",
    }
    shown = client.get(f"{ANALYZE}/{analysis_id}").json()
    assert shown["metadata"] == {"campaign": "spring", "score": 4}
    assert {name: shown[name] for name in WHO} == WHO
    assert shown["call_direction"] == "inbound"
    assert shown["call_timestamp"] == "2024-01-15T10:30:00Z"
    assert shown["webhook_url"] == EVERY_FIELD["webhook_url"]


def test_what_was_not_said_is_null(client: TestClient) -> None:
    shown = client.get(f"{ANALYZE}/{accepted(upload(client))}").json()
    assert shown["call_direction"] is None
    assert shown["call_timestamp"] is None
    assert not shown["metadata"]


@pytest.mark.parametrize("metadata", [{"a": [1, {"b": None}]}, '{"a": [1, {"b": null}]}'])
def test_in_json_metadata_is_an_object_or_the_text_of_one(
    client: TestClient, metadata: Any
) -> None:
    analysis_id = accepted(by_url(client, metadata=metadata))
    assert client.get(f"{ANALYZE}/{analysis_id}").json()["metadata"] == {"a": [1, {"b": None}]}


@pytest.mark.parametrize("metadata", ["{", "[1]", "7", '"text"', "null]"])
def test_metadata_that_is_no_json_object_is_refused(client: TestClient, metadata: str) -> None:
    for answer in (upload(client, metadata=metadata), by_url(client, metadata=metadata)):
        assert error(answer) == INVALID
        assert details(answer)["field"] == "metadata"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("2024-01-15T12:30:00+02:00", "2024-01-15T10:30:00Z"),
        ("2024-01-15T10:30:00.5Z", "2024-01-15T10:30:00Z"),
        ("2024-01-15T10:30:00", "2024-01-15T10:30:00Z"),
    ],
)
def test_a_time_is_any_iso_8601_instant_and_shown_in_utc(
    client: TestClient, sent: str, shown: str
) -> None:
    analysis_id = accepted(upload(client, call_timestamp=sent))
    assert client.get(f"{ANALYZE}/{analysis_id}").json()["call_timestamp"] == shown


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("call_direction", "sideways"),
        ("call_direction", "Inbound "),
        ("call_timestamp", "yesterday"),
        ("call_timestamp", "2024-13-45T00:00:00Z"),
        ("webhook_url", "not a url"),
        ("webhook_url", "https://10.0.0.1/hook"),
        ("agent_id", ""),
        ("contact_id", "   "),
    ],
)
def test_a_field_with_a_wrong_value_is_named(client: TestClient, field: str, value: str) -> None:
    for answer in (upload(client, **{field: value}), by_url(client, **{field: value})):
        assert error(answer) == INVALID
        assert field in json.dumps(answer.json()["error"])


@pytest.mark.parametrize("field", ["agent_id", "call_direction", "call_timestamp", "audio_url"])
def test_in_json_a_text_is_no_other_type(client: TestClient, field: str) -> None:
    for value in (7, ["a"], {"a": "b"}, True):
        wrong: dict[str, Any] = {field: value}
        assert error(by_url(client, **wrong)) == INVALID


def test_all_fields_that_are_missing_are_listed(client: TestClient) -> None:
    form = client.post(ANALYZE, files={"audio_file": ("call.wav", WAV)})
    body = client.post(ANALYZE, json={"audio_url": SOURCE})
    for answer in (form, body):
        assert error(answer) == INVALID
        assert set(details(answer)["missing_fields"]) == {"agent_id", "contact_id"}


def test_a_recording_comes_in_one_way_alone(client: TestClient) -> None:
    assert error(client.post(ANALYZE, json=WHO)) == INVALID
    assert error(client.post(ANALYZE, files={k: (None, v) for k, v in WHO.items()})) == INVALID
    assert error(upload(client, audio_url=SOURCE)) == INVALID


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "audio/wav", "application/x-www-form-urlencoded"]
)
def test_any_other_media_type_is_refused(client: TestClient, kind: str) -> None:
    answer = client.post(ANALYZE, content=b"agent_id=a", headers={"content-type": kind})
    assert error(answer) == INVALID


def test_a_body_without_a_media_type_is_refused(client: TestClient) -> None:
    assert error(client.post(ANALYZE, content=b"agent_id=a")) == INVALID


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 2000])
def test_odd_json_is_refused(client: TestClient, body: bytes) -> None:
    headers = {"content-type": "application/json"}
    assert error(client.post(ANALYZE, content=body, headers=headers)) == INVALID


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=x",
    ],
)
def test_an_odd_form_is_refused(client: TestClient, kind: str) -> None:
    for body in (b"", b"--x", b"--x--", b"--x\r\n\r\nno header\r\n--x--\r\n"):
        answer = client.post(ANALYZE, content=body, headers={"content-type": kind})
        assert error(answer) == INVALID


def test_media_types_may_say_more(client: TestClient) -> None:
    headers = {"content-type": "Application/JSON; charset=utf-8"}
    content = json.dumps(WHO | {"audio_url": SOURCE})
    assert accepted(client.post(ANALYZE, content=content, headers=headers))


def test_unknown_fields_do_not_matter(client: TestClient) -> None:
    assert accepted(upload(client, team="north"))
    assert accepted(by_url(client, team={"name": "north"}))


@pytest.mark.parametrize("kind", [None, "audio/wav", "application/octet-stream", "text/plain"])
def test_what_a_part_says_of_itself_does_not_matter(client: TestClient, kind: str | None) -> None:
    part = ("call", WAV) if kind is None else ("call", WAV, kind)
    assert accepted(client.post(ANALYZE, files={"audio_file": part}, data=WHO))


def test_a_slash_at_the_end_is_the_same_without_a_redirect(client: TestClient) -> None:
    analysis_id = accepted(upload(client, path=f"{ANALYZE}/"))
    for path in (f"{ANALYZE}/{analysis_id}", f"{ANALYZE}/{analysis_id}/"):
        assert client.get(path).json()["analysis_id"] == analysis_id


def test_a_recording_that_is_sent_again_is_not_refused(client: TestClient) -> None:
    """No status of the published pages says 'sent before': a batch would count a lost call."""
    assert accepted(upload(client))
    assert accepted(upload(client))


@pytest.mark.parametrize("trouble", [full_disk, locked])
def test_while_nothing_can_be_stored_a_submission_is_refused_whole(
    client: TestClient, home: Home, trouble: Any
) -> None:
    """As 503, which the page's retrying session takes for passing."""
    note = json.dumps({"note": "x" * 15_000})
    with trouble(engine_of(home)):
        answer = upload(client, metadata=note)
    assert error(answer) == (503, "service_unavailable")
    assert int(answer.headers["retry-after"]) > 0
    assert list(home.blobs.keys("audio/")) == []
    assert accepted(upload(client, metadata=note))


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_another_method_is_refused(client: TestClient, method: str) -> None:
    assert error(client.request(method, ANALYZE)) == (405, "method_not_allowed")


def test_a_path_that_is_not_there_is_answered_in_the_envelope(client: TestClient) -> None:
    assert error(client.get("/api/v1/calls/analyse")) == (404, "not_found")
