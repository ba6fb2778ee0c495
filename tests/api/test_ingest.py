import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from novapulse.services.home import Home
from tests.api.answers import error
from tests.api.clients import Caller
from tests.api.conftest import key_for
from tests.services.house import WAV, RememberingRunner

URL = "/v1/audio/ingest"
OF_OTHERS = ("dialect", "call", "medium", "content", "conversation")
"""Options that fields of the call, or other ways in, decide."""


def send(client: Caller, content: bytes = WAV, /, name: str = "call.wav", **fields: Any) -> Any:
    return client.post(URL, files={"file": (name, content)}, data=fields)


def send_raw(client: TestClient, body: bytes, boundary: str = "B") -> Any:
    kind = {"content-type": f"multipart/form-data; boundary={boundary}"}
    return client.post(URL, content=body, headers=kind)


def leftovers(home: Home) -> list[Path]:
    return list(home.incoming.iterdir()) if home.incoming.exists() else []


def part(name: str, value: bytes, extra: bytes = b"") -> bytes:
    head = f'--B\r\nContent-Disposition: form-data; name="{name}"'.encode()
    return head + extra + b"\r\n\r\n" + value + b"\r\n"


def test_an_accepted_recording_answers_with_exactly_the_published_shape(
    client: TestClient,
) -> None:
    answer = send(client, pipeline="transcription")
    body = answer.json()
    assert answer.status_code == 202
    assert re.fullmatch("job_[0-9a-f]{12}", body.pop("job_id"))
    assert body == {
        "status": "queued",
        "pipeline": "transcription",
        "created_at": "2026-03-01T12:00:00Z",
        "estimated_completion": "2026-03-01T12:03:19Z",
        "file": {"name": "call.wav", "size_bytes": len(WAV), "duration_seconds": 389},
    }


def test_every_field_reaches_the_job(client: TestClient, runner: RememberingRunner) -> None:
    send(
        client,
        language="en-gb",
        pipeline="full-analysis",
        metadata='{"agent_id": "AGT-42"}',
        webhook_url="http://127.0.0.1:9/hook",
        channels='{"1": "Customer", "2": "Agent"}',
        speakers_expected="2",
        custom_vocabulary='["NovaPulse"]',
        unknown="ignored",
    )
    [job] = runner.started
    assert job.tenant == "acme"
    assert job.audio_sha256 == hashlib.sha256(WAV).hexdigest()
    assert job.options.model_dump(mode="json", exclude=set(OF_OTHERS)) == {
        "language": "en-GB",
        "language_given": True,
        "pipeline": "full-analysis",
        "webhook_url": "http://127.0.0.1:9/hook",
        "audio_url": None,
        "channels": {"1": "Customer", "2": "Agent"},
        "speakers_expected": 2,
        "custom_vocabulary": ["NovaPulse"],
        "metadata": {"agent_id": "AGT-42"},
    }


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\calls\\call.wav", "call.wav"),
        ("Anruf für Müller.wav", "Anruf für Müller.wav"),
        ("a" * 400, "a" * 255),
        ("folder/", "audio"),
    ],
)
def test_a_file_name_is_only_a_name(client: TestClient, sent: str, kept: str) -> None:
    assert send(client, name=sent).json()["file"]["name"] == kept


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"language": "klingonish"}, "invalid_language_code"),
        ({"pipeline": "everything"}, "invalid_parameter"),
        ({"metadata": "{not json"}, "invalid_parameter"),
        ({"metadata": "[]"}, "invalid_parameter"),
        ({"metadata": "null"}, "invalid_parameter"),
        ({"metadata": '{"a": NaN}'}, "invalid_parameter"),
        ({"metadata": '{"a": 1e999}'}, "invalid_parameter"),
        ({"metadata": '{"a": "\\ud800"}'}, "invalid_parameter"),
        ({"metadata": "[" * 50_000}, "invalid_parameter"),
        ({"metadata": "9" * 5000}, "invalid_parameter"),
        ({"webhook_url": "https://192.168.1.1/"}, "invalid_parameter"),
        ({"channels": '{"9": "Agent"}'}, "invalid_parameter"),
        ({"speakers_expected": "two"}, "invalid_parameter"),
        ({"language": "x" * 70_000}, "invalid_parameter"),
    ],
)
def test_bad_fields_are_refused(
    client: TestClient, home: Home, fields: dict[str, Any], code: str
) -> None:
    assert error(send(client, **fields)) == (400, code)
    assert home.jobs.unfinished() == ()
    assert leftovers(home) == []


def test_what_is_no_upload_id_is_refused_as_in_json(client: TestClient) -> None:
    answer = client.post(URL, files={"upload_id": (None, "x" * 60_000)})
    assert error(answer) == (400, "invalid_parameter")
    assert len(answer.content) < 1000


def test_an_endless_row_of_parts_is_not_read(client: TestClient) -> None:
    parts = [(f"part{n}", (f"{n}.bin", b"")) for n in range(40)]
    answer = client.post(URL, files=[*parts, ("file", ("call.wav", WAV))])
    assert error(answer) == (400, "invalid_parameter")
    assert "more than 32 fields" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 400, "invalid_parameter"),
        (b"junk", 415, "unsupported_media_type"),
        (b"AVI", 415, "unsupported_media_type"),
        (b"MP3 96000", 400, "invalid_parameter"),
    ],
)
def test_bad_recordings_are_refused(
    client: TestClient, home: Home, content: bytes, status: int, code: str
) -> None:
    assert error(send(client, content)) == (status, code)
    assert leftovers(home) == []


