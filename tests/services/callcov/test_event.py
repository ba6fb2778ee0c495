import json
from pathlib import Path

import pytest

from novapulse.domain import storage_keys
from novapulse.domain.job import Dialect, Job, JobError
from novapulse.services.callcov.event import LARGEST_BODY_BYTES, event_body
from novapulse.services.home import Home
from novapulse.services.intake.options import AskedOptions
from novapulse.services.intake.submission import ReceivedFile, Submission
from novapulse.services.intake.submit import submit
from novapulse.services.webhooks.events import build_delivery
from tests.services.house import NOON, WAV, make_home, make_transcript, publish

HOOK = "https://your-app.com/webhooks/callcov"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return make_home(tmp_path)


@pytest.fixture
def job(home: Home) -> Job:
    home.incoming.mkdir(parents=True)
    path = home.incoming / "call"
    path.write_bytes(WAV)
    file = ReceivedFile(path, "call.wav", len(WAV), "0" * 64)
    asked = AskedOptions(agent_id="A", contact_id="C", metadata={"own": "field"}, webhook_url=HOOK)
    return submit(home, Submission("acme", file, asked, dialect=Dialect.CALLCOV))


def test_a_completed_analysis_is_sent_whole_in_the_words_of_both_families(
    home: Home, job: Job
) -> None:
    delivery = build_delivery(publish(home, job), created_at=NOON, blobs=home.blobs)
    body = json.loads(delivery.body)
    assert delivery.url == HOOK
    assert (body["object"], body["status"], body["error"]) == ("analysis", "completed", None)
    assert body["analysis"]["summary"] == body["results"]["summary"]
    assert {"compliance", "quality", "coaching"} <= set(body["results"])
    assert body["metadata"]["completed_at"] == "2026-03-01T12:01:00Z"
    assert body["call"]["metadata"] == {"own": "field"}
    assert "[NAME]" in body["transcript"]["text"]
    assert "Sarah" not in delivery.body


def test_a_failure_is_told_in_both_places(home: Home, job: Job) -> None:
    home.jobs.fail("acme", job.id, NOON, JobError(code="audio_empty", message="No sound."))
    body = json.loads(event_body(home.jobs.get("acme", job.id), home.blobs))
    assert body["status"] == "failed"
    assert (
        body["error_message"] == body["error"] == body["metadata"]["error_message"] == "No sound."
    )
    assert body["error_code"] == "invalid_file_format"
    assert (body["transcript"], body["results"], body["analysis"]) == (None, None, None)


def test_of_a_very_long_call_the_transcript_is_left_to_be_fetched(home: Home, job: Job) -> None:
    ended = publish(home, job)
    first = make_transcript().segments[0]
    segments = tuple(
        first.model_copy(update={"id": n, "text": "word " * 500}) for n in range(1, 400)
    )
    long = make_transcript().model_copy(update={"segments": segments})
    key = storage_keys.result_transcript("acme", job.id)
    home.blobs.put(key, long.model_dump_json().encode())
    body = event_body(ended, home.blobs)
    assert len(body) < LARGEST_BODY_BYTES
    assert json.loads(body)["transcript"] is None
    assert json.loads(body)["analysis"]["summary"]


def test_results_that_are_gone_leave_the_end_to_be_told(home: Home, job: Job) -> None:
    ended = publish(home, job)
    home.blobs.delete(storage_keys.result_transcript("acme", job.id))
    assert json.loads(event_body(ended, home.blobs))["status"] == "completed"
