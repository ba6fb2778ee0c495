"""Asking a SageMaker asynchronous endpoint for the words or the speakers of a call."""

import hashlib
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from novapulse import plan
from novapulse.adapters.aws.clients import Client
from novapulse.adapters.aws.pipeline.stage_times import invocation_seconds
from novapulse.adapters.aws.pipeline.task_tokens import Inference, TaskToken, TaskTokens
from novapulse.adapters.aws.trouble import error_code
from novapulse.domain import storage_keys
from novapulse.domain.errors import EngineUnavailable, InvalidRequest
from novapulse.domain.job import JobOptions
from novapulse.domain.media import PreparedAudio
from novapulse.ports import BlobStore, Clock, JobStore
from novapulse.speech.remote import AudioRequest, DiarizeRequest, TranscribeRequest
from novapulse.stages import documents
from novapulse.stages.reference import JobReference

VAULT = "vault/"
"""The prefix of the bucket under which all that is not redacted rests."""
ANSWERS = "_answers/"
"""No tenant's name begins with an underscore."""


def inference_of(stage: str, reference: JobReference, token: str) -> Inference:
    """A token is given to one attempt at one stage of one execution, and so is the id: the same
    attempt started twice asks for the same thing twice."""
    digest = hashlib.sha256(token.encode()).hexdigest()[:40]
    return Inference(reference.tenant, reference.job_id, stage, f"{stage}-{digest}")


def answer_key(inference: Inference) -> str:
    """Below ``VAULT``: what the endpoint heard, until the callback has sealed it."""
    return f"{answers_prefix(inference.tenant, inference.job_id)}{inference.id}.json"


def answers_prefix(tenant: str, job_id: str) -> str:
    """Below ``VAULT``, of all that endpoints answered about the job. ``ANSWERS`` is apart from
    every tenant's folder: the endpoints may write there and nowhere else, and a lifecycle rule ends
    what nobody has taken after a day."""
    return f"{ANSWERS}{tenant}/{job_id}/"


@dataclass(frozen=True)
class Launcher:
    """``queue_seconds`` is how long a request may wait for the endpoint."""

    tokens: TaskTokens
    jobs: JobStore
    blobs: BlobStore
    clock: Clock
    runtime: Client
    bucket: str
    queue_seconds: int

    def transcribe(self, reference: JobReference, token: str, *, endpoint: str) -> None:
        """Raises NotFound, InvalidRequest(``language_not_supported``), EngineUnavailable."""

        def request(options: JobOptions, audio: dict[str, Any]) -> AudioRequest:
            vocabulary = options.custom_vocabulary
            return TranscribeRequest(language=options.language, vocabulary=vocabulary, **audio)

        self._launch(plan.TRANSCRIBE, reference, token, endpoint, request)

    def diarize(self, reference: JobReference, token: str, *, endpoint: str) -> None:
        """Raises NotFound, EngineUnavailable."""

        def request(options: JobOptions, audio: dict[str, Any]) -> AudioRequest:
            return DiarizeRequest(speakers_expected=options.speakers_expected, **audio)

        self._launch(plan.DIARIZE, reference, token, endpoint, request)

    def _launch(
        self, stage: plan.Stage, reference: JobReference, token: str, endpoint: str, request: Any
    ) -> None:
        """The token rests before the endpoint is asked: an answer may be faster than a write."""
        inference = inference_of(stage.name, reference, token)
        options = self.jobs.get(reference.tenant, reference.job_id).options
        try:
            asked: AudioRequest = request(options, self._audio(inference))
        except ValidationError:
            raise InvalidRequest(
                "language_not_supported",
                f"language: '{options.language}' is none that the speech engine knows",
            ) from None
        waiting = TaskToken(inference, token, self.clock.now())
        if not self.tokens.store(waiting):
            known = self.tokens.find(reference.tenant, reference.job_id, inference.id)
            if known is None or known.invoked:
                return
        failure = self._invoke(stage, reference, waiting, endpoint, asked)
        self.tokens.invoked(waiting, failure)

    def _audio(self, inference: Inference) -> dict[str, Any]:
        where = (inference.tenant, inference.job_id)
        prepared = documents.read(self.blobs, storage_keys.work(*where, "prepared"), PreparedAudio)
        return {
            "output": self._uri(VAULT + answer_key(inference)),
            "channels": tuple(map(self._uri, prepared.channel_keys)),
            "source_rate": prepared.source_rate,
        }

    def _invoke(
        self,
        stage: plan.Stage,
        reference: JobReference,
        waiting: TaskToken,
        endpoint: str,
        asked: AudioRequest,
    ) -> str | None:
        """Where SageMaker puts the response to a request that fails."""
        key = storage_keys.work(reference.tenant, reference.job_id, waiting.inference.id)
        documents.write(self.blobs, key, asked)
        try:
            taken = self.runtime.invoke_endpoint_async(
                EndpointName=endpoint,
                ContentType="application/json",
                Accept="application/json",
                InferenceId=waiting.inference.id,
                InputLocation=self._uri(key),
                RequestTTLSeconds=self.queue_seconds,
                InvocationTimeoutSeconds=invocation_seconds(stage, reference.audio_seconds),
            )
        except Exception as error:
            self.tokens.consume(waiting)
            raise _unavailable(error) from None
        location = taken.get("FailureLocation")
        return str(location) if location else None

    def _uri(self, key: str) -> str:
        return f"s3://{self.bucket}/{key}"


def _unavailable(error: Exception) -> EngineUnavailable:
    reason = error_code(error) or type(error).__name__
    return EngineUnavailable(
        "engine_unavailable", f"the speech engine could not be asked ({reason}); submit it again"
    )
