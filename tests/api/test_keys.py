import subprocess
import sys

import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from novapulse.services.keys import create_key, revoke_key
from tests.api.answers import error
from tests.api.at_rest import uses_of_keys
from tests.api.clients import client_of
from tests.api.conftest import key_for
from tests.services.house import HandClock

REVOKE = """
import datetime, pathlib, sys
from novapulse.adapters.sqlite.database import open_database
from novapulse.adapters.sqlite.key_store import SqliteKeyStore
keys = SqliteKeyStore(open_database(pathlib.Path(sys.argv[1])))
keys.revoke(sys.argv[2], datetime.datetime.now(datetime.UTC))
"""
JOB = "job_0123456789ab"
ROUTES = [
    ("POST", "/v1/audio/ingest", "audio:write"),
    ("GET", f"/v1/jobs/{JOB}", "jobs:read"),
    ("GET", f"/v1/transcriptions/{JOB}", "transcription:read"),
    ("GET", f"/v1/insights/{JOB}", "insights:read"),
]


@pytest.mark.parametrize(("method", "path", "scope"), ROUTES)
def test_each_route_needs_a_key(home: Home, method: str, path: str, scope: str) -> None:
    answer = client_of(home).request(method, path)
    assert error(answer) == (401, "missing_api_key")
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(("method", "path", "scope"), ROUTES)
def test_each_route_needs_its_own_scope_and_no_other(
    client: TestClient, home: Home, method: str, path: str, scope: str
) -> None:
    others = tuple(s for s in ("audio:write", "jobs:read", "pii:read", "admin") if s != scope)
    answer = client.request(method, path, headers=key_for(home, scopes=others))
    assert error(answer) == (403, "insufficient_permissions")
    assert scope in answer.json()["error"]["message"]
    granted = client.request(method, path, headers=key_for(home, scopes=(scope,)))
    assert granted.status_code in (400, 404)


@pytest.mark.parametrize(
    "header",
    [
        "nvp_live_0123456789abcdef01234567",
        "Basic bnZwOg==",
        "Bearer",
        "Bearer  ",
        "Bearer nvp_live_",
        "Bearer nvp_live_0123456789abcdef0123456\x00",
        "Bearer other_0123456789abcdef01234567",
        "Bearer nvp_live_0123456789abcdef01234567",
    ],
)
def test_a_malformed_or_unknown_key_is_refused_and_not_repeated(
    client: TestClient, header: str
) -> None:
    answer = client.get(f"/v1/jobs/{JOB}", headers={"authorization": header})
    assert error(answer) == (401, "invalid_api_key")
    assert "0123456789" not in answer.text


def test_an_empty_header_is_no_key(client: TestClient) -> None:
    answer = client.get(f"/v1/jobs/{JOB}", headers={"authorization": ""})
    assert error(answer) == (401, "missing_api_key")


def test_a_revoked_key_ends_at_once(client: TestClient, home: Home) -> None:
    new = create_key(
        tenant="acme", scopes=("jobs:read",), tenants=home.tenants, keys=home.keys, clock=home.clock
    )
    header = {"authorization": f"Bearer {new.secret}"}
    assert error(client.get(f"/v1/jobs/{JOB}", headers=header)) == (404, "job_not_found")
    revoke_key(new.key.id, keys=home.keys, clock=home.clock)
    assert error(client.get(f"/v1/jobs/{JOB}", headers=header)) == (401, "expired_api_key")


@pytest.mark.slow
def test_a_key_revoked_by_another_process_ends_at_once(client: TestClient, home: Home) -> None:
    header = key_for(home, tenant="other")
    assert error(client.get(f"/v1/jobs/{JOB}", headers=header)) == (404, "job_not_found")
    [key] = [key for key in home.keys.list() if key.tenant == "other"]
    database = home.settings.data_dir / "novapulse.db"
    subprocess.run([sys.executable, "-c", REVOKE, str(database), key.id], check=True)
    assert error(client.get(f"/v1/jobs/{JOB}", headers=header)) == (401, "expired_api_key")


def test_a_key_expires(client: TestClient, home: Home, clock: HandClock) -> None:
    new = create_key(
        tenant="acme",
        scopes=("jobs:read",),
        tenants=home.tenants,
        keys=home.keys,
        clock=clock,
        expires_at=clock.now(),
    )
    clock.advance(1)
    header = {"authorization": f"Bearer {new.secret}"}
    assert error(client.get(f"/v1/jobs/{JOB}", headers=header)) == (401, "expired_api_key")


def test_every_use_is_logged_with_time_route_and_address(home: Home) -> None:
    header = key_for(home)
    with client_of(home, headers=header, address="192.0.2.7") as client:
        client.get(f"/v1/jobs/{JOB}")
        client.get(f"/v1/insights/{JOB}")
        client.get("/v1/secret-of-the-caller")
    assert {(str(use.at), use.endpoint, use.address) for use in uses_of_keys(home)} == {
        ("2026-03-01 12:00:00.250000+00:00", "GET /v1/jobs/{job_id}", "192.0.2.7"),
        ("2026-03-01 12:00:00.250000+00:00", "GET /v1/insights/{job_id}", "192.0.2.7"),
        ("2026-03-01 12:00:00.250000+00:00", "GET (no route)", "192.0.2.7"),
    }
    [key] = home.keys.list()
    assert key.last_used_at == home.clock.now()


def test_a_refused_use_is_logged_too(home: Home) -> None:
    home = Home(
        **{**vars(home), "settings": home.settings.model_copy(update={"other_requests": 1})}
    )
    with client_of(home, headers=key_for(home)) as client:
        statuses = [client.get("/v1/health").status_code for _ in range(2)]
    assert statuses == [200, 429]
    assert {use.endpoint for use in uses_of_keys(home)} == {"GET /v1/health", "GET (no route)"}
