"""The bus: what it carries is described, and somebody listens."""

import json
from typing import Any

import jsonschema_rs
import pytest

from infra.event_schemas import TYPES, registered
from novapulse.adapters.aws.pipeline.event_bus import SOURCE
from tests.conftest import ROOT
from tests.infra.assembly import Assembly, logical_id
from tests.infra.iam import flat


def schemas() -> dict[str, Any]:
    return {name: json.loads(text) for name, text in registered(SOURCE).items()}


def event(name: str) -> dict[str, Any]:
    """As EventBridge hands it on."""
    detail = json.loads((ROOT / "events" / f"{name}.json").read_text(encoding="utf-8"))
    return {
        "version": "0",
        "source": SOURCE,
        "detail-type": name,
        "time": "2026-11-21T16:45:00Z",
        "detail": detail,
    }


@pytest.mark.parametrize("name", TYPES)
def test_a_registered_schema_describes_the_event_on_the_bus(name: str) -> None:
    schema = schemas()[name]
    jsonschema_rs.meta.validate(schema)
    validator = jsonschema_rs.Draft4Validator(schema)
    validator.validate(event(name))
    wrongs: list[dict[str, Any]] = [{"source": "aws.s3"}, {"detail-type": "other"}, {"detail": {}}]
    for wrong in wrongs:
        assert not validator.is_valid(event(name) | wrong)


def test_a_schema_is_registered_for_every_event_of_jobs(dev: Assembly) -> None:
    folder = ROOT / "events" / "schemas"
    assert set(TYPES) == {path.stem for path in folder.glob("job.*.json")}
    contents = {
        each["SchemaName"]: each["Content"]
        for each in dev.resources("AWS::EventSchemas::Schema").values()
    }
    assert contents == {f"{SOURCE}@{name}": text for name, text in registered(SOURCE).items()}
    assert all(len(text) <= 100_000 for text in contents.values())


def test_schemas_are_of_their_draft_alone() -> None:
    text = json.dumps(schemas())
    assert not any(word in text for word in ('"const"', "$defs", "2020-12"))


def example(stack: Assembly) -> dict[str, Any]:
    (rule,) = (
        each
        for each in stack.resources("AWS::Events::Rule").values()
        if each["Targets"][0]["Id"] == "log"
    )
    return rule


def test_an_example_consumer_gets_ended_jobs_of_this_bus(dev: Assembly) -> None:
    rule = example(dev)
    assert rule["EventPattern"] == {
        "source": [SOURCE],
        "detail-type": ["job.completed", "job.failed"],
    }
    assert logical_id(rule["EventBusName"]) in dev.resources("AWS::Events::EventBus")


def test_a_log_is_named_to_a_rule_without_its_streams(dev: Assembly) -> None:
    """What CloudFormation tells of it ends in ``:*``: a rule takes that, and delivers nothing."""
    arn = flat(example(dev)["Targets"][0]["Arn"])
    (group,) = (
        id
        for id, each in dev.resources("AWS::Logs::LogGroup").items()
        if each["LogGroupName"].startswith("/aws/events/")
    )
    assert arn == f"arn:Partition:logs:Region:AccountId:log-group:{group}"
