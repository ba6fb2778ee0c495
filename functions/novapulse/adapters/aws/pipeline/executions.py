"""Executions of the state machine, by their names."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from novapulse.adapters.aws.clients import Client
from novapulse.adapters.aws.trouble import error_code, translated
from novapulse.stages.reference import JobReference

RUNNING = "RUNNING"
FAILED = "FAILED"
"""By an error of a stage; one that was aborted or ran out of time has not failed."""
TAKEN = "ExecutionAlreadyExists"
ABSENT = "ExecutionDoesNotExist"


@dataclass(frozen=True)
class Execution:
    """``error`` and ``cause`` of one that failed, as a catch would have them."""

    name: str
    status: str
    started_at: datetime
    error: str | None = None
    cause: str | None = None

    @property
    def running(self) -> bool:
        return self.status == RUNNING


class Executions:
    """Raises StorageUnavailable where Step Functions throttles or cannot be reached."""

    def __init__(self, client: Client, machine_arn: str) -> None:
        self._client = client
        self._machine_arn = machine_arn

    def start(self, name: str, reference: JobReference) -> bool:
        """1 request. False if one of that name exists, or did within 90 days."""
        document = {"reference": reference.model_dump(mode="json")}
        with translated():
            try:
                self._client.start_execution(
                    stateMachineArn=self._machine_arn, name=name, input=json.dumps(document)
                )
            except Exception as error:
                if error_code(error) != TAKEN:
                    raise
                return False
        return True

    def find(self, name: str) -> Execution | None:
        """1 request."""
        with translated():
            try:
                found = self._client.describe_execution(executionArn=self._arn(name))
            except Exception as error:
                if error_code(error) != ABSENT:
                    raise
                return None
        return _execution(found)

    def running(self) -> Iterator[Execution]:
        """1 request for each 1,000; a list that follows what happens within a moment."""
        request = {"stateMachineArn": self._machine_arn, "statusFilter": RUNNING}
        while True:
            with translated():
                answer = self._client.list_executions(**request)
            yield from map(_execution, answer["executions"])
            if not answer.get("nextToken"):
                return
            request["nextToken"] = answer["nextToken"]

    def stop(self, name: str, error: str, cause: str) -> None:
        """1 request. What a function does just then it goes on doing."""
        with translated():
            try:
                self._client.stop_execution(executionArn=self._arn(name), error=error, cause=cause)
            except Exception as failure:
                if error_code(failure) != ABSENT:
                    raise

    def _arn(self, name: str) -> str:
        return f"{self._machine_arn.replace(':stateMachine:', ':execution:', 1)}:{name}"


def _execution(found: dict[str, Any]) -> Execution:
    return Execution(
        name=found["name"],
        status=found["status"],
        started_at=found["startDate"],
        error=found.get("error"),
        cause=found.get("cause"),
    )
