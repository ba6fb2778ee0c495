"""SageMaker's asynchronous endpoints, to their protocol: a request is taken, the container stores
its answer where the request says, SageMaker tells of it by SNS. And what may go wrong with that."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from novapulse import plan
from novapulse.domain.object_uri import bucket_and_key
from novapulse.domain.value import Value
from novapulse.speech.remote import AudioRequest, DiarizeRequest, TranscribeRequest
from tests.adapters.aws.pipeline.heard import diarize_answer, transcribe_answer
from tests.adapters.aws.pipeline.services import notification
from tests.handlers.house import House

SPOKEN: dict[str, tuple[type[AudioRequest], Value]] = {
    "transcriber": (TranscribeRequest, transcribe_answer()),
    "diarizer": (DiarizeRequest, diarize_answer()),
}
"""By endpoint: what it is asked in, and what it answers."""
STAGES = {"transcriber": plan.TRANSCRIBE.name, "diarizer": plan.DIARIZE.name}
SECONDS = 20.0
"""How long a request takes."""
QUEUE_SECONDS = 1800.0
"""How long one may wait."""


@dataclass
class Message:
    """What a queue gets. It comes ``seconds`` after the request."""

    body: str
    seconds: float = SECONDS


Behaviour = Callable[["Asked"], list[Message]]


@dataclass(frozen=True)
class Asked:
    """A request that was taken."""

    endpoint: str
    inference_id: str
    input_key: str
    failure_key: str
    request: AudioRequest
    house: House

    def answer(self, document: bytes | None = None) -> None:
        """As the container stores it."""
        assert self.request.output is not None
        text = document or SPOKEN[self.endpoint][1].model_dump_json().encode()
        self.house.put(bucket_and_key(self.request.output)[1], text)

    def fail(self, code: str, *, retryable: bool) -> None:
        """The container's response, as SageMaker stores it."""
        error = {"code": code, "message": "The engine says why.", "retryable": retryable}
        self.house.put(self.failure_key, json.dumps({"error": error}).encode())

    def notice(self, status: int | None = None, **changes: Any) -> str:
        """Of a failure, if there is a ``status``, within SNS's envelope."""
        _, tenant, job_id, _ = self.input_key.split("/")
        values = {"tenant": tenant, "job_id": job_id, "inference_id": self.inference_id}
        message = notification(**(values | changes), status=status)
        return json.dumps({"Type": "Notification", "Message": json.dumps(message)})


@dataclass
class Endpoints:
    """The client of SageMaker's runtime. ``does[endpoint]`` is what the next requests come to; then
    they are just answered. ``sent`` is taken by whoever carries messages."""

    house: House
    does: dict[str, Iterator[Behaviour]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    sent: list[Message] = field(default_factory=list)

    def script(self, endpoint: str, does: Iterable[Behaviour]) -> None:
        self.does[endpoint] = iter(does)

    def invoke_endpoint_async(
        self,
        *,
        EndpointName: str,
        InferenceId: str,
        InputLocation: str,
        RequestTTLSeconds: int,
        InvocationTimeoutSeconds: int,
        ContentType: str,
        Accept: str,
    ) -> dict[str, str]:
        bucket, key = bucket_and_key(InputLocation)
        kind = SPOKEN[EndpointName][0]
        request = kind.model_validate_json(self.house.ports.bucket.get(key))
        failure = f"inference/failed/{len(self.asked)}.out"
        asked = Asked(EndpointName, InferenceId, key, failure, request, self.house)
        self.asked.append(asked)
        behaviour = next(self.does.get(EndpointName, iter(())), answers)
        self.sent += behaviour(asked)
        return {
            "InferenceId": InferenceId,
            "OutputLocation": f"s3://{bucket}/inference/{InferenceId}.out",
            "FailureLocation": f"s3://{bucket}/{failure}",
        }


def cannot_be_asked(error: BaseException) -> Behaviour:
    """The request is not taken."""

    def behaviour(asked: Asked) -> list[Message]:
        raise error

    return behaviour


def answers(asked: Asked) -> list[Message]:
    asked.answer()
    return [Message(asked.notice())]


def answers_unheard(asked: Asked) -> list[Message]:
    """Its notification is lost."""
    asked.answer()
    return []


def answers_twice(asked: Asked) -> list[Message]:
    """Its notification comes twice, and once more long after."""
    asked.answer()
    notice = asked.notice()
    return [Message(notice), Message(notice), Message(notice, 3600.0)]


def answers_after(seconds: float) -> Behaviour:
    """The container is that slow, and so is the notification."""

    def behaviour(asked: Asked) -> list[Message]:
        asked.answer()
        return [Message(asked.notice(), seconds)]

    return behaviour


def never_answers(asked: Asked) -> list[Message]:
    return []


def answers_with(document: bytes) -> Behaviour:
    def behaviour(asked: Asked) -> list[Message]:
        asked.answer(document)
        return [Message(asked.notice())]

    return behaviour


def says_that_it_answered(asked: Asked) -> list[Message]:
    """There is no answer."""
    return [Message(asked.notice())]


def refuses(status: int, code: str, *, retryable: bool, heard: bool = True) -> Behaviour:
    """``heard``: whether its notification arrives."""

    def behaviour(asked: Asked) -> list[Message]:
        asked.fail(code, retryable=retryable)
        return [Message(asked.notice(status))] if heard else []

    return behaviour


def expires(asked: Asked) -> list[Message]:
    """It waited too long in the endpoint's queue: SageMaker gives no status."""
    body = json.loads(asked.notice(500))
    inner = json.loads(body["Message"]) | {"failureReason": "Request expired in the queue"}
    return [Message(json.dumps(body | {"Message": json.dumps(inner)}), QUEUE_SECONDS)]


def fails_after_it_answered(asked: Asked) -> list[Message]:
    """The messages of two requests to the container come in the other order."""
    asked.answer()
    return [Message(asked.notice(), 30.0), Message(asked.notice(500), 31.0)]


def answers_after_it_failed(asked: Asked) -> list[Message]:
    asked.answer()
    return [Message(asked.notice(500), 30.0), Message(asked.notice(), 31.0)]


def answers_among(*bodies: str) -> Behaviour:
    """With other messages before it."""

    def behaviour(asked: Asked) -> list[Message]:
        asked.answer()
        return [*(Message(body) for body in bodies), Message(asked.notice())]

    return behaviour
