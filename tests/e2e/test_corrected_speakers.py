"""A server makes everything anew when the speakers of a call are corrected, also after a kill."""

import json
import random
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from novapulse.bootstrap.stores import open_stores
from novapulse.config import Settings
from tests.e2e.local_server import LocalServer, Receiver, wait_until_ended

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

KILLS = 6
TURNS = (
    ("Speaker 1", "Thank you for calling Northwind Energy, how can I help you today?"),
    ("Speaker 2", "My bill is wrong, you charged me twice. This is terrible service."),
    ("Speaker 1", "I am sorry about that. What is your phone number?"),
    ("Speaker 2", "It is 415 555 0132. I am very angry, nobody helps me."),
    ("Speaker 1", "I will send you the refund by Friday."),
    ("Speaker 2", "Finally. Goodbye."),
)
SWAPPED = {"speaker 1": "Customer"}


def submitted(client: httpx.Client, **options: Any) -> str:
    turns = [{"speaker": speaker, "text": text} for speaker, text in TURNS]
    body = {"turns": turns, "pipeline": "full-analysis", **options}
    answer = client.post("/v1/audio/ingest", json=body)
    assert answer.status_code == 202, answer.text
    job: str = answer.json()["job_id"]
    assert wait_until_ended(client, job)["status"] == "completed"
    return job


def labels(client: httpx.Client, job: str) -> list[str]:
    return [s["label"] for s in client.get(f"/v1/transcriptions/{job}").json()["speakers"]]


def correct(client: httpx.Client, job: str, speakers: dict[str, str]) -> httpx.Response:
    return client.patch(f"/v1/jobs/{job}/speakers", json={"speakers": speakers})


def insights(client: httpx.Client, job: str, kind: str = "all") -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/v1/insights/{job}", params={"type": kind}).json()
    return found


def test_all_that_rests_on_the_speakers_follows_and_nobody_is_told(
    server: LocalServer, receiver: Receiver
) -> None:
    key = server.make_key()
    with server.client(key) as client:
        job = submitted(client, webhook_url=receiver.url)
        receiver.wait_for(1)
        assert labels(client, job) == ["Agent", "Customer"]
        before = insights(client, job)
        done = correct(client, job, SWAPPED)
        assert done.status_code == 200, done.text
        assert [s["reason"] for s in done.json()["speakers"]] == ["corrected by hand"] * 2
        assert labels(client, job) == ["Customer", "Agent"]
        after = insights(client, job)
        shares = ("agent_talk_ratio", "customer_talk_ratio")
        assert [before["behavioral"][s] for s in shares] == [
            after["behavioral"][s] for s in reversed(shares)
        ]
        spoken = [s["speaker"] for s in after["sentiment"]["segments"]]
        assert spoken == ["Customer", "Agent"] * 3
        content = json.dumps(insights(client, job, "messages"))
        assert content.index('"Customer"') < content.index('"Agent"')
        found = client.get("/v1/search", params={"q": "refund by Friday"}).json()["results"]
        assert {r["speaker"] for r in found if "refund" in r["text"]} == {"Customer"}
        original = client.get(f"/v1/transcriptions/{job}", params={"redact_pii": "false"}).json()
        assert [s["speaker"] for s in original["segments"]] == ["Customer", "Agent"] * 3
        assert "0132" in json.dumps(original)
        assert "0132" not in client.get(f"/v1/transcriptions/{job}").text
        back = correct(client, job, {"Agent": "Customer"})
        assert back.status_code == 200, back.text
        assert insights(client, job) == before
    time.sleep(1)
    assert {j: len(ids) for j, ids in receiver.event_ids().items()} == {job: 1}
    assert len(receiver.received) == 1


def test_a_server_killed_meanwhile_corrects_them_when_it_is_back(
    server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.stop()
    monkeypatch.setenv("NOVAPULSE_CORRECTION_WAIT_SECONDS", "0")
    server.start()
    rng = random.Random(20261121)
    key = server.make_key()
    with server.client(key) as client:
        jobs = [submitted(client, metadata={"number": n}) for n in range(KILLS)]
    for job in jobs:
        with server.client(key) as client:
            assert correct(client, job, SWAPPED).status_code == 202
        time.sleep(rng.uniform(0, 0.7))
        server.kill()
        server.start()
    with server.client(key) as client:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            found = [labels(client, job) for job in jobs]
            if found == [["Customer", "Agent"]] * KILLS:
                break
            time.sleep(0.5)
        assert found == [["Customer", "Agent"]] * KILLS
        time.sleep(1)
        for job in jobs:
            spoken = [s["speaker"] for s in insights(client, job)["sentiment"]["segments"]]
            assert spoken == ["Customer", "Agent"] * 3
            assert client.get(f"/v1/jobs/{job}").json()["status"] == "completed"
    server.stop()
    assert "Traceback" not in server.log()
    stores = open_stores(Settings(data_dir=tmp_path / "data"))
    assert not list(stores.blobs.keys("work/"))
    assert not [k for k in stores.vault.keys("acme/") if not k.endswith("/transcript")]
