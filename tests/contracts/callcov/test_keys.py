"""Who may ask: X-API-Key, or a key as Bearer, on every route of both families."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from novapulse.services.keys import revoke_key
from tests.contracts.callcov.caller import (
    ANALYSIS,
    ANALYZE,
    UNAUTHORIZED,
    UNKNOWN,
    accepted,
    both_families,
    caller,
    error,
    new_key,
    upload,
)
from tests.contracts.callcov.local_home import home

__all__ = ["home"]

ID = "anl_0123456789"
ROUTES = [
    ("POST", ANALYZE),
    ("GET", f"{ANALYZE}/{ID}"),
    ("DELETE", f"{ANALYZE}/{ID}"),
    ("POST", ANALYSIS),
    ("GET", ANALYSIS),
    ("GET", f"{ANALYSIS}/{ID}"),
    ("DELETE", f"{ANALYSIS}/{ID}"),
    ("GET", "/api/v1/calls"),
]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-api-key": ""},
        {"x-api-key": "sk_live_nobody_has_this_key_0000000000"},
        {"x-api-key": "nvp_live_nobody_has_this_key_000000"},
        {"authorization": "Bearer nvp_live_nobody_has_this_key_000000"},
        {"authorization": "Basic YTpi"},
        {"authorization": "Bearer eyJhbGciOiJIUzI1NiJ9.e30.AAAA"},
        {"x-api-key": "ключ".encode()},
    ],
    ids=["none", "empty", "another make", "unknown", "bearer", "basic", "jwt", "odd"],
)
def test_without_a_known_key_nothing_is_answered(home: Home, headers: dict[str, Any]) -> None:
    with caller(home) as visitor:
        for method, path in ROUTES:
            answer = visitor.request(method, path, headers=headers)
            assert error(answer) == UNAUTHORIZED, path


@both_families
def test_a_key_is_taken_in_either_header(home: Home, path: str) -> None:
    key = new_key(home)
    sent = [
        {"x-api-key": key},
        {"x-api-key": f"  {key} "},
        {"authorization": f"Bearer {key}"},
        {"authorization": f"bearer {key}"},
        {"x-api-key": key, "authorization": "Bearer nonsense"},
    ]
    for headers in sent:
        with caller(home, **headers) as client:
            assert accepted(upload(client, path=path))


def test_of_both_headers_x_api_key_decides(home: Home) -> None:
    with caller(home, "nonsense", authorization=f"Bearer {new_key(home)}") as client:
        assert error(upload(client)) == UNAUTHORIZED


def test_a_revoked_key_is_no_key(home: Home) -> None:
    key = new_key(home)
    [known] = home.keys.list()
    revoke_key(known.id, keys=home.keys, clock=home.clock)
    with caller(home, key) as client:
        assert error(upload(client)) == UNAUTHORIZED


def test_what_a_key_may_not_do_is_forbidden(home: Home, client: TestClient) -> None:
    analysis_id = accepted(upload(client))
    with caller(home, new_key(home, scopes=("jobs:read",))) as reader:
        assert error(upload(reader)) == (403, "forbidden")
        assert error(reader.delete(f"{ANALYZE}/{analysis_id}")) == (403, "forbidden")
    with caller(home, new_key(home, scopes=("audio:write",))) as writer:
        assert accepted(upload(writer))


@both_families
@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_a_foreign_analysis_is_not_there(
    home: Home, client: TestClient, path: str, method: str
) -> None:
    analysis_id = accepted(upload(client))
    with caller(home, new_key(home, "rival")) as rival:
        foreign = rival.request(method, f"{path}/{analysis_id}")
        unknown = rival.request(method, f"{path}/anl_zzzzzzzzzz")
        assert error(foreign) == error(unknown) == UNKNOWN
        assert _plain(foreign) == _plain(unknown)
        assert rival.get(ANALYSIS).json()["data"] == []
    assert client.get(f"{path}/{analysis_id}").status_code == 200


def test_no_answer_repeats_a_key(home: Home) -> None:
    wrong = "nvp_live_" + "w" * 32
    with caller(home, wrong) as visitor:
        assert wrong not in upload(visitor).text


def _plain(answer: Any) -> dict[str, Any]:
    """Without what every answer has of its own."""
    body = answer.json()
    return {**body, "error": {**body["error"], "request_id": ""}}
