"""The stream of the table, as far as events of jobs go."""

from dataclasses import dataclass
from typing import Any

from novapulse.handlers import publish_events
from tests.handlers.house import House

WRITES = "transact_write_items"
"""Events are written by nothing else."""


@dataclass
class TableStream:
    """``_last`` is the number of the last event that was taken, ``_written`` the number of writes
    that had been made when nothing was left."""

    house: House
    tenant: str
    _last: int = 0
    _written: int = 0

    def carry(self) -> None:
        """What is new goes to its function. What was not taken comes again the next time."""
        written = self.house.ports.clients.dynamodb.requests.count(WRITES)
        if written == self._written:
            return
        records = self._new()
        if not records:
            self._written = written
            return
        answer = publish_events.run({"Records": records}, self.house.ports)
        refused = [each["itemIdentifier"] for each in answer["batchItemFailures"]]
        for record in records:
            number = record["dynamodb"]["SequenceNumber"]
            if number in refused:
                break
            self._last = int(number)

    def _new(self) -> list[dict[str, Any]]:
        ports = self.house.ports
        found = ports.clients.dynamodb.query(
            TableName=ports.settings.aws_table,
            KeyConditionExpression="PK = :log AND SK BETWEEN :first AND :last",
            ExpressionAttributeValues={
                ":log": {"S": f"EVENTS#{self.tenant}"},
                ":first": {"S": f"{self._last + 1:020d}"},
                ":last": {"S": "9" * 20},
            },
        )
        return [_record(item) for item in found["Items"]]


def _record(item: dict[str, Any]) -> dict[str, Any]:
    change = {
        "Keys": {"PK": item["PK"], "SK": item["SK"]},
        "NewImage": item,
        "SequenceNumber": item["SK"]["S"],
    }
    return {"eventName": "INSERT", "dynamodb": change}
