import logging
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.api.dispatcher import Dispatcher
from novapulse.domain import storage_keys
from novapulse.services.home import Home
from tests.api.answers import error
from tests.api.at_rest import sealed_by
from tests.api.clients import client_of
from tests.api.conftest import OpenHome, key_for


def test_health_needs_no_key(home: Home) -> None:
    answer = client_of(home).get("/v1/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["engine"] == "sphinx"


@pytest.mark.parametrize("path", ["/", "/v1", "/v2/jobs", "/v1/jobs/", "/v1/audio/ingest/"])
def test_an_unknown_path_is_not_found_and_never_redirected(client: TestClient, path: str) -> None:
    answer = client.post(path, follow_redirects=False)
    assert error(answer) == (404, "not_found")


def test_a_wrong_method_says_which_are_right(client: TestClient) -> None:
    answer = client.put("/v1/audio/ingest")
    assert error(answer) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "POST", "though GET /v1/audio/{job_id} could be meant"


def test_an_unforeseen_error_is_an_envelope_without_any_trace_of_its_text(
    open_home: OpenHome, caplog: pytest.LogCaptureFixture
) -> None:
    class BrokenJobStore:
        def get(self, tenant: str, job_id: str) -> None:
            raise RuntimeError("my card number is 4111 1111 1111 1111")

    whole = open_home()
    home = Home(**{**vars(whole), "jobs": BrokenJobStore()})
    client = client_of(home, headers=key_for(home))
    with caplog.at_level(logging.DEBUG):
        answer = client.get("/v1/jobs/job_0123456789ab")
    assert error(answer) == (500, "internal_error")
    assert "4111 1111" not in answer.text + caplog.text
    assert "RuntimeError" in caplog.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_damaged_vault_is_an_internal_error(
    client: TestClient, home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    from tests.api.test_ingest import send
    from tests.services.house import publish

    job = publish(home, home.jobs.get("acme", send(client).json()["job_id"]))
    sealed, key = sealed_by(home), storage_keys.vault_transcript("acme", job.id)
    content = sealed.get(key)
    sealed.put(key, content[:-1] + bytes([content[-1] ^ 1]))
    answer = client.get(f"/v1/transcriptions/{job.id}", params={"redact_pii": "false"})
    assert error(answer) == (500, "internal_error")


def test_the_openapi_document_tells_of_forms_keys_and_errors(client: TestClient) -> None:
    document: dict[str, Any] = client.get("/openapi.json").json()
    assert set(document["paths"]) >= {
        "/v1/audio/ingest",
        "/v1/jobs/{job_id}",
        "/v1/transcriptions/{job_id}",
        "/v1/insights/{job_id}",
        "/v1/health",
    }
    ingest = document["paths"]["/v1/audio/ingest"]["post"]
    form = ingest["requestBody"]["content"]["multipart/form-data"]["schema"]
    assert set(form["properties"]) >= {"file", "language", "pipeline", "metadata", "webhook_url"}
    assert ingest["security"] == [{"apiKey": []}]
    assert document["components"]["securitySchemes"]["apiKey"]["scheme"] == "bearer"
    assert set(ingest["responses"]) >= {"202", "400", "401", "403", "409", "413", "415"}
    assert "security" not in document["paths"]["/v1/health"]["get"]


def test_the_dispatcher_tells_dialects_apart_by_whole_path_parts(client: TestClient) -> None:
    called: list[str] = []

    def app(name: str) -> Any:
        async def call(scope: Any, receive: Any, send: Any) -> None:
            called.append(name)
            await send({"type": "http.response.start", "status": 204, "headers": []})
            await send({"type": "http.response.body"})

        return call

    symbl = (("/oauth2", "/v1/process", "/v1/job/"), app("symbl"))
    server = Dispatcher(app("native"), [symbl, (("/api/v1",), app("callcov"))])
    paths = {
        "/oauth2/token:generate": "symbl",
        "/v1/process/audio": "symbl",
        "/v1/process": "symbl",
        "/v1/job/1": "symbl",
        "/v1/jobs/1": "native",
        "/v1/processes": "native",
        "/api/v1/calls": "callcov",
        "/": "native",
    }
    client = TestClient(server)
    for path in paths:
        client.get(path)
    assert called == list(paths.values())


def test_the_dispatcher_runs_the_lifespan_of_its_default(home: Home) -> None:
    with client_of(home, headers=key_for(home)) as client:
        client.get("/v1/jobs/job_0123456789ab")
    [key] = home.keys.list()
    assert key.last_used_at is not None
