"""What a caller of the HTTP API does, and what he is told by other ways."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.e2e.aws.cloud import until
from tests.e2e.aws.home import AwsHome
from tests.e2e.local_server import Receiver

TOLD_SECONDS = 120.0
EXAMPLE_RULE = "EventsExampleRule"
"""What the logical id of the template's example of a consumer begins with."""


def upload(caller: httpx.Client, content: bytes) -> str:
    """By the URL that the announcement is answered with; the upload's id."""
    about = {"file_name": "call.wav", "size_bytes": len(content), "content_type": "audio/wav"}
    announced = caller.post("/v1/audio/uploads", json=about)
    assert announced.status_code == 201, announced.text
    told = announced.json()
    sent = httpx.put(told["url"], content=content, headers=told["headers"], timeout=60)
    assert sent.status_code == 200, sent.text
    completed = caller.post(f"/v1/audio/uploads/{told['upload_id']}/complete")
    assert completed.status_code == 200, completed.text
    return str(told["upload_id"])


def submit(caller: httpx.Client, **asked: Any) -> str:
    """The job's id."""
    accepted = caller.post("/v1/audio/ingest", json=asked)
    assert accepted.status_code == 202, accepted.text
    return str(accepted.json()["job_id"])


def fetched(caller: httpx.Client, path: str, **query: str) -> Any:
    answer = caller.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def webhook_of(receiver: Receiver, home: AwsHome, job: str) -> tuple[dict[str, str], bytes]:
    """Headers and body."""

    def arrived() -> list[tuple[dict[str, str], bytes]]:
        return [each for each in receiver.received if json.loads(each[1])["job_id"] == job]

    found: list[tuple[dict[str, str], bytes]] = until(
        arrived, TOLD_SECONDS, f"the webhook of {job}", report=lambda: home.report(job)
    )
    return found[0]


@dataclass
class Bus:
    """Queues as targets of rules on the home's bus: ``all``, of a rule for whatever comes from
    NovaPulse, and ``example``, of the template's own example rule."""

    home: AwsHome
    _seen: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)

    def listen(self) -> None:
        events = self.home.aws("events")
        name = self.home.stack.outputs["EventBusName"]
        pattern = json.dumps({"source": ["novapulse"]})
        events.put_rule(Name="all", EventBusName=name, EventPattern=pattern)
        resources = self.home.stack.resources
        example = next(resources[id] for id in resources if id.startswith(EXAMPLE_RULE))
        for queue, rule in (("all", "all"), ("example", example)):
            self.home.aws("sqs").create_queue(QueueName=queue)
            target = {"Id": queue, "Arn": self._arn(queue)}
            put = events.put_targets(Rule=rule, EventBusName=name, Targets=[target])
            assert put["FailedEntryCount"] == 0, put

    def event(self, job: str, kind: str, *, queue: str = "all") -> Mapping[str, Any]:
        """Waits for it."""

        def arrived() -> list[Mapping[str, Any]]:
            return [e for e in self._received(queue) if _is(e, job, kind)]

        what = f"{kind} of {job} in the queue '{queue}'"
        found: list[Mapping[str, Any]] = until(
            arrived, TOLD_SECONDS, what, report=lambda: self.home.report(job)
        )
        return found[0]

    def kinds(self, job: str, *, queue: str) -> set[str]:
        """Of those events of the job that have come so far."""
        events = self._received(queue)
        return {e["detail-type"] for e in events if e["detail"]["job_id"] == job}

    def _received(self, queue: str) -> list[Mapping[str, Any]]:
        sqs = self.home.aws("sqs")
        url = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
        seen = self._seen.setdefault(queue, [])
        received = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)
        for message in received.get("Messages", ()):
            seen.append(json.loads(message["Body"]))
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return seen

    def _arn(self, queue: str) -> str:
        sqs = self.home.aws("sqs")
        url = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
        found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
        return str(found["Attributes"]["QueueArn"])


def _is(event: Mapping[str, Any], job: str, kind: str) -> bool:
    return bool(event["detail-type"] == kind and event["detail"]["job_id"] == job)
