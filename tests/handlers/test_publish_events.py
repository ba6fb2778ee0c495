import json
from typing import Any

import pytest

from novapulse.domain.events import EventType, event_of
from novapulse.handlers import publish_events
from novapulse.handlers.function import FunctionFailed
from tests.adapters.make import NOON, make_job
from tests.handlers.house import House


def record(number: int, *, name: str = "INSERT", sk: str | None = None) -> dict[str, Any]:
    """As the stream of the table has it."""
    event = event_of(make_job(number), EventType.CREATED, NOON, number=number)
    keys = {"PK": {"S": "EVENTS#acme"}, "SK": {"S": sk or f"{number:020d}"}}
    image = {**keys, "doc": {"S": event.model_dump_json()}, "ttl": {"N": "1772539200"}}
    return {
        "eventID": str(number),
        "eventName": name,
        "eventSource": "aws:dynamodb",
        "dynamodb": {"Keys": keys, "NewImage": image, "SequenceNumber": str(100 + number)},
    }


def run(house: House, *records: dict[str, Any]) -> dict[str, Any]:
    return publish_events.run({"Records": list(records)}, house.ports)


def test_each_new_event_goes_to_the_bus(house: House) -> None:
    assert run(house, record(1), record(2)) == {"batchItemFailures": []}
    taken = house.ports.clients.events.taken
    assert [json.loads(entry["Detail"])["job_id"] for entry in taken] == [
        "job_000000000001",
        "job_000000000002",
    ]


def test_the_counter_and_what_is_deleted_are_no_events(house: House) -> None:
    run(house, record(1, sk="LAST"), record(2, name="REMOVE"), record(3, name="MODIFY"))
    assert house.ports.clients.events.taken == []


def test_the_stream_begins_again_at_the_first_that_was_refused(house: House) -> None:
    house.ports.clients.events.refusals["job.created"] = 1000
    assert run(house, record(1), record(2)) == {"batchItemFailures": [{"itemIdentifier": "101"}]}


def test_what_cannot_be_read_fails_without_its_text(house: House) -> None:
    broken = record(1)
    broken["dynamodb"]["NewImage"]["doc"] = {"S": "my card is 4111"}
    with pytest.raises(FunctionFailed) as failure:
        run(house, broken)
    assert "4111" not in str(failure.value)
