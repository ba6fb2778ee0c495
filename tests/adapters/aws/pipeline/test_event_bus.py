import json

from novapulse.adapters.aws.pipeline.event_bus import ATTEMPTS, EventBus
from novapulse.domain.events import EventType, JobEvent, event_of
from tests.adapters.aws.pipeline.services import Bus
from tests.adapters.make import NOON, make_job

CREATED = event_of(make_job(), EventType.CREATED, NOON)


def test_an_entry_is_the_event_of_the_stream_and_names_the_tenant_beside_it() -> None:
    client = Bus()
    assert EventBus(client, "calls").publish([CREATED]) == frozenset()
    (entry,) = client.taken
    assert (entry["Source"], entry["DetailType"]) == ("novapulse", "job.created")
    assert (entry["EventBusName"], entry["Resources"]) == ("calls", ["tenant/acme"])
    detail = json.loads(entry["Detail"])
    assert detail["job_id"] == CREATED.job_id
    assert "acme" not in entry["Detail"]


def test_ten_go_at_once() -> None:
    client = Bus()
    EventBus(client, "calls").publish([CREATED] * 25)
    assert (client.requests, len(client.taken)) == (3, 25)


def test_only_what_was_refused_is_sent_again() -> None:
    client = Bus(refusals={"job.created": 2})
    events = [_progressed(), CREATED, _progressed()]
    assert EventBus(client, "calls").publish(events) == frozenset()
    assert [entry["DetailType"] for entry in client.taken] == [
        "job.progress",
        "job.progress",
        "job.created",
    ]


def test_what_is_refused_every_time_is_told() -> None:
    client = Bus(refusals={"job.created": ATTEMPTS})
    assert EventBus(client, "calls").publish([_progressed(), CREATED]) == frozenset({1})


def _progressed() -> JobEvent:
    job = make_job().model_copy(update={"status": "processing"})
    progress = {"step": "prepare", "percent": 3}
    return JobEvent.model_validate(
        event_of(job, EventType.PROGRESS, NOON).model_dump() | {"progress": progress}
    )
