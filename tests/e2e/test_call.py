"""A call through the running server, followed as a caller follows it."""

import json
import time
from pathlib import Path

import pytest
from standardwebhooks import Webhook

from novapulse.bootstrap.stores import open_stores
from novapulse.config import Settings
from novapulse.domain import storage_keys
from novapulse.domain.transcript import Transcript
from tests.e2e.local_server import LocalServer, Receiver, submit, wait_until_ended

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def test_a_two_channel_call_comes_back_as_the_spec_says(
    server: LocalServer, receiver: Receiver, stereo_call: Path, tmp_path: Path
) -> None:
    with server.client(server.make_key()) as client:
        job = submit(client, stereo_call, webhook_url=receiver.url, metadata='{"queue": "billing"}')
        end = wait_until_ended(client, job)
        transcript = client.get(f"/v1/transcriptions/{job}").json()
        insights = client.get(f"/v1/insights/{job}").json()
        parts = {
            kind: client.get(f"/v1/insights/{job}", params={"type": kind}).json()
            for kind in ("compliance", "quality", "coaching")
        }
        srt = client.get(f"/v1/transcriptions/{job}", params={"format": "srt"}).text
    assert end["status"] == "completed"
    assert end["metadata"] == {"queue": "billing"}
    assert transcript["speakers_detected"] == 2
    assert {s["speaker"] for s in transcript["segments"]} == {"Agent", "Customer"}
    assert transcript["segments"][0]["speaker"] == "Agent"
    assert transcript["pii_redacted"] is True
    assert "[NAME]" in json.dumps(transcript)
    ids = [s["id"] for s in transcript["segments"]]
    assert ids == list(range(1, len(ids) + 1))
    assert [s["segment_id"] for s in insights["sentiment"]["segments"]] == ids
    assert insights["sentiment"]["trend"] == "improving"
    shares = insights["behavioral"]
    assert shares["agent_talk_ratio"] > 0.2
    assert shares["customer_talk_ratio"] > 0.2
    assert transcript["summary"] == insights["summary"]
    assert {part["assessment"]["policy"] for part in parts.values()} == {"default"}
    greeting = parts["quality"]["quality"]["greeting"]
    assert (greeting["present"], greeting["evidence"]["segment_ids"]) == (True, [1])
    disclosures = parts["compliance"]["compliance"]["mandatory_disclosures"]
    assert disclosures["missing_disclosures"] == ["recording"]
    areas = [advice["area"] for advice in parts["coaching"]["coaching"]["recommendations"]]
    assert "disclosures" in areas
    assert srt.startswith("1\n00:00:0")
    receiver.wait_for(1)
    headers, body = receiver.received[0]
    assert json.loads(body) == {
        "event": "job.completed",
        "job_id": job,
        "status": "completed",
        "pipeline": "full-analysis",
        "completed_at": end["completed_at"],
    }
    secret = open_stores(Settings(data_dir=tmp_path / "data")).tenants.get("acme").webhook_secret
    Webhook(secret).verify(body, headers)


def test_what_was_said_in_confidence_rests_nowhere_but_in_the_vault(
    server: LocalServer, mono_call: Path, tmp_path: Path
) -> None:
    """Looked for in every file of the data directory while the job runs and after it ended."""
    data_dir = tmp_path / "data"
    key = server.make_key()
    snapshots: list[bytes] = []
    with server.client(key) as client:
        job = submit(client, mono_call)
        while client.get(f"/v1/jobs/{job}").json()["status"] not in ("completed", "failed"):
            snapshots.append(_everything(data_dir))
            time.sleep(0.5)
        redacted = client.get(f"/v1/transcriptions/{job}").json()["segments"]
        snapshots.append(_everything(data_dir) + server.log().encode())
    vault = open_stores(Settings(data_dir=data_dir)).vault
    original = Transcript.model_validate_json(vault.get(storage_keys.vault_transcript("acme", job)))
    secret = [
        before.text
        for before, after in zip(original.segments, redacted, strict=True)
        if before.text != after["text"]
    ]
    assert len(secret) >= 5, "the sample call has personal data in at least five turns"
    for snapshot in snapshots:
        assert not [text for text in secret if text.encode() in snapshot]
    folder = data_dir / "vault" / "acme" / job
    assert [p.name for p in folder.iterdir()] == ["transcript"]


def _everything(data_dir: Path) -> bytes:
    parts = []
    for path in data_dir.rglob("*"):
        try:
            if path.is_file():
                parts.append(path.read_bytes())
        except FileNotFoundError:
            continue  # a stage took it away meanwhile
    return b"\n".join(parts)
