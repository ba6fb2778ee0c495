"""How many jobs a tenant may have open, and how long a body may take."""

import socket
import time
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from tests.api.answers import error
from tests.api.clients import client_of
from tests.api.conftest import UNREACHED_LIMITS, OpenHome, key_for
from tests.api.server import serving
from tests.api.test_uploads import eventually, head, leftovers, read_answer
from tests.services.house import WAV, HandClock, make_home

URL = "/v1/audio/ingest"


def set_tenant(home: Home, **changes: Any) -> None:
    home.tenants.update(home.tenants.get("acme").model_copy(update=changes))


def send(client: TestClient, number: int, **options: Any) -> Any:
    return client.post(URL, files={"file": (f"{number}.wav", WAV + bytes([number]))}, **options)


@pytest.mark.parametrize(
    ("changes", "limit"),
    [
        ({"tier": "free"}, 3),
        ({"tier": "starter"}, 10),
        ({"tier": "free", "concurrent_jobs": 5}, 5),
        ({"tier": "enterprise", "concurrent_jobs": 1}, 1),
    ],
)
def test_a_tenant_has_so_many_jobs_open_as_its_tier_allows(
    client: TestClient, home: Home, changes: dict[str, Any], limit: int
) -> None:
    set_tenant(home, **changes)
    assert {send(client, n).status_code for n in range(limit)} == {202}
    refused = send(client, limit)
    assert error(refused) == (429, "concurrent_jobs_exceeded")
    message = refused.json()["error"]["message"]
    assert f"{limit} jobs" in message
    assert f"'{changes['tier']}'" in message
    assert len(home.jobs.unfinished()) == limit
    assert len(list(home.blobs.keys("audio/"))) == limit


def test_enterprise_is_without_a_limit(client: TestClient, home: Home) -> None:
    set_tenant(home, tier="enterprise")
    assert {send(client, n).status_code for n in range(60)} == {202}


def test_retry_after_names_the_end_of_the_first_job(
    client: TestClient, home: Home, clock: HandClock
) -> None:
    set_tenant(home, concurrent_jobs=2)
    send(client, 1)
    clock.advance(100.5)
    send(client, 2)
    # The first was to end 199.7 seconds after it began.
    assert send(client, 3).headers["retry-after"] == "100"
    clock.advance(500)
    assert send(client, 3).headers["retry-after"] == "1"


def test_a_job_that_ended_makes_room(client: TestClient, home: Home, clock: HandClock) -> None:
    set_tenant(home, concurrent_jobs=1)
    job_id = send(client, 1).json()["job_id"]
    assert send(client, 2).status_code == 429
    home.jobs.start("acme", job_id, clock.now())
    assert send(client, 2).status_code == 429
    home.jobs.complete("acme", job_id, clock.now(), ())
    assert send(client, 2).status_code == 202


def test_other_tenants_jobs_do_not_count(client: TestClient, home: Home) -> None:
    set_tenant(home, concurrent_jobs=1)
    send(client, 1)
    assert send(client, 2, headers=key_for(home, "rival")).status_code == 202


def test_a_full_tenants_body_is_not_taken(client: TestClient, home: Home) -> None:
    set_tenant(home, concurrent_jobs=1)
    send(client, 1)
    answer = client.post(URL, content=b"no form at all", headers={"content-type": "text/plain"})
    assert error(answer) == (429, "concurrent_jobs_exceeded")
    assert leftovers(home) == []


def test_a_repeated_request_gets_its_answer_though_the_tenant_is_full(
    client: TestClient, home: Home
) -> None:
    set_tenant(home, concurrent_jobs=1)
    headers = {"idempotency-key": "k"}
    first = send(client, 1, headers=headers)
    assert send(client, 1, headers=headers).content == first.content
    assert send(client, 2, headers={"idempotency-key": "other"}).status_code == 429


def test_a_url_counts_as_any_recording(client: TestClient, home: Home) -> None:
    set_tenant(home, concurrent_jobs=1)
    url = "https://calls.example/"
    assert client.post(URL, json={"audio_url": url}).status_code == 202
    assert client.post(URL, json={"audio_url": url + "2"}).status_code == 429


def test_the_limits_are_settings(open_home: OpenHome) -> None:
    home = open_home(concurrent_jobs={"professional": 1}, **UNREACHED_LIMITS)
    with client_of(home, headers=key_for(home)) as client:
        assert [send(client, n).status_code for n in (1, 2)] == [202, 429]


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=B", "application/json"])
def test_a_body_that_drips_is_cut_off_in_time(tmp_path: Path, kind: str) -> None:
    home = make_home(tmp_path, upload_timeout_seconds=0.5)
    start = head(home, "Content-Length: 100000").replace(
        b"multipart/form-data; boundary=B", kind.encode()
    )
    with serving(home) as port, socket.create_connection(("127.0.0.1", port), 10) as connection:
        began = time.monotonic()
        connection.sendall(start + b"--B\r\n" if b"multipart" in start else start + b"{")
        assert read_answer(connection) == (408, "request_timeout")
        assert time.monotonic() - began < 5
    assert eventually(lambda: leftovers(home) == [])


def test_a_file_that_is_too_large_is_told_of_the_way_for_large_ones(client: TestClient) -> None:
    answer = client.post(URL, files={"file": WAV + bytes(100_001)})
    assert "POST /v1/audio/uploads" in answer.json()["error"]["message"]
