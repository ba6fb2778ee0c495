"""Every trigger has a real payload in ``events/aws``, and its function takes it."""

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from infra.definition import LAUNCHED, functions_needed
from novapulse.domain.job import Job, Pipeline
from novapulse.handlers.function import FunctionFailed
from novapulse.handlers.stage_event import read_event
from novapulse.stages.reference import JobReference
from tests.conftest import ROOT
from tests.handlers.house import House

SAMPLES = ROOT / "events" / "aws"
TRIGGERS = ("callback", "deliver", "drop_results", "intake", "publish_events")
"""Functions that a payload about something unknown leaves as they were."""
PERIODIC = ("index_later", "reconcile", "retention")


def sample(name: str) -> Any:
    return json.loads(Path(SAMPLES, f"{name}.json").read_text(encoding="utf-8"))


def module_of(name: str) -> Any:
    module = f"launch_{name}" if name in LAUNCHED else name
    return importlib.import_module(f"novapulse.handlers.{module}")


def named(house: House) -> Job:
    """The job of the samples."""
    return house.job(id="job_5f1c2a9b7d3e", audio_key="audio/acme/job_5f1c2a9b7d3e/original")


@pytest.mark.parametrize("name", functions_needed())
def test_every_stage_reads_its_own(name: str) -> None:
    event = sample(name)
    reference = read_event(event["state"] if name in LAUNCHED else event).reference
    assert (reference.tenant, reference.pipeline) == ("acme", Pipeline.FULL_ANALYSIS)
    assert JobReference.model_validate(reference.model_dump(mode="json")) == reference
    assert callable(module_of(name).handler)


def test_what_stages_side_by_side_left_is_folded() -> None:
    assert [n.code for n in read_event(sample("recommend")).reference.notices] == [
        "summary_unavailable"
    ]
    error = read_event(sample("fail")).reference.error
    assert error is not None and error.code == "audio_undecodable"


@pytest.mark.parametrize("name", ["begin", "fail", "notify", "erase"])
def test_stages_that_need_no_earlier_one_run_with_it(house: House, name: str) -> None:
    job = named(house)
    value = module_of(name).run(sample(name), house.ports)
    assert value["reference"]["job_id"] == job.id


@pytest.mark.parametrize("name", ["prepare", "attribute", "redact", "publish", "transcribe"])
def test_stages_whose_job_is_gone_say_so_by_name(house: House, name: str) -> None:
    with pytest.raises(FunctionFailed) as failure:
        module_of(name).run(sample(name), house.ports)
    assert type(failure.value).__name__ == "NotFound"


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_no_sample_is_without_a_function(path: Path) -> None:
    name = path.stem
    known = (*functions_needed(), *TRIGGERS, *PERIODIC, "callback_completed", "callback_failed")
    assert name in known or name.startswith("api_")


@pytest.mark.parametrize(
    "name", ["callback_completed", "callback_failed", "deliver", "drop_results", "intake"]
)
def test_what_names_something_unknown_changes_nothing(house: House, name: str) -> None:
    run = module_of(name.partition("_")[0] if name.startswith("callback") else name).run
    assert run(sample(name), house.ports) in (None, {"batchItemFailures": []})


def test_the_streams_sample_goes_to_the_bus(house: House) -> None:
    assert module_of("publish_events").run(sample("publish_events"), house.ports) == {
        "batchItemFailures": []
    }
    (entry,) = house.ports.clients.events.taken
    assert json.loads(entry["Detail"])["metadata"] == {"agent_id": "AGT-42"}


@pytest.mark.parametrize("name", PERIODIC)
def test_periodic_functions_run_in_a_home_with_nothing_to_do(house: House, name: str) -> None:
    module_of(name).run(sample(name), house.ports)


def test_the_reconcilers_trouble_is_told_at_its_end(house: House) -> None:
    house.job()
    house.clock.advance(180)
    house.step_functions.list_executions = _broken  # type: ignore[method-assign]
    with pytest.raises(FunctionFailed, match="unfinished jobs"):
        module_of("reconcile").run(sample("reconcile"), house.ports)


def _broken(**_: Any) -> Any:
    raise RuntimeError
