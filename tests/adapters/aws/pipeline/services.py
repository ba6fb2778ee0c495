"""Small stand-ins for services of AWS, with their own names for what goes wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.services.house import HandClock

MACHINE = "arn:aws:states:eu-central-1:123456789012:stateMachine:novapulse"


def refusal(code: str, operation: str = "Operation", status: int = 400) -> Exception:
    from botocore.exceptions import ClientError

    answer = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    error: Exception = ClientError(answer, operation)
    return error


@dataclass
class StepFunctions:
    """``waiting`` are the tokens that somebody waits for; ``ended`` is what each was told.
    ``trouble`` is raised instead of everything, while it is set."""

    clock: HandClock = field(default_factory=HandClock)
    executions: dict[str, dict[str, Any]] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    ended: list[tuple[str, str, str]] = field(default_factory=list)
    heartbeats: list[str] = field(default_factory=list)
    trouble: Exception | None = None

    def start_execution(self, *, stateMachineArn: str, name: str, input: str) -> None:
        self._check()
        if name in self.executions:
            raise refusal("ExecutionAlreadyExists")
        self.executions[name] = {
            "name": name,
            "status": "RUNNING",
            "startDate": self.clock.now(),
            "input": input,
        }

    def describe_execution(self, *, executionArn: str) -> dict[str, Any]:
        self._check()
        return self._execution(executionArn)

    def list_executions(
        self, *, stateMachineArn: str, statusFilter: str, nextToken: str = "0"
    ) -> dict[str, Any]:
        """Two a page."""
        found = [e for e in self.executions.values() if e["status"] == statusFilter]
        start = int(nextToken)
        page: dict[str, Any] = {"executions": found[start : start + 2]}
        return page | ({"nextToken": str(start + 2)} if len(found) > start + 2 else {})

    def stop_execution(self, *, executionArn: str, error: str, cause: str) -> None:
        self._execution(executionArn)["status"] = "ABORTED"

    def ends(self, name: str, status: str, **more: str) -> None:
        self.executions[name] |= {"status": status, **more}

    def send_task_success(self, *, taskToken: str, output: str) -> None:
        self._end("success", taskToken, output)

    def send_task_failure(self, *, taskToken: str, error: str, cause: str) -> None:
        self._end(error, taskToken, cause)

    def send_task_heartbeat(self, *, taskToken: str) -> None:
        self._check()
        if taskToken not in self.waiting:
            raise refusal("TaskTimedOut")
        self.heartbeats.append(taskToken)

    def _end(self, how: str, token: str, said: str) -> None:
        self._check()
        if token not in self.waiting:
            raise refusal("TaskDoesNotExist")
        self.waiting.discard(token)
        self.ended.append((token, how, said))

    def _execution(self, arn: str) -> dict[str, Any]:
        name = arn.removeprefix(MACHINE.replace("stateMachine", "execution") + ":")
        if name not in self.executions:
            raise refusal("ExecutionDoesNotExist")
        return self.executions[name]

    def _check(self) -> None:
        if self.trouble is not None:
            raise self.trouble


@dataclass
class SageMaker:
    """The runtime and the control plane at once."""

    status: str = "InService"
    asked: list[dict[str, Any]] = field(default_factory=list)
    trouble: Exception | None = None
    failure_location: str | None = None

    def invoke_endpoint_async(self, **request: Any) -> dict[str, Any]:
        if self.trouble is not None:
            raise self.trouble
        self.asked.append(request)
        location = self.failure_location
        return {"OutputLocation": "s3://b/o"} | ({"FailureLocation": location} if location else {})

    def describe_endpoint(self, *, EndpointName: str) -> dict[str, Any]:
        if self.trouble is not None:
            raise self.trouble
        return {"EndpointStatus": self.status}


@dataclass
class Queue:
    """(delay, body) of each message, in order."""

    messages: list[tuple[int, str]] = field(default_factory=list)

    def send_message(self, *, QueueUrl: str, MessageBody: str, DelaySeconds: int) -> None:
        self.messages.append((DelaySeconds, MessageBody))


@dataclass
class Scheduler:
    schedules: dict[str, dict[str, Any]] = field(default_factory=dict)

    def create_schedule(self, **request: Any) -> None:
        if request["Name"] in self.schedules:
            raise refusal("ConflictException", status=409)
        self.schedules[request["Name"]] = request

    def update_schedule(self, **request: Any) -> None:
        self.schedules[request["Name"]] = request


@dataclass
class Bus:
    """Refuses an entry for as many times as ``refusals`` says of its detail-type."""

    taken: list[dict[str, Any]] = field(default_factory=list)
    refusals: dict[str, int] = field(default_factory=dict)
    requests: int = 0

    def put_events(self, *, Entries: list[dict[str, Any]]) -> dict[str, Any]:
        assert len(Entries) <= 10
        self.requests += 1
        return {"Entries": [self._put(entry) for entry in Entries]}

    def _put(self, entry: dict[str, Any]) -> dict[str, Any]:
        left = self.refusals.get(entry["DetailType"], 0)
        if left:
            self.refusals[entry["DetailType"]] = left - 1
            return {"ErrorCode": "ThrottlingException"}
        self.taken.append(entry)
        return {"EventId": "1"}


def notification(
    *, tenant: str, job_id: str, inference_id: str, status: int | None = None
) -> Mapping[str, Any]:
    """As SageMaker sends it; ``status`` is for one that failed."""
    message: dict[str, Any] = {
        "awsRegion": "eu-central-1",
        "eventTime": "2026-11-21T16:46:00.608Z",
        "receivedTime": "2026-11-21T16:45:00.455Z",
        "invocationStatus": "Completed" if status is None else "Failed",
        "requestParameters": {
            "contentType": "application/json",
            "endpointName": "novapulse-transcriber",
            "inputLocation": f"s3://calls/work/{tenant}/{job_id}/{inference_id}.json",
        },
        "inferenceId": inference_id,
        "eventVersion": "1.0",
        "eventSource": "aws:sagemaker",
        "eventName": "InferenceResult",
    }
    if status is not None:
        reason = f"ClientError: Received client error ({status}) from model."
        return message | {"failureReason": reason}
    return message | {"responseParameters": {"outputLocation": "s3://calls/inference/1.out"}}
