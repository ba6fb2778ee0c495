"""An asynchronous endpoint: a queue of requests before a container, their ends told by SNS.
https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference.html
"""

import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from typing import Any

JSON = "application/json"
READY_SECONDS = 120.0
HEADER = "X-Amzn-SageMaker-"


@dataclass(frozen=True)
class Definition:
    """What the template says of an endpoint: where its container listens, where answers and
    failures are written (``s3://bucket/prefix``), the topics that are told, how many requests the
    container is sent at once."""

    name: str
    container: str
    answers: str
    failures: str
    success_topic: str
    error_topic: str
    at_once: int


@dataclass(frozen=True)
class Asked:
    """A request, as the headers of InvokeEndpointAsync say it."""

    endpoint: str
    input: str
    inference_id: str
    content_type: str
    accept: str
    queue_seconds: float
    answer_seconds: float
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    at: float = field(default_factory=time.time)

    @classmethod
    def by(cls, endpoint: str, headers: "Message[str, str]") -> "Asked":
        """Raises KeyError without a location."""
        return cls(
            endpoint=endpoint,
            input=headers[f"{HEADER}InputLocation"],
            inference_id=headers.get(f"{HEADER}Inference-Id") or str(uuid.uuid4()),
            content_type=headers.get(f"{HEADER}Content-Type") or JSON,
            accept=headers.get(f"{HEADER}Accept") or JSON,
            queue_seconds=float(headers.get(f"{HEADER}RequestTTLSeconds") or 6 * 3600),
            answer_seconds=float(headers.get(f"{HEADER}InvocationTimeoutSeconds") or 900),
        )


@dataclass(frozen=True)
class _Answer:
    """``status`` 0: there was none; ``reason`` says why."""

    status: int
    body: bytes = b""
    reason: str = ""


class Endpoint:
    """``publish(topic, message)`` tells, ``get`` and ``put`` are of S3."""

    def __init__(
        self,
        definition: Definition,
        *,
        get: Callable[[str], bytes],
        put: Callable[[str, bytes], None],
        publish: Callable[[str, Mapping[str, Any]], None],
    ) -> None:
        self.definition = definition
        self._get, self._put, self._publish = get, put, publish
        self._turns = ThreadPoolExecutor(definition.at_once)

    def answer_of(self, asked: Asked) -> str:
        return f"{self.definition.answers}/{asked.id}.out"

    def failure_of(self, asked: Asked) -> str:
        return f"{self.definition.failures}/{asked.id}-error.out"

    def ask(self, asked: Asked) -> None:
        """Returns at once."""
        self._turns.submit(self._carry, asked)

    def _carry(self, asked: Asked) -> None:
        answer = self._answer(asked)
        if answer.status == 200:
            self._put(self.answer_of(asked), answer.body)
            where = {"contentType": asked.accept, "outputLocation": self.answer_of(asked)}
            told = {"invocationStatus": "Completed", "responseParameters": where}
            self._publish(self.definition.success_topic, _message(asked, told))
            return
        reason = answer.reason
        if answer.status:
            side = "client" if answer.status < 500 else "server"
            reason = f"Received {side} error ({answer.status}) from model."
            self._put(self.failure_of(asked), answer.body)
        told = {"invocationStatus": "Failed", "failureReason": f"ClientError: {reason}"}
        self._publish(self.definition.error_topic, _message(asked, told))

    def _answer(self, asked: Asked) -> _Answer:
        if time.time() > asked.at + asked.queue_seconds:
            return _Answer(0, reason="The request expired in the queue.")
        self._wait_for_container()
        request = urllib.request.Request(
            f"{self.definition.container}/invocations",
            data=self._get(asked.input),
            headers={
                "Content-Type": asked.content_type,
                "Accept": asked.accept,
                f"{HEADER}Inference-Id": asked.inference_id,
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=asked.answer_seconds) as answer:
                return _Answer(answer.status, answer.read())
        except urllib.error.HTTPError as error:
            return _Answer(error.code, error.read())
        except (OSError, TimeoutError) as error:
            return _Answer(0, reason=f"Model server did not respond ({type(error).__name__}).")

    def _wait_for_container(self) -> None:
        """An endpoint without instances keeps its requests until one has started."""
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.definition.container}/ping", timeout=5).close()
                return
            except OSError:
                time.sleep(0.05)


def _message(asked: Asked, told: Mapping[str, Any]) -> dict[str, Any]:
    """https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html"""
    return {
        "awsRegion": "us-east-1",
        "eventTime": _utc(time.time()),
        "receivedTime": _utc(asked.at),
        "requestParameters": {
            "accept": asked.accept,
            "contentType": asked.content_type,
            "endpointName": asked.endpoint,
            "inputLocation": asked.input,
        },
        "inferenceId": asked.inference_id,
        "eventVersion": "1.0",
        "eventSource": "aws:sagemaker",
        "eventName": "InferenceResult",
        **told,
    }


def _utc(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
