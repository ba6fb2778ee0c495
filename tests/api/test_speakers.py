"""``PATCH /v1/jobs/{job_id}/speakers``. That everything is made anew is in ``tests/e2e``."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.api.native.ingest.schemas import MAX_SPEAKER_CHARACTERS
from novapulse.domain import storage_keys
from novapulse.domain.correction import Correction, correct
from novapulse.domain.job import Job
from novapulse.domain.transcript import Transcript
from novapulse.services.home import Home
from novapulse.stages import documents
from tests.adapters.make import add_job, make_job
from tests.api.answers import error
from tests.api.clients import client_of
from tests.api.conftest import UNREACHED_LIMITS, OpenHome, key_for
from tests.services.house import NOON, HandClock, RememberingRunner, publish


def completed(home: Home, number: int = 1) -> Job:
    job = make_job(number)
    add_job(home.jobs, job)
    return publish(home, job)


def carries_out(home: Home, runner: RememberingRunner) -> None:
    """Only the transcript is made anew."""

    def carry_out(job: Job, correction: Correction) -> None:
        key = storage_keys.result_transcript(job.tenant, job.id)
        found = documents.read(home.blobs, key, Transcript)
        documents.write(home.blobs, key, correct(found, correction))

    runner.carry_out = carry_out


def send(client: TestClient, job_id: str, speakers: dict[str, Any]) -> Any:
    return client.patch(f"/v1/jobs/{job_id}/speakers", json={"speakers": speakers})


def test_speakers_are_swapped_and_shown_so(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    job = completed(home)
    carries_out(home, runner)
    answer = send(client, job.id, {"channel 1": "Customer"})
    assert answer.status_code == 200, answer.text
    speakers = [
        {"label": label, "source": source, "confidence": 1.0, "reason": "corrected by hand"}
        for label, source in (("Customer", "channel 1"), ("Agent", "channel 2"))
    ]
    assert answer.json() == {"job_id": job.id, "correction": "done", "speakers": speakers}
    shown = client.get(f"/v1/transcriptions/{job.id}").json()
    assert shown["speakers"] == speakers
    assert [s["speaker"] for s in shown["segments"]] == ["Customer", "Agent"]
    back = send(client, job.id, {"Customer": "Agent"}).json()
    assert [s["label"] for s in back["speakers"]] == ["Agent", "Customer"]
    assert [c.revision for _, c in runner.corrections] == [1, 2]


def test_what_takes_long_is_told_to_be_under_way_and_is_not_begun_twice(
    open_home: OpenHome, clock: HandClock, runner: RememberingRunner
) -> None:
    home = open_home(clock=clock, runner=runner, correction_wait_seconds=0.3, **UNREACHED_LIMITS)
    job = completed(home)
    with client_of(home, headers=key_for(home)) as client:
        answer = send(client, job.id, {"channel 1": "Customer"})
        assert answer.status_code == 202
        assert answer.json() == {"job_id": job.id, "correction": "under_way"}
        again = send(client, job.id, {"channel 1": "Customer"})
        assert error(again) == (409, "correction_under_way")
        shown = client.get(f"/v1/transcriptions/{job.id}").json()
        assert [s["speaker"] for s in shown["segments"]] == ["Agent", "Customer"]
        assert client.get(f"/v1/jobs/{job.id}").json()["status"] == "completed"


def test_one_that_fails_leaves_what_was_and_may_be_sent_again(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    job = completed(home)
    runner.carry_out = lambda _job, _correction: None
    assert error(send(client, job.id, {"channel 1": "Customer"})) == (409, "correction_failed")
    carries_out(home, runner)
    assert send(client, job.id, {"channel 1": "Customer"}).status_code == 200
    assert [c.revision for _, c in runner.corrections] == [1, 2]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"speakers": {"channel 1": "Boss"}}, "invalid_parameter"),
        ({"speakers": {}}, "invalid_parameter"),
        ({"speakers": {"": "Agent"}}, "invalid_parameter"),
        ({"speakers": ["Agent"]}, "invalid_parameter"),
        ({"speakers": {"Agent": "Customer"}, "more": 1}, "invalid_parameter"),
        ({}, "missing_required_field"),
    ],
)
def test_what_names_nobody_is_refused(
    client: TestClient, home: Home, runner: RememberingRunner, body: dict[str, Any], code: str
) -> None:
    job = completed(home)
    answer = client.patch(f"/v1/jobs/{job.id}/speakers", json=body)
    assert error(answer) == (400, code), answer.text
    assert runner.corrections == []


def test_a_speaker_who_is_not_there_is_not_found(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    job = completed(home)
    assert error(send(client, job.id, {"channel 9": "Agent"})) == (404, "speaker_not_found")
    longest = "x" * MAX_SPEAKER_CHARACTERS
    assert error(send(client, job.id, {longest: "Agent"})) == (404, "speaker_not_found")
    assert error(send(client, job.id, {longest + "x": "Agent"})) == (400, "invalid_parameter")
    twice = {"channel 1": "Agent", "Agent": "Customer"}
    assert error(send(client, job.id, twice)) == (409, "speakers_ambiguous")
    assert runner.corrections == []


def test_only_a_completed_job_has_speakers(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    job = make_job(1)
    add_job(home.jobs, job)
    asked = {"channel 1": "Customer"}
    assert error(send(client, job.id, asked)) == (404, "job_not_ready")
    assert error(send(client, "job_ffffffffffff", asked)) == (404, "job_not_found")
    gone = completed(home, 2)
    home.jobs.data_expired("acme", gone.id, NOON + timedelta(days=90))
    assert error(send(client, gone.id, asked)) == (404, "results_expired")
    assert runner.corrections == []


def test_another_tenant_finds_no_job_and_who_only_reads_may_not(
    client: TestClient, home: Home
) -> None:
    job = completed(home)
    path, body = f"/v1/jobs/{job.id}/speakers", {"speakers": {"channel 1": "Customer"}}
    rival = client.patch(path, json=body, headers=key_for(home, "rival"))
    assert error(rival) == (404, "job_not_found")
    reader = client.patch(path, json=body, headers=key_for(home, scopes=("transcription:read",)))
    assert error(reader) == (403, "insufficient_permissions")
