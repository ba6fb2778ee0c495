from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest

from tests.e2e.aws.cloud import Cloud, Stack, until
from tests.e2e.aws.contract.template import template

END_SECONDS = 60.0
_numbers = count(1)


@dataclass(frozen=True)
class Machines:
    """Executions of the template's state machines."""

    stack: Stack

    @property
    def _client(self) -> Any:
        return self.stack.cloud.client("stepfunctions")

    def start(self, machine: str, **value: Any) -> str:
        """The execution's ARN."""
        import json

        started = self._client.start_execution(
            stateMachineArn=self.stack.resources[machine],
            name=f"run-{next(_numbers)}",
            input=json.dumps(value),
        )
        return str(started["executionArn"])

    def end(self, execution: str) -> Mapping[str, Any]:
        """How it ended, with its output read."""
        import json

        def ended() -> dict[str, Any] | None:
            found: dict[str, Any] = self._client.describe_execution(executionArn=execution)
            return None if found["status"] == "RUNNING" else found

        found = until(ended, END_SECONDS, execution)
        return {**found, "output": json.loads(found.get("output") or "null")}

    def run(self, machine: str, **value: Any) -> Mapping[str, Any]:
        return self.end(self.start(machine, **value))

    def tokens(self, number: int) -> dict[str, str]:
        """Those that wait, by their branch; taken from the table."""
        table, database = self.stack.resources["Table"], self.stack.cloud.client("dynamodb")

        def found() -> dict[str, str] | None:
            items = database.scan(TableName=table)["Items"]
            kept = {i["branch"]["S"]: i["PK"]["S"] for i in items if "branch" in i}
            return kept if len(kept) == number else None

        tokens: dict[str, str] = until(found, END_SECONDS, f"{number} tokens")
        for token in tokens.values():
            database.delete_item(TableName=table, Key={"PK": {"S": token}})
        return tokens


@pytest.fixture(scope="session")
def machines(cloud: Cloud) -> Machines:
    return Machines(cloud.deploy("contract", template()))
