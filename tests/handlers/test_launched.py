"""Launch and callback: the token rests before the endpoint is asked; every end is the only one."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from novapulse.adapters.aws.pipeline.launcher import answer_key
from novapulse.adapters.aws.pipeline.task_tokens import TaskToken, TaskTokens
from novapulse.bootstrap.aws.home import aws_home
from novapulse.bootstrap.aws.inference import token_watch
from novapulse.domain import storage_keys
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.job import Job, JobError
from novapulse.domain.media import ChannelMode, MediaInfo, PreparedAudio
from novapulse.domain.tenant import check_tenant_name
from novapulse.domain.transcript import Transcription
from novapulse.handlers import callback, launch_diarize, launch_transcribe
from novapulse.handlers.function import FunctionFailed
from novapulse.services.erase import erase_job
from novapulse.speech.remote import DiarizeRequest, TranscribeRequest
from novapulse.stages import documents
from novapulse.stages.reference import JobReference
from tests.adapters.aws.pipeline.heard import diarize_answer, transcribe_answer
from tests.adapters.aws.pipeline.services import notification, refusal
from tests.handlers.house import House, queued

TOKEN = "token-of-the-task"
MINUTES = 60.0


def prepared(house: House, **options: Any) -> Job:
    """A job whose channels are there."""
    job = house.job(options=options) if options else house.job()
    document = PreparedAudio(
        media=MediaInfo(
            container="wav",
            codec="pcm_s16le",
            sample_rate=8000,
            channels=2,
            duration_seconds=8.0,
            size_bytes=128_000,
        ),
        mode=ChannelMode.PER_CHANNEL,
        sample_rate=16_000,
        source_rate=8000,
        samples=128_000,
        duration_seconds=8.0,
        channel_keys=tuple(storage_keys.prepared(job.tenant, job.id, n) for n in (0, 1)),
        channel_numbers=(1, 2),
    )
    documents.write(house.ports.blobs, storage_keys.work(job.tenant, job.id, "prepared"), document)
    return job


def launch(house: House, job: Job, *, token: str = TOKEN, run: Any = launch_transcribe.run) -> None:
    house.step_functions.waiting.add(token)
    value = {"reference": JobReference.of(job).model_dump(mode="json"), "timeouts": {}}
    run({"state": value, "token": token}, house.ports)


def launched(house: House, **options: Any) -> tuple[Job, TaskToken]:
    job = prepared(house, **options)
    launch(house, job)
    (waiting,) = TaskTokens(house.ports.table).waiting()
    return job, waiting


def answer(house: House, waiting: TaskToken, document: bytes | None = None) -> None:
    """As the container stores it."""
    text = document or transcribe_answer().model_dump_json().encode()
    house.put(f"vault/{answer_key(waiting.inference)}", text)


def told(waiting: TaskToken, status: int | None = None) -> dict[str, Any]:
    """The event of the queue."""
    inference = waiting.inference
    message = notification(
        tenant=inference.tenant, job_id=inference.job_id, inference_id=inference.id, status=status
    )
    return queued({"Type": "Notification", "Message": json.dumps(message)})


def heard(house: House, job: Job) -> Transcription:
    key = storage_keys.vault_transcription(job.tenant, job.id)
    return documents.read(house.ports.vault, key, Transcription)


def left(house: House, job: Job) -> list[str]:
    """What of it rests in the vault."""
    names = [key.removeprefix("vault/") for key in house.objects("vault/")]
    return [name for name in names if job.id in name]


def test_the_endpoint_is_asked_for_the_prepared_channels(house: House) -> None:
    job, waiting = launched(house, language="de-DE", custom_vocabulary=("Northwind",))
    (asked,) = house.runtime.asked
    assert (asked["EndpointName"], asked["InferenceId"]) == ("transcriber", waiting.inference.id)
    key = asked["InputLocation"].removeprefix(f"s3://{house.bucket}/")
    request = TranscribeRequest.model_validate_json(house.ports.blobs.get(key))
    assert request.channels == tuple(
        f"s3://{house.bucket}/{storage_keys.prepared(job.tenant, job.id, n)}" for n in (0, 1)
    )
    assert (request.language, request.vocabulary, request.source_rate) == (
        "de-DE",
        ("Northwind",),
        8000,
    )
    assert request.output == f"s3://{house.bucket}/vault/{answer_key(waiting.inference)}"
    assert waiting.invoked


def test_the_diarizer_is_told_how_many_speak(house: House) -> None:
    job = prepared(house, speakers_expected=3)
    launch(house, job, run=launch_diarize.run)
    (asked,) = house.runtime.asked
    key = asked["InputLocation"].removeprefix(f"s3://{house.bucket}/")
    assert DiarizeRequest.model_validate_json(house.ports.blobs.get(key)).speakers_expected == 3


def test_the_token_rests_before_the_endpoint_is_asked(house: House) -> None:
    seen: list[TaskToken] = []
    ask = house.runtime.invoke_endpoint_async

    def asked(**request: Any) -> dict[str, Any]:
        seen.extend(TaskTokens(house.ports.table).waiting())
        return ask(**request)

    house.runtime.invoke_endpoint_async = asked  # type: ignore[method-assign]
    launched(house)
    assert [waiting.token for waiting in seen] == [TOKEN]


def test_an_attempt_that_is_launched_twice_asks_once(house: House) -> None:
    job, _ = launched(house)
    launch(house, job)
    assert len(house.runtime.asked) == 1
    launch(house, job, token="another attempt")
    assert len(house.runtime.asked) == 2


def test_an_endpoint_that_cannot_be_asked_is_a_reason_to_try_again(house: House) -> None:
    house.runtime.trouble = refusal("ValidationError")
    with pytest.raises(FunctionFailed) as failure:
        launch(house, prepared(house))
    assert type(failure.value).__name__ == "EngineUnavailable"
    assert list(TaskTokens(house.ports.table).waiting()) == []


def test_a_job_that_is_gone_is_not_asked_for(house: House) -> None:
    job = prepared(house)
    house.ports.jobs.erase(job.tenant, job.id)
    with pytest.raises(FunctionFailed) as failure:
        launch(house, job)
    assert type(failure.value).__name__ == "NotFound"
    assert house.runtime.asked == []


def test_an_answer_is_sealed_and_the_task_goes_on(house: House) -> None:
    job, waiting = launched(house)
    answer(house, waiting)
    house.clock.advance(30)
    assert callback.run(told(waiting), house.ports) == {"batchItemFailures": []}
    assert heard(house, job) == transcribe_answer().transcription
    assert left(house, job) == [storage_keys.vault_transcription(job.tenant, job.id)]
    assert [(token, how) for token, how, _ in house.step_functions.ended] == [(TOKEN, "success")]
    assert house.ports.jobs.get(job.tenant, job.id).timings["transcribe"] == 30
    sealed = house.ports.sealed.get(storage_keys.vault_transcription(job.tenant, job.id))
    assert b"Northwind" not in sealed


def test_a_duplicate_changes_nothing(house: House) -> None:
    job, waiting = launched(house)
    answer(house, waiting)
    callback.run(told(waiting), house.ports)
    house.ports.vault.delete(storage_keys.vault_prefix(job.tenant, job.id))
    assert callback.run(told(waiting), house.ports) == {"batchItemFailures": []}
    assert callback.run(told(waiting, status=500), house.ports) == {"batchItemFailures": []}
    assert len(house.step_functions.ended) == 1
    assert left(house, job) == []


def test_an_answer_to_an_attempt_that_is_over_leaves_nothing(house: House) -> None:
    job, waiting = launched(house)
    answer(house, waiting)
    house.step_functions.waiting.clear()
    assert callback.run(told(waiting), house.ports) == {"batchItemFailures": []}
    assert left(house, job) == []
    assert list(TaskTokens(house.ports.table).waiting()) == []


def test_an_answer_that_comes_after_the_erasure_leaves_nothing(house: House) -> None:
    job, waiting = launched(house)
    house.ports.jobs.erase(job.tenant, job.id)
    answer(house, waiting)
    assert callback.run(told(waiting), house.ports) == {"batchItemFailures": []}
    assert left(house, job) == []


def test_a_job_that_ends_in_the_moment_of_the_answer_keeps_nothing_of_it(house: House) -> None:
    job, waiting = launched(house)
    answer(house, waiting)
    beat = house.step_functions.send_task_heartbeat

    def last_beat(*, taskToken: str) -> None:
        beat(taskToken=taskToken)
        house.step_functions.waiting.clear()
        error = JobError(code="stage_timeout", message="too late")
        house.ports.jobs.fail(job.tenant, job.id, house.clock.now(), error)

    house.step_functions.send_task_heartbeat = last_beat  # type: ignore[method-assign]
    callback.run(told(waiting), house.ports)
    assert left(house, job) == []


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (422, "BadAudio"),
        (413, "BadAudio"),
        (500, "EngineUnavailable"),
        (503, "EngineUnavailable"),
        (403, "EngineUnavailable"),
    ],
)
def test_a_failure_is_the_recordings_or_the_engines(house: House, status: int, name: str) -> None:
    _, waiting = launched(house)
    callback.run(told(waiting, status=status), house.ports)
    ((_, how, cause),) = house.step_functions.ended
    assert how == name
    assert set(json.loads(cause)) == {"code", "message"}
    assert list(TaskTokens(house.ports.table).waiting()) == []


def test_what_the_container_said_of_its_failure_is_the_jobs(house: House) -> None:
    house.runtime.failure_location = f"s3://{house.bucket}/inference/failed/1.out"
    _, waiting = launched(house)
    error = {"code": "audio_undecodable", "message": "Cannot be decoded.", "retryable": False}
    house.put("inference/failed/1.out", json.dumps({"error": error}).encode())
    callback.run(told(waiting, status=422), house.ports)
    ((_, _, cause),) = house.step_functions.ended
    assert json.loads(cause) == {"code": "audio_undecodable", "message": "Cannot be decoded."}


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (None, "engine_answer_missing"),
        (b"{", "engine_answer_invalid"),
        (diarize_answer().model_dump_json().encode(), "engine_answer_invalid"),
    ],
)
def test_an_answer_that_is_none_is_the_engines_failure(
    house: House, document: bytes | None, code: str
) -> None:
    job, waiting = launched(house)
    if document is not None:
        answer(house, waiting, document)
    callback.run(told(waiting), house.ports)
    ((_, how, cause),) = house.step_functions.ended
    assert (how, json.loads(cause)["code"]) == ("EngineUnavailable", code)
    assert left(house, job) == []


def test_trouble_brings_the_message_again_and_then_it_succeeds(house: House) -> None:
    job, waiting = launched(house)
    answer(house, waiting)
    house.step_functions.trouble = refusal("ThrottlingException")
    assert callback.run(told(waiting), house.ports) == {
        "batchItemFailures": [{"itemIdentifier": "0"}]
    }
    house.step_functions.trouble = None
    assert callback.run(told(waiting), house.ports) == {"batchItemFailures": []}
    assert heard(house, job) == transcribe_answer().transcription


def test_a_task_that_somebody_is_ending_is_left_to_them(house: House) -> None:
    _, waiting = launched(house)
    answer(house, waiting)
    assert TaskTokens(house.ports.table).claim(waiting, house.clock.now())
    assert callback.run(told(waiting), house.ports)["batchItemFailures"]
    assert house.step_functions.ended == []
    house.clock.advance(16 * MINUTES)
    assert callback.run(told(waiting), house.ports) == {"batchItemFailures": []}
    assert len(house.step_functions.ended) == 1


def test_a_poisoned_message_keeps_no_other_waiting(house: House) -> None:
    _, waiting = launched(house)
    answer(house, waiting)
    event = queued("poison", told(waiting)["Records"][0]["body"])
    assert callback.run(event, house.ports) == {"batchItemFailures": [{"itemIdentifier": "0"}]}
    assert len(house.step_functions.ended) == 1


def test_a_task_is_kept_alive_while_its_endpoint_is(house: House) -> None:
    launched(house)
    assert token_watch(house.ports).run() == {"young": 1}
    house.clock.advance(5 * MINUTES)
    assert token_watch(house.ports).run() == {"alive": 1}
    assert house.step_functions.heartbeats == [TOKEN]


@pytest.mark.parametrize("change", ["status", "trouble"])
def test_a_task_of_an_endpoint_that_is_not_there_is_not_kept_alive(
    house: House, change: str
) -> None:
    launched(house)
    house.clock.advance(5 * MINUTES)
    if change == "status":
        house.endpoints.status = "Failed"
    else:
        house.endpoints.trouble = refusal("ValidationException")
    assert token_watch(house.ports).run() == {"dead": 1}
    assert house.step_functions.heartbeats == []


def test_an_answer_whose_notification_was_lost_is_found(house: House) -> None:
    job, waiting = launched(house)
    answer(house, waiting)
    house.clock.advance(5 * MINUTES)
    assert token_watch(house.ports).run() == {"completed": 1}
    assert heard(house, job) == transcribe_answer().transcription
    assert token_watch(house.ports).run() == {}


def test_a_failure_whose_notification_was_lost_is_found(house: House) -> None:
    house.runtime.failure_location = f"s3://{house.bucket}/inference/failed/2.out"
    launched(house)
    error = {"code": "audio_undecodable", "message": "Cannot be decoded.", "retryable": False}
    house.put("inference/failed/2.out", json.dumps({"error": error}).encode())
    house.clock.advance(5 * MINUTES)
    assert token_watch(house.ports).run() == {"failed": 1}
    assert [how for _, how, _ in house.step_functions.ended] == ["BadAudio"]


def test_a_token_that_nobody_waits_for_is_dropped(house: House) -> None:
    launched(house)
    house.step_functions.waiting.clear()
    house.clock.advance(5 * MINUTES)
    assert token_watch(house.ports).run() == {"dropped": 1}
    assert token_watch(house.ports).run() == {}


@pytest.mark.parametrize("end", ["fail", "erase"])
def test_a_token_of_a_dead_endpoint_goes_with_its_job(house: House, end: str) -> None:
    job, waiting = launched(house)
    house.endpoints.status = "Failed"
    house.clock.advance(5 * MINUTES)
    assert token_watch(house.ports).run() == {"dead": 1}
    if end == "fail":
        error = JobError(code="a", message="b")
        house.ports.jobs.fail(job.tenant, job.id, house.clock.now(), error)
    else:
        house.ports.jobs.erase(job.tenant, job.id)
        TaskTokens(house.ports.table).store(waiting)
    assert token_watch(house.ports).run() == {"dropped": 1}
    assert token_watch(house.ports).run() == {}


def test_a_task_whose_answer_somebody_else_takes_is_kept_alive(house: House) -> None:
    _, waiting = launched(house)
    answer(house, waiting)
    house.clock.advance(5 * MINUTES)
    assert TaskTokens(house.ports.table).claim(waiting, house.clock.now())
    assert token_watch(house.ports).run() == {"troubled": 1}
    assert house.step_functions.heartbeats == [TOKEN]


def test_one_tasks_trouble_keeps_no_other_waiting(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    job, _ = launched(house)
    launch(house, job, token="second")
    house.clock.advance(5 * MINUTES)
    watch = token_watch(house.ports)
    beat: Callable[..., None] = house.step_functions.send_task_heartbeat

    def broken(*, taskToken: str) -> None:
        if taskToken == TOKEN:
            raise refusal("ThrottlingException")
        beat(taskToken=taskToken)

    monkeypatch.setattr(house.step_functions, "send_task_heartbeat", broken)
    assert watch.run() == {"troubled": 1, "alive": 1}


def test_the_erasure_of_a_job_takes_an_answer_that_nobody_has_taken(house: House) -> None:
    job, waiting = launched(house)
    answer(house, waiting)
    erase_job(aws_home(house.ports), tenant=job.tenant, job_id=job.id)
    assert left(house, job) == []
    assert list(TaskTokens(house.ports.table).waiting()) == []


def test_answers_rest_apart_from_every_tenants_folder(house: House) -> None:
    _, waiting = launched(house)
    folder = answer_key(waiting.inference).partition("/")[0]
    with pytest.raises(InvalidRequest):
        check_tenant_name(folder)
