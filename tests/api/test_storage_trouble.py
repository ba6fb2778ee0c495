"""Requests while the database cannot be written: all say 503, and none loses anything."""

import json
from contextlib import AbstractContextManager
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.domain.listing import JobFilter
from novapulse.services.home import Home
from tests.api.answers import error
from tests.api.staged import announce, send_all, standing
from tests.broken_storage import engine_of, full_disk, locked
from tests.services.house import WAV

UNAVAILABLE = (503, "service_unavailable")
NOTE = json.dumps({"note": "x" * 15_000})
KEY = {"idempotency-key": "k"}


def submit(client: TestClient) -> Any:
    files, fields = {"file": ("call.wav", WAV)}, {"metadata": NOTE}
    return client.post("/v1/audio/ingest", files=files, data=fields, headers=KEY)


@pytest.fixture(params=[full_disk, locked])
def trouble(request: pytest.FixtureRequest, home: Home) -> AbstractContextManager[None]:
    context: AbstractContextManager[None] = request.param(engine_of(home))
    return context


def test_a_submission_is_refused_whole_and_its_key_can_be_used_again(
    client: TestClient, home: Home, trouble: AbstractContextManager[None]
) -> None:
    with trouble:
        answer = submit(client)
        assert error(answer) == UNAVAILABLE
        assert int(answer.headers["retry-after"]) > 0
    assert home.jobs.page("acme", JobFilter(), limit=10) == ()
    assert list(home.blobs.keys("audio/")) == []
    assert list(home.incoming.iterdir()) == []
    assert submit(client).status_code == 202


def test_an_upload_stays_for_the_next_try(
    client: TestClient, home: Home, trouble: AbstractContextManager[None]
) -> None:
    announced = announce(client)
    send_all(client, announced)
    body = {"upload_id": announced["upload_id"], "metadata": json.loads(NOTE)}
    with trouble:
        assert error(client.post("/v1/audio/ingest", json=body)) == UNAVAILABLE
    assert standing(client, announced["upload_id"])["status"] in ("open", "completed")
    assert client.post("/v1/audio/ingest", json=body).status_code == 202
    assert len(list(home.blobs.keys("audio/"))) == 1


def test_what_is_only_read_is_answered(
    client: TestClient, trouble: AbstractContextManager[None]
) -> None:
    job_id = submit(client).json()["job_id"]
    with trouble:
        assert client.get(f"/v1/jobs/{job_id}").status_code == 200
        assert client.get("/v1/jobs").status_code == 200
        assert client.get("/v1/health").status_code == 200
