"""The published schemas and payloads are what the models say, and what a job's life sends."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from novapulse.domain.event_payloads import payload_of
from novapulse.domain.event_schemas import event_schemas
from novapulse.domain.events import EventType, JobEvent
from novapulse.domain.job import JobError, JobStatus, Pipeline, Progress
from novapulse.services.home import Home
from tests.adapters.make import NOON, add_job, make_job
from tests.events.__main__ import SCHEMAS, as_text
from tests.services.house import make_home

EVENTS = SCHEMAS.parent
NAMES = sorted(event_schemas())


def payload(name: str) -> Any:
    return json.loads((EVENTS / f"{name}.json").read_text(encoding="utf-8"))


def validator(name: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(event_schemas()[name], validate_formats=True)


def test_the_checked_in_schemas_are_those_of_the_models() -> None:
    expected = {f"{name}.json": as_text(schema) for name, schema in event_schemas().items()}
    assert {p.name: p.read_text(encoding="utf-8") for p in SCHEMAS.iterdir()} == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_valid_and_names_itself(name: str) -> None:
    schema = event_schemas()[name]
    jsonschema_rs.meta.validate(schema)
    assert schema["$id"] == f"urn:novapulse:schema:{name}:1"
    assert schema["title"] == name
    assert schema["description"]
    assert set(schema["required"]) == set(schema["properties"])


@pytest.mark.parametrize("name", NAMES)
def test_every_payload_fits_its_schema_and_no_other(name: str) -> None:
    assert [other for other in NAMES if validator(other).is_valid(payload(name))] == [name]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("change", ["unknown", "missing"])
def test_a_payload_with_another_field_or_without_one_does_not_fit(name: str, change: str) -> None:
    document = payload(name)
    if change == "unknown":
        document["tenant"] = "acme"
    else:
        document.popitem()
    assert not validator(name).is_valid(document)


def life(home: Home, *, error: JobError | None = None) -> list[JobEvent]:
    job = make_job()
    where = (job.tenant, job.id)
    add_job(home.jobs, job)
    home.jobs.start(*where, NOON)
    home.jobs.progress(*where, Progress(step="transcribe", percent=40), NOON)
    home.jobs.progress(*where, Progress(step="publish", percent=90), NOON)
    if error is None:
        home.jobs.complete(*where, NOON, ())
    else:
        home.jobs.fail(*where, NOON, error)
    return list(home.events.after("acme", 0, limit=10))


@pytest.mark.parametrize("error", [None, JobError(code="c", message="m")], ids=["well", "badly"])
def test_the_events_of_a_jobs_life_have_the_published_shape(
    tmp_path: Path, error: JobError | None
) -> None:
    told = [
        json.loads(payload_of(e).model_dump_json()) for e in life(make_home(tmp_path), error=error)
    ]
    end = "job.completed" if error is None else "job.failed"
    assert [t["event"] for t in told] == ["job.created", "job.progress", "job.progress", end]
    for sent in told:
        jsonschema_rs.validate(event_schemas()[sent["event"]], sent)
        example = payload(sent["event"])
        assert list(sent) == list(example)
    assert len({t["event_id"] for t in told}) == len(told)


def test_a_payload_is_the_same_however_often_it_is_built() -> None:
    event = JobEvent(
        number=7,
        tenant="acme",
        job_id="job_7a2d9c4f1e8b",
        type=EventType.PROGRESS,
        at=NOON.replace(second=20),
        status=JobStatus.PROCESSING,
        pipeline=Pipeline.FULL_ANALYSIS,
        metadata={"call_id": "c-1042", "queue": "billing"},
        progress=Progress(step="transcribe", percent=40),
    )
    assert json.loads(payload_of(event).model_dump_json()) == payload("job.progress")