def test_a_repeat_within_a_minute_is_a_conflict(client: TestClient) -> None:
    first = send(client).json()["job_id"]
    answer = send(client)
    assert error(answer) == (409, "job_already_exists")
    assert first in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    "request_",
    [
        {},
        {"json": {"language": "en-US"}},
        {"files": {"recording": ("a.wav", WAV)}},
    ],
)
def test_a_request_without_the_file_says_so(client: TestClient, request_: dict[str, Any]) -> None:
    assert error(client.post(URL, **request_)) == (400, "missing_required_field")


def test_a_body_of_another_kind_is_refused_by_its_kind(client: TestClient) -> None:
    answer = client.post(URL, data={"file": "as a query string"})
    assert error(answer) == (415, "unsupported_media_type")
    assert "multipart/form-data or application/json" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no form",
        b"--B--",
        b"--B\r\n\r\nvalue\r\n--B--\r\n",
        b"--B\r\nContent-Disposition: attachment\r\n\r\nvalue\r\n--B--\r\n",
        part("file", WAV, b'; filename="a.wav"'),
        part("file", WAV, b'; filename="a.wav"') + b"--B",
        part("language", b"\xff\xfe") + b"--B--\r\n",
        part("language", b"en") + part("language", b"es") + b"--B--\r\n",
        part("file", WAV) + part("file", WAV) + b"--B--\r\n",
        b"".join(part(f"field{n}", b"x") for n in range(40)) + b"--B--\r\n",
        b"--B\r\n" + b"X: y\r\n" * 50 + b"\r\nvalue\r\n--B--\r\n",
    ],
)
def test_a_broken_form_is_refused_and_leaves_nothing(
    client: TestClient, home: Home, body: bytes
) -> None:
    status, code = error(send_raw(client, body))
    assert (status, code) in [(400, "invalid_parameter"), (400, "missing_required_field")]
    assert leftovers(home) == []


@pytest.mark.parametrize("boundary", ["", "x" * 5000])
def test_a_form_without_a_usable_boundary_is_refused(client: TestClient, boundary: str) -> None:
    assert error(send_raw(client, b"--B--", boundary)) == (400, "invalid_parameter")


def test_a_file_above_the_limit_is_refused(client: TestClient, home: Home) -> None:
    assert error(send(client, WAV + bytes(100_001))) == (413, "file_too_large")
    assert leftovers(home) == []


def test_a_file_of_exactly_the_limit_is_taken(client: TestClient) -> None:
    assert send(client, WAV + bytes(100_000 - len(WAV))).status_code == 202


def test_a_body_that_says_it_is_too_large_is_refused_unread(client: TestClient) -> None:
    headers = {
        "content-type": "multipart/form-data; boundary=B",
        "content-length": str(500 * 1024 * 1024),
    }
    assert error(client.post(URL, content=b"x", headers=headers)) == (413, "file_too_large")


def test_the_scope_is_asked_before_the_body(client: TestClient, home: Home) -> None:
    other = key_for(home, scopes=("jobs:read",))
    answer = client.post(URL, files={"file": WAV + bytes(200_000)}, headers=other)
    assert error(answer) == (403, "insufficient_permissions")
    assert not home.incoming.exists()


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.dictionaries(
        st.sampled_from(["language", "pipeline", "metadata", "webhook_url", "channels"]),
        st.text(max_size=50)
        | st.just("{}")
        | st.sampled_from(["{", "null", "[1]", '{"a":"\\u0000"}']),
    )
)
def test_odd_fields_are_taken_or_refused_but_never_break_the_server(
    client: TestClient, fields: dict[str, str]
) -> None:
    answer = send(client, json.dumps(fields).encode().join((b"RIFF", b"")), **fields)
    assert answer.status_code in (202, 400, 409)
    if answer.status_code != 202:
        error(answer)
    else:
        assert client.get(f"/v1/jobs/{answer.json()['job_id']}").status_code == 200


@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.binary(max_size=300))
def test_odd_bodies_are_refused_in_the_envelope(client: TestClient, body: bytes) -> None:
    status, _ = error(send_raw(client, b"--B\r\nContent-Disposition: form-data; name=" + body))
    assert status == 400


@pytest.mark.parametrize("text", ["", "null", "{"])
def test_metadata_that_is_no_object_is_told_to_be_one(client: TestClient, text: str) -> None:
    answer = send(client, metadata=text)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].endswith("send a JSON object")


def test_a_form_says_of_the_call_what_json_can(client: TestClient) -> None:
    sent = send(
        client,
        agent_id="AGT-42",
        contact_id="C-1",
        call_direction="inbound",
        call_timestamp="2026-02-28T23:30:00Z",
    )
    assert client.get(f"/v1/jobs/{sent.json()['job_id']}").json()["call"] == {
        "agent_id": "AGT-42",
        "contact_id": "C-1",
        "direction": "inbound",
        "timestamp": "2026-02-28T23:30:00Z",
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [("agent_id", " "), ("call_direction", "up"), ("call_timestamp", "2026-02-28")],
)
def test_a_form_says_nothing_of_the_call_that_cannot_be(
    client: TestClient, field: str, value: str
) -> None:
    answer = send(client, **{field: value})
    assert error(answer) == (400, "invalid_parameter")
    assert answer.json()["error"]["message"].startswith(f"{field}: ")


def test_the_same_recording_of_another_call_is_no_repeat(client: TestClient) -> None:
    assert send(client, agent_id="AGT-42").status_code == 202
    assert send(client, agent_id="AGT-43").status_code == 202
    assert error(send(client, agent_id="AGT-42")) == (409, "job_already_exists")
