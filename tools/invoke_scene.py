"""What must have happened before an event makes sense, made to happen in an AWS in memory."""

import importlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

from infra.definition import LAUNCHED
from novapulse import plan
from novapulse.adapters.aws.pipeline.delivery_queue import AttemptTask
from novapulse.adapters.aws.pipeline.launcher import answer_key
from novapulse.adapters.aws.pipeline.notification import read_notification
from novapulse.adapters.aws.pipeline.task_tokens import Inference, TaskToken, TaskTokens
from novapulse.bootstrap.aws.ports import Ports
from novapulse.domain import storage_keys
from novapulse.domain.admission import AdmissionRules
from novapulse.domain.dropped_file import DroppedFile
from novapulse.domain.job import FileInfo, Job, JobOptions, JobStatus, Pipeline
from novapulse.domain.keys import SCOPES
from novapulse.domain.media import ChannelMode
from novapulse.domain.transcript import (
    Diarization,
    EngineInfo,
    SpeakerTurn,
    Transcription,
    Utterance,
    Word,
)
from novapulse.domain.value import Value
from novapulse.domain.webhook import Delivery
from novapulse.services.keys import create_key
from novapulse.services.tenants import make_tenant
from novapulse.speech.remote import AudioFacts, DiarizeAnswer, TranscribeAnswer
from novapulse.stages import documents
from novapulse.stages.reference import JobReference
from tools.invoke_memory import BUCKET, SAMPLE

Event = dict[str, Any]
SPOKEN = json.loads(SAMPLE.with_name("billing_call.json").read_text(encoding="utf-8"))
ENGINE = EngineInfo(name="sample", model="billing_call.json", version="1")
"""Stands for what the model endpoints hear: what is said in the sample call."""


@dataclass(frozen=True)
class Scene:
    """``address``: of a server that has the sample call and takes webhooks."""

    home: Ports
    address: str

    def prepared(self, function: str, event: Event) -> Event:
        """The event, with what only the account knows (ETags, keys) as it is in memory."""
        before = BEFORE.get(function)
        if before is not None:
            return before(self, event)
        if "reference" in event or "state" in event:
            self.run_until(function, JobReference.model_validate(_state(event)["reference"]))
        return event

    def run_until(self, function: str, reference: JobReference) -> None:
        """Every function before ``function`` in the plan of that job; all of them for one that
        follows the plan's end."""
        self._admit(reference)
        value: Any = {"reference": reference.model_dump(mode="json")}
        for name in _earlier(function, reference):
            if name in LAUNCHED:
                self._hear(name, reference)
            else:
                value = importlib.import_module(f"novapulse.handlers.{name}").handler(value, None)

    def _admit(self, reference: JobReference) -> None:
        home, now = self.home, self.home.clock.now()
        make_tenant(reference.tenant, tenants=home.tenants, clock=home.clock)
        url = f"{self.address}/{SAMPLE.name}" if reference.by_url else None
        seconds = SPOKEN["duration_seconds"]
        job = Job(
            id=reference.job_id,
            tenant=reference.tenant,
            status=JobStatus.QUEUED,
            options=JobOptions(
                pipeline=reference.pipeline, audio_url=url, webhook_url=f"{self.address}/webhook"
            ),
            file=FileInfo(
                name=SAMPLE.name, size_bytes=SAMPLE.stat().st_size, duration_seconds=seconds
            ),
            audio_key=storage_keys.audio(reference.tenant, reference.job_id),
            audio_sha256="0" * 64,
            created_at=now,
            estimated_completion=now + timedelta(minutes=1),
        )
        home.jobs.admit(job, AdmissionRules())
        home.blobs.put(job.audio_key, SAMPLE.read_bytes())

    def _hear(self, stage: str, reference: JobReference) -> None:
        where = (reference.tenant, reference.job_id)
        if stage == plan.TRANSCRIBE.name:
            documents.write(self.home.vault, storage_keys.vault_transcription(*where), _words())
        else:
            documents.write(self.home.vault, storage_keys.vault_diarization(*where), _voices())


def _state(event: Event) -> Event:
    """Launched stages get their token beside it."""
    found: Event = event.get("state", event)
    return found


def _earlier(function: str, reference: JobReference) -> list[str]:
    """In order. A recording that was fetched is there already, unless that is to be tried."""
    if function in {stage.name for stage in plan.WHEN_ERASED}:
        return []
    names = [stage.name for stage in plan.stages_for(reference.pipeline)]
    if function in {plan.FETCH.name, *(stage.name for stage in plan.FAILURE_PATH)}:
        return ["begin"]
    names = ["begin", *names]
    wanted = function.removeprefix("launch_")
    return names[: names.index(wanted)] if wanted in names else names


