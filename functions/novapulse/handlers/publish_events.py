"""Lambda ``publish_events``: events of jobs go to the bus. Triggered by the stream of the table."""

from collections.abc import Mapping
from typing import Any

from novapulse.bootstrap.aws.pipeline import event_bus
from novapulse.bootstrap.aws.ports import Ports
from novapulse.domain.events import JobEvent
from novapulse.handlers.function import Event, lambda_handler, reported
from novapulse.handlers.observed import count, observed

EVENTS = "EVENTS#"
"""What the partition key of a tenant's log begins with."""


def run(event: Event, home: Ports) -> dict[str, Any]:
    """Of those that the bus did not take the first is named: the stream begins again there, and
    what comes twice is known by its ``event_id``."""
    return reported("publish_events", lambda: _publish(event["Records"], home))


def _publish(records: list[Mapping[str, Any]], home: Ports) -> dict[str, Any]:
    written = [record for record in records if _is_event(record)]
    if not written:
        return {"batchItemFailures": []}
    refused = event_bus(home).publish([_event(record) for record in written])
    count("EventsRefused", len(refused))
    again = [written[min(refused)]["dynamodb"]["SequenceNumber"]] if refused else []
    return {"batchItemFailures": [{"itemIdentifier": number} for number in again]}


def _is_event(record: Mapping[str, Any]) -> bool:
    """A new item of a log; its counter and everything else in the table are none."""
    if record["eventName"] != "INSERT":
        return False
    keys = record["dynamodb"]["Keys"]
    return bool(keys["PK"]["S"].startswith(EVENTS) and keys["SK"]["S"].isdigit())


def _event(record: Mapping[str, Any]) -> JobEvent:
    return JobEvent.model_validate_json(record["dynamodb"]["NewImage"]["doc"]["S"])


handler = observed("publish_events", lambda_handler(run))
