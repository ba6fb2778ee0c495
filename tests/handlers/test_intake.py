"""The drop folder in S3: a recording becomes one job, its result is written, a bad one refused."""

import json
from typing import Any

import pytest

from novapulse.adapters.aws.pipeline.drop_box import dropped_object
from novapulse.bootstrap.aws.home import aws_home
from novapulse.domain.job import Job, JobStatus
from novapulse.handlers import drop_results, intake
from novapulse.handlers.function import FunctionFailed
from tests.handlers.house import House, queued
from tests.services.house import WAV, believing_probe, publish


@pytest.fixture(autouse=True)
def probe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Believes the first bytes: what is a recording is tested elsewhere."""
    monkeypatch.setattr("novapulse.bootstrap.aws.home.probe", believing_probe)


def drop(house: House, name: str, content: bytes = WAV, *, tenant: str = "acme") -> dict[str, Any]:
    """The event that S3 sends."""
    key = f"drop/{tenant}/{name}"
    stored = house.ports.clients.s3.put_object(Bucket=house.bucket, Key=key, Body=content)
    return {
        "version": "0",
        "id": "17793124-05d4-b198-2fde-7ededc63b103",
        "detail-type": "Object Created",
        "source": "aws.s3",
        "account": "123456789012",
        "time": "2026-11-21T16:45:00Z",
        "region": "eu-central-1",
        "resources": [f"arn:aws:s3:::{house.bucket}"],
        "detail": {
            "version": "0",
            "bucket": {"name": house.bucket},
            "object": {
                "key": key,
                "size": len(content),
                "etag": stored["ETag"].strip('"'),
                "sequencer": "00617F08299329D189",
            },
            "request-id": "N4N7GDK58NMKJ12R",
            "requester": "123456789012",
            "source-ip-address": "192.0.2.1",
            "reason": "PutObject",
        },
    }


def jobs(house: House) -> list[Job]:
    return list(house.ports.jobs.unfinished())


def test_a_dropped_recording_becomes_a_job_on_its_way(house: House) -> None:
    intake.run(drop(house, "A call, löud.wav"), house.ports)
    (job,) = jobs(house)
    assert (job.tenant, job.file.name) == ("acme", "A call, löud.wav")
    assert house.ports.blobs.get(job.audio_key) == WAV
    assert list(house.step_functions.executions) == [job.id]


def test_the_sidecar_says_what_is_wanted(house: House) -> None:
    drop(house, "call.json", b'{"metadata": {"agent": "A1"}, "pipeline": "transcription"}')
    intake.run(drop(house, "call.wav"), house.ports)
    (job,) = jobs(house)
    assert (job.options.metadata, job.options.pipeline.value) == ({"agent": "A1"}, "transcription")


def test_an_event_that_comes_twice_is_one_job(house: House) -> None:
    event = drop(house, "call.wav")
    for _ in range(2):
        intake.run(event, house.ports)
    assert len(jobs(house)) == 1


def test_a_crash_before_the_note_is_one_job(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    event = drop(house, "call.wav")
    with monkeypatch.context() as patch:
        patch.setattr(house.ports.drops, "add", _crash)
        with pytest.raises(FunctionFailed):
            intake.run(event, house.ports)
    house.clock.advance(25 * 3600)
    intake.run(event, house.ports)
    (job,) = jobs(house)
    assert [f.job_id for f in house.ports.drops.unanswered()] == [job.id]


@pytest.mark.parametrize(
    "name", ["call.json", ".hidden.wav", "failed/call.wav.error.json", "call.wav.part", "a/b.wav"]
)
def test_what_is_no_recording_is_passed_over(house: House, name: str) -> None:
    event = drop(house, name)
    assert dropped_object(event) is None
    intake.run(event, house.ports)
    assert jobs(house) == []


def test_a_replaced_recording_is_left_to_the_event_of_its_own(house: House) -> None:
    first = drop(house, "call.wav")
    second = drop(house, "call.wav", WAV + b"longer")
    intake.run(first, house.ports)
    assert jobs(house) == []
    intake.run(second, house.ports)
    assert [job.file.size_bytes for job in jobs(house)] == [len(WAV) + 6]


@pytest.mark.parametrize(
    ("name", "content", "sidecar"),
    [("junk.wav", b"junk", None), ("call.wav", WAV, b"{"), ("call.wav", WAV, b'{"speed": 1}')],
)
def test_a_bad_recording_is_refused_with_a_reason(
    house: House, name: str, content: bytes, sidecar: bytes | None
) -> None:
    if sidecar is not None:
        drop(house, "call.json", sidecar)
    intake.run(drop(house, name, content), house.ports)
    assert jobs(house) == []
    reason = house.ports.bucket.get(f"drop/acme/failed/{name}.error.json")
    assert set(json.loads(reason)["error"]) == {"code", "message"}


def test_a_tenant_name_that_is_none_is_refused(house: House) -> None:
    intake.run(drop(house, "call.wav", tenant="ac me"), house.ports)
    assert jobs(house) == []


def test_too_many_jobs_bring_the_event_again(house: House) -> None:
    settings = house.ports.settings
    limits = settings.concurrent_jobs | {"professional": 1}
    house.ports.settings = settings.model_copy(update={"concurrent_jobs": limits})
    intake.run(drop(house, "first.wav"), house.ports)
    second = drop(house, "second.wav", WAV + b"2")
    with pytest.raises(FunctionFailed) as failure:
        intake.run(second, house.ports)
    assert type(failure.value).__name__ == "TooManyRequests"
    assert intake.run(queued(second), house.ports) == {
        "batchItemFailures": [{"itemIdentifier": "0"}]
    }


def test_the_result_is_written_when_the_job_has_ended(house: House) -> None:
    intake.run(drop(house, "call.wav"), house.ports)
    (job,) = jobs(house)
    assert drop_results.answer_all(house.ports) == 0
    publish(aws_home(house.ports), job)
    drop_results.run({"detail": {"job_id": "job_of_another"}}, house.ports)
    assert not house.objects(f"results/acme/{job.id}/{job.id}")
    drop_results.run({"detail": {"job_id": job.id}}, house.ports)
    document = json.loads(house.ports.blobs.get(f"results/acme/{job.id}/{job.id}.json"))
    assert document["job"]["job_id"] == job.id
    assert document["insights"]["summary"]
    assert b"-->" in house.ports.blobs.get(f"results/acme/{job.id}/{job.id}.srt")
    assert drop_results.answer_all(house.ports) == 0


def test_a_failed_job_is_told_beside_its_recording(house: House) -> None:
    from novapulse.domain.job import JobError

    intake.run(drop(house, "call.wav"), house.ports)
    (job,) = jobs(house)
    error = JobError(code="audio_undecodable", message="Cannot be decoded.")
    house.ports.jobs.fail(job.tenant, job.id, house.clock.now(), error)
    assert drop_results.answer_all(house.ports) == 1
    reason = house.ports.bucket.get("drop/acme/failed/call.wav.error.json")
    assert json.loads(reason)["error"]["code"] == "audio_undecodable"
    assert house.ports.jobs.get(job.tenant, job.id).status is JobStatus.FAILED


def test_an_erased_job_is_answered_no_more(house: House) -> None:
    intake.run(drop(house, "call.wav"), house.ports)
    (job,) = jobs(house)
    house.ports.jobs.erase(job.tenant, job.id)
    drop_results.answer_all(house.ports)
    assert house.ports.drops.unanswered() == ()


def _crash(*_: object) -> None:
    raise RuntimeError
