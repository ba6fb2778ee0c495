"""Submitting calls, and reading errors."""

from typing import Any

from fastapi.testclient import TestClient

from tests.services.house import WAV

CALLS = "/api/v1/calls/analyze"
ANALYSES = "/api/v1/analysis"
DETAILS = {"agent_id": "AGENT_001", "contact_id": "CONTACT_12345"}


def send(
    client: TestClient,
    content: bytes = WAV,
    /,
    *,
    name: str = "call.wav",
    to: str = CALLS,
    **fields: Any,
) -> Any:
    return client.post(to, files={"audio_file": (name, content)}, data=DETAILS | fields)


def send_url(client: TestClient, *, to: str = CALLS, **fields: Any) -> Any:
    return client.post(to, json={"audio_url": "https://example.com/call.wav", **DETAILS, **fields})


def error(answer: Any) -> tuple[int, str]:
    """Status and code; the envelope is checked."""
    body = answer.json()
    assert set(body) <= {"error", "detail"}
    assert set(body["error"]) <= {"code", "message", "details", "request_id"}
    assert body["error"]["request_id"] == answer.headers["x-request-id"]
    assert body["error"]["message"]
    return answer.status_code, body["error"]["code"]
