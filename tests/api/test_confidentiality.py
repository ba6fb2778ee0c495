"""What must never be logged: the text of calls, file names, secrets."""

import logging

import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from tests.api.at_rest import documents
from tests.api.clients import client_of
from tests.api.conftest import key_for
from tests.api.test_ingest import send
from tests.services.conversations import index
from tests.services.house import publish

OTHERS = ("httpx", "botocore", "boto3", "s3transfer", "urllib3", "responses")
"""The client's own log, and what AWS's SDK writes where somebody has it at DEBUG."""


def test_a_whole_call_leaves_no_text_name_or_secret_in_the_logs(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    header = key_for(home)
    with caplog.at_level(logging.DEBUG), client_of(home, headers=header) as client:
        job_id = send(client, name="sarah-johnson.wav", metadata='{"who": "Sarah"}').json()[
            "job_id"
        ]
        send(client, name="sarah-johnson.wav", metadata='{"who": "Sarah"}')
        send(client, b"junk", name="sarah-johnson.wav")
        send(client, metadata="Sarah")
        publish(home, home.jobs.get("acme", job_id))
        assert "Sarah" in client.get(f"/v1/transcriptions/{job_id}?redact_pii=false").text
        client.get(f"/v1/transcriptions/{job_id}?format=Sarah")
        client.get(f"/v1/insights/{job_id}")
        index(home, home.jobs.get("acme", job_id), "Customer: I was charged twice.")
        for question in ("was Sarah charged twice", "Sarah?", "S"):
            client.get("/v1/search", params={"q": question, "metadata.who": "Sarah"})
            client.post("/v1/ask", json={"question": question})
            client.post("/v1/ask", json={"question": question, "filters": "Sarah"})
    ours = [r for r in caplog.records if not r.name.startswith(OTHERS)]
    logged = " ".join(f"{r.getMessage()} {r.exc_text}" for r in ours).lower()
    for secret in ("sarah", "charged twice", header["authorization"].split()[1].lower(), "whsec_"):
        assert secret not in logged


def test_no_redacted_document_holds_the_original(client: TestClient, home: Home) -> None:
    job_id = send(client).json()["job_id"]
    publish(home, home.jobs.get("acme", job_id))
    stored = b"".join(documents(home))
    assert b"[NAME]" in stored
    assert b"Sarah" not in stored


def test_settings_do_not_show_the_vault_key(home: Home) -> None:
    settings = home.settings.model_copy(update={"vault_key": "c2VjcmV0"})
    assert "c2VjcmV0" not in repr(settings)