def _before_callback(scene: Scene, event: Event) -> Event:
    """The task waits, and the endpoint has answered."""
    for record in event["Records"]:
        told = read_notification(record["body"])
        stage = told.inference_id.partition("-")[0]
        reference = JobReference(
            tenant=told.tenant,
            job_id=told.job_id,
            pipeline=Pipeline.FULL_ANALYSIS,
            audio_seconds=SPOKEN["duration_seconds"],
        )
        scene.run_until(stage, reference)
        inference = Inference(told.tenant, told.job_id, stage, told.inference_id)
        now = scene.home.clock.now()
        TaskTokens(scene.home.table).store(TaskToken(inference, "token", now, invoked=True))
        if told.completed:
            document = _answer(stage).model_dump_json().encode()
            scene.home.sealed.put(answer_key(inference), document)
    return event


def _before_deliver(scene: Scene, event: Event) -> Event:
    for record in event["Records"]:
        task = AttemptTask.model_validate_json(record["body"])
        make_tenant(task.tenant, tenants=scene.home.tenants, clock=scene.home.clock)
        scene.home.deliveries.add(
            Delivery(
                id=task.delivery_id,
                tenant=task.tenant,
                job_id="job_5f1c2a9b7d3e",
                event="job.completed",
                url=f"{scene.address}/webhook",
                body='{"event":"job.completed"}',
                created_at=scene.home.clock.now(),
                next_attempt_at=task.due,
            )
        )
    return event


def _before_intake(scene: Scene, event: Event) -> Event:
    """The recording is where the event says, and is the sample call."""
    detail = json.loads(event["Records"][0]["body"])["detail"] if "Records" in event else None
    found = (detail or event["detail"])["object"]
    put = scene.home.clients.s3.put_object(
        Bucket=BUCKET, Key=found["key"], Body=SAMPLE.read_bytes()
    )
    found = {**found, "size": SAMPLE.stat().st_size, "etag": put["ETag"].strip('"')}
    if detail is None:
        return {**event, "detail": {**event["detail"], "object": found}}
    body = json.dumps({"detail": {**detail, "object": found}})
    return {"Records": [{**event["Records"][0], "body": body}]}


def _before_drop_results(scene: Scene, event: Event) -> Event:
    detail, tenant = event["detail"], event["resources"][0].rpartition("/")[2]
    reference = JobReference(
        tenant=tenant,
        job_id=detail["job_id"],
        pipeline=Pipeline(detail["pipeline"]),
        audio_seconds=SPOKEN["duration_seconds"],
    )
    scene.run_until("notify", reference)
    dropped = DroppedFile(tenant=tenant, name="call.ogg", version="1", job_id=detail["job_id"])
    scene.home.drops.add(dropped)
    return event


def _before_api(scene: Scene, event: Event) -> Event:
    """The caller has a key."""
    home = scene.home
    new = create_key(
        tenant="acme", scopes=SCOPES, tenants=home.tenants, keys=home.keys, clock=home.clock
    )
    headers = {**event.get("headers", {}), "authorization": f"Bearer {new.secret}"}
    return {**event, "headers": headers}


BEFORE: Mapping[str, Callable[[Scene, Event], Event]] = {
    "callback": _before_callback,
    "deliver": _before_deliver,
    "intake": _before_intake,
    "drop_results": _before_drop_results,
    "api": _before_api,
    "api_snapshot": _before_api,
}


def _words() -> Transcription:
    return Transcription(
        engine=ENGINE, language="en-US", utterances=tuple(map(_utterance, SPOKEN["turns"]))
    )


def _utterance(turn: Mapping[str, Any]) -> Utterance:
    """The words evenly over the turn."""
    texts, start, end = turn["text"].split(), turn["start"], turn["end"]
    edges = [start + (end - start) * at / len(texts) for at in range(len(texts) + 1)]
    words = tuple(
        Word(word=text, start=begins, end=ends, confidence=1.0)
        for text, (begins, ends) in zip(texts, pairwise(edges), strict=True)
    )
    return Utterance(channel=0, start=start, end=end, words=words)


def _voices() -> Diarization:
    speakers = list(SPOKEN["voices"])
    turns = tuple(
        SpeakerTurn(speaker=speakers.index(turn["speaker"]), start=turn["start"], end=turn["end"])
        for turn in SPOKEN["turns"]
    )
    return Diarization(method="cluster", speakers=len(speakers), turns=turns)


def _answer(stage: str) -> Value:
    facts = AudioFacts(
        duration_seconds=SPOKEN["duration_seconds"],
        mode=ChannelMode.MONO,
        source_rate=SPOKEN["sample_rate"],
        channel_numbers=(1,),
    )
    if stage == plan.TRANSCRIBE.name:
        return TranscribeAnswer(transcription=_words(), audio=facts)
    return DiarizeAnswer(diarization=_voices(), engine=ENGINE, audio=facts)
