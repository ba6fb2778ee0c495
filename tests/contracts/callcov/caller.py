"""Callers of the CallCov dialect in either home, what they send, and reading what they get."""

import re
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient

from novapulse.api.every_dialect import every_dialect
from novapulse.domain.keys import SCOPES
from novapulse.services.home import Home
from novapulse.services.keys import create_key
from tests.api.clients import GatewayClient, in_aws
from tests.services.house import WAV

ANALYZE = "/api/v1/calls/analyze"
ANALYSIS = "/api/v1/analysis"
WHO = {"agent_id": "AGENT_001", "contact_id": "CONTACT_12345"}
SOURCE = "https://your-storage.example/recordings/call_12345.wav"
ANL = re.compile(r"anl_[0-9a-z]{10}")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
REQUEST = re.compile(r"req_[0-9A-Za-z]{10}")


def new_key(home: Home, tenant: str = "acme", **options: Any) -> str:
    options = {"scopes": SCOPES} | options
    return create_key(
        tenant=tenant, tenants=home.tenants, keys=home.keys, clock=home.clock, **options
    ).secret


def caller(home: Home, key: str | None = None, **headers: str) -> TestClient:
    """Through all that a request passes; follows no redirect, since none may be needed."""
    sent = {"x-api-key": key} if key else {}
    if in_aws(home):
        client = GatewayClient(home, headers=sent | headers)
        client.follow_redirects = False
        return cast(TestClient, client)
    return TestClient(
        every_dialect(home).app,
        headers=sent | headers,
        follow_redirects=False,
        raise_server_exceptions=False,
    )


def upload(
    client: TestClient,
    content: bytes = WAV,
    /,
    *,
    name: str = "call_recording.wav",
    path: str = ANALYZE,
    **fields: str,
) -> Any:
    return client.post(path, files={"audio_file": (name, content)}, data=WHO | fields)


def by_url(client: TestClient, *, path: str = ANALYZE, **fields: Any) -> Any:
    return client.post(path, json=WHO | {"audio_url": SOURCE} | fields)


def accepted(answer: Any) -> str:
    """The id of what was accepted, as the family that answered has it."""
    assert answer.status_code == 201, answer.text
    body = answer.json()
    return str(body["id"] if body.get("object") == "analysis" else body["analysis_id"])


def error(answer: Any) -> tuple[int, str]:
    """Status and code of a refusal, whose envelope is checked."""
    body = answer.json()["error"]
    assert set(body) <= {"code", "message", "details", "request_id"}
    assert isinstance(body["message"], str)
    assert body["message"]
    assert REQUEST.fullmatch(body["request_id"])
    assert answer.headers["x-request-id"] == body["request_id"]
    return answer.status_code, body["code"]


def details(answer: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", answer.json()["error"]["details"])


INVALID = (400, "validation_error")
UNKNOWN = (404, "not_found")
UNAUTHORIZED = (401, "unauthorized")

both_families = pytest.mark.parametrize("path", [ANALYZE, ANALYSIS], ids=["calls", "analysis"])
