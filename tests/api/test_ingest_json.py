"""Submissions as JSON, of recordings that are elsewhere."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.domain import storage_keys
from novapulse.domain.job import Dialect, Medium
from novapulse.services.home import Home
from tests.api.answers import error
from tests.api.clients import client_of
from tests.api.conftest import OpenHome, key_for
from tests.api.staged import announce, complete, send_all
from tests.services.house import RememberingRunner

URL = "/v1/audio/ingest"
SOURCE = "https://calls.example/2026/support%20call.mp3?signature=abc"


def send(client: TestClient, **fields: Any) -> Any:
    return client.post(URL, json=fields)


def message(answer: Any) -> str:
    return str(answer.json()["error"]["message"])


def test_every_field_is_what_it_is(client: TestClient, runner: RememberingRunner) -> None:
    fields = {
        "audio_url": SOURCE,
        "language": "en-GB",
        "pipeline": "transcription",
        "webhook_url": "https://example.com/hook",
        "metadata": {"agent_id": "AGT-42", "nested": {"a": [1, None]}},
        "channels": {"1": "Customer", "2": "Agent"},
        "custom_vocabulary": ["NovaPulse"],
    }
    assert send(client, **fields, speakers_expected=2.0, upload_id=None).status_code == 202
    [job] = runner.started
    asked = job.options.model_dump(
        mode="json", exclude={"dialect", "call", "medium", "content", "conversation"}
    )
    assert asked == fields | {"speakers_expected": 2, "language_given": True}
    assert job.options.dialect is Dialect.NATIVE


CALL = {
    "agent_id": "AGT-42",
    "contact_id": "Anna's; café",
    "call_direction": "outbound",
    "call_timestamp": "2026-02-28T23:30:00+02:00",
}


def test_what_is_said_of_the_call_is_shown_with_the_job(client: TestClient) -> None:
    whole = send(client, audio_url=SOURCE, **CALL).json()["job_id"]
    assert client.get(f"/v1/jobs/{whole}").json()["call"] == {
        "agent_id": "AGT-42",
        "contact_id": "Anna's; café",
        "direction": "outbound",
        "timestamp": "2026-02-28T21:30:00Z",
    }
    partly = send(client, audio_url=SOURCE, agent_id="AGT-42", call_timestamp=None)
    assert client.get(f"/v1/jobs/{partly.json()['job_id']}").json()["call"] == {
        "agent_id": "AGT-42",
        "contact_id": None,
        "direction": None,
        "timestamp": None,
    }
    nothing = send(client, audio_url=SOURCE).json()["job_id"]
    assert "call" not in client.get(f"/v1/jobs/{nothing}").json()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("agent_id", ""),
        ("agent_id", "   "),
        ("agent_id", "a\u0000b"),
        ("agent_id", 42),
        ("contact_id", "x" * 256),
        ("call_direction", "sideways"),
        ("call_direction", ""),
        ("call_timestamp", "2026-02-28"),
        ("call_timestamp", "2026-02-28T23:30:00"),
        ("call_timestamp", "2026-02-30T23:30:00Z"),
        ("call_timestamp", "yesterday"),
        ("call_timestamp", 5),
    ],
)
def test_what_cannot_be_of_a_call_is_named(client: TestClient, field: str, value: Any) -> None:
    answer = send(client, audio_url=SOURCE, **{field: value})
    assert error(answer) == (400, "invalid_parameter")
    assert message(answer).startswith(f"{field}: ")


def test_what_is_not_fetched_yet_has_no_size_and_no_length(client: TestClient) -> None:
    answer = send(client, audio_url=SOURCE).json()
    file = {"name": "support call.mp3", "size_bytes": None, "duration_seconds": None}
    assert answer["file"] == file
    assert client.get(f"/v1/jobs/{answer['job_id']}").json()["file"] == file


@pytest.mark.parametrize("path", ["", "/", "/..", "/%2F%2F"])
def test_a_url_without_a_file_name_has_one_all_the_same(client: TestClient, path: str) -> None:
    name = send(client, audio_url=f"https://calls.example{path}").json()["file"]["name"]
    assert name in ("audio", "..")


@pytest.mark.parametrize(
    ("field", "value", "accepted"),
    [
        ("language", 5, "string"),
        ("language", "klingonish", "en-US"),
        ("pipeline", "everything", "full-analysis"),
        ("metadata", "{}", "JSON object"),
        ("metadata", [], "JSON object"),
        ("channels", {"9": "Agent"}, "'8'"),
        ("channels", {"1": "Boss"}, "Agent, Customer"),
        ("speakers_expected", "2", "integer"),
        ("speakers_expected", 2.5, "integer"),
        ("speakers_expected", True, "integer"),
        ("speakers_expected", 11, "10"),
        ("custom_vocabulary", "[]", "list"),
        ("custom_vocabulary", [" "], "pattern"),
        ("webhook_url", "https://10.0.0.1/", "public"),
        ("audio_url", "https://169.254.169.254/", "public"),
        ("audio_url", "ftp://example.com/", "https"),
        ("upload_id", "7", "pattern"),
        ("unknown", 1, "no such field"),
    ],
)
def test_a_bad_field_is_named_with_what_is_accepted(
    client: TestClient, home: Home, field: str, value: object, accepted: str
) -> None:
    answer = send(client, **{"audio_url": SOURCE, field: value})
    assert answer.status_code == 400
    assert accepted in message(answer)
    assert home.jobs.unfinished() == ()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"\xff",
        b'{"audio_url": "https://calls.example/", "metadata": {"a": NaN}}',
        b'{"audio_url": "https://calls.example/", "metadata": {"a": Infinity}}',
        b'{"audio_url": "https://calls.example/", "metadata": {"a": "\\ud800"}}',
        b'{"metadata": ' + b'{"a":' * 5000 + b"1" + b"}" * 5001,
    ],
)
def test_what_is_no_json_object_is_refused(client: TestClient, home: Home, body: bytes) -> None:
    answer = client.post(URL, content=body, headers={"content-type": "application/json"})
    assert error(answer) == (400, "invalid_parameter")
    assert home.jobs.unfinished() == ()


def test_json_that_is_too_long_is_refused(open_home: OpenHome) -> None:
    home = open_home(max_text_bytes=1000)
    with client_of(home, headers=key_for(home)) as client:
        answer = send(client, turns=[{"speaker": "Agent", "text": "x" * 1000}])
    assert error(answer) == (413, "request_too_large")


@pytest.mark.parametrize(
    "fields",
    [{"audio_url": SOURCE, "upload_id": "upl_" + "0" * 32}],
)
def test_only_one_source_is_taken(client: TestClient, fields: dict[str, str]) -> None:
    assert error(send(client, **fields)) == (400, "invalid_parameter")
    assert error(client.post(URL, files={"x": b""}, data=fields)) == (400, "invalid_parameter")


def test_a_file_and_a_url_are_one_source_too_many(client: TestClient, home: Home) -> None:
    answer = client.post(URL, files={"file": b"RIFF"}, data={"audio_url": SOURCE})
    assert error(answer) == (400, "invalid_parameter")
    assert "audio_url: came with file" in message(answer)
    assert list(home.incoming.iterdir()) == []


def test_no_source_is_a_missing_field(client: TestClient) -> None:
    assert error(send(client, language="en-US")) == (400, "missing_required_field")
    assert error(send(client)) == (400, "missing_required_field")


def test_an_upload_becomes_a_job_once(client: TestClient, home: Home) -> None:
    announced = announce(client)
    upload_id = announced["upload_id"]
    assert error(send(client, upload_id=upload_id)) == (409, "upload_incomplete")
    send_all(client, announced)
    accepted = send(client, upload_id=upload_id).json()
    assert accepted["file"] == {"name": "call.wav", "size_bytes": 1028, "duration_seconds": 389}
    again = client.post(URL, files={"x": b""}, data={"upload_id": upload_id})
    assert error(again) == (409, "upload_already_used")
    assert accepted["job_id"] in message(again)
    assert len(home.jobs.unfinished()) == 1


def test_an_upload_outlives_a_refused_submission(client: TestClient, home: Home) -> None:
    first, second = announce(client), announce(client)
    for announced in (first, second):
        send_all(client, announced)
        assert complete(client, announced["upload_id"]).status_code == 200
    assert error(send(client, upload_id=first["upload_id"], pipeline="x"))[0] == 400
    assert send(client, upload_id=first["upload_id"]).status_code == 202
    repeated = send(client, upload_id=second["upload_id"])
    assert error(repeated) == (409, "job_already_exists")
    other = send(client, upload_id=second["upload_id"], pipeline="transcription")
    assert other.status_code == 202
    assert len(list(home.blobs.keys("audio/"))) == 2


def test_an_upload_that_never_was_is_not_found(client: TestClient) -> None:
    assert error(send(client, upload_id="upl_" + "0" * 32)) == (404, "upload_not_found")


TURNS: list[dict[str, str | float]] = [
    {"speaker": "Agent", "text": "Billing support, how can I help?", "start": 0.0, "end": 2.4},
    {"speaker": "Customer", "text": "I got charged twice this month."},
]


def test_a_call_comes_as_text_and_rests_in_the_vault_alone(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    answer = send(client, turns=TURNS, metadata={"team": "billing"})
    assert answer.status_code == 202
    [job] = runner.started
    assert job.options.medium is Medium.TEXT
    kept = json.loads(home.vault.get(storage_keys.vault_written("acme", job.id)))
    assert [turn["text"] for turn in kept["turns"]] == [turn["text"] for turn in TURNS]
    assert answer.json()["file"]["name"] == "transcript.json"
    assert not list(home.blobs.keys("audio/"))


@pytest.mark.parametrize("times", [{"start": 36_000}, {"end": 36_000}, {}])
def test_a_turn_may_begin_as_late_as_the_document_says(
    client: TestClient, times: dict[str, int]
) -> None:
    late = {"speaker": "Agent", "text": "Are you still there?", "start": 36_000}
    turns = [late, {"speaker": "Customer", "text": "Good bye.", **times}]
    assert send(client, turns=turns).status_code == 202


@pytest.mark.parametrize(
    ("turns", "named"),
    [
        ([], "turns"),
        ([{"speaker": "A"}], "turns.0.text"),
        ([{"speaker": "A", "text": " "}], "turns.0.text"),
        ([{"speaker": "", "text": "Hello"}], "turns.0.speaker"),
        ([{"speaker": "A", "text": "Hello", "end": -1}], "turns.0.end"),
        ("Hello", "turns"),
    ],
)
def test_what_is_wrong_with_a_text_is_named(client: TestClient, turns: Any, named: str) -> None:
    answer = send(client, turns=turns)
    assert answer.status_code == 400
    assert message(answer).startswith(named)


def test_a_text_and_a_recording_are_two_calls(client: TestClient) -> None:
    answer = send(client, turns=TURNS, audio_url=SOURCE)
    assert answer.status_code == 400


def test_the_same_text_is_told_from_another_one(client: TestClient) -> None:
    assert send(client, turns=TURNS).status_code == 202
    assert send(client, turns=TURNS).status_code == 409
    assert send(client, turns=TURNS[:1]).status_code == 202
