from collections.abc import Iterator
from typing import Any

import pytest

from infra.definition import (
    HEARTBEAT_SECONDS,
    LAUNCHED,
    MACHINE_SECONDS,
    definition,
    functions_needed,
)
from novapulse import plan
from novapulse.adapters.aws.pipeline.stage_times import timeouts
from novapulse.domain.job import Medium, Pipeline

MACHINE = definition({name: f"arn:function:{name}" for name in functions_needed()})


def tasks(states: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Name, state, whether it stands in a branch."""
    for name, state in states.items():
        if state["Type"] == "Task":
            yield name, state, False
        for branch in state.get("Branches", ()):
            for inner, found, _ in tasks(branch["States"]):
                yield inner, found, True


def walk(
    pipeline: Pipeline, *, by_url: bool, medium: Medium, corrected: bool = False
) -> list[set[str]]:
    """The stages in the order in which a job of that kind meets them."""
    met: list[set[str]] = []
    name = MACHINE["StartAt"]
    while MACHINE["States"][name]["Type"] not in ("Succeed", "Fail"):
        state = MACHINE["States"][name]
        if state["Type"] == "Task":
            met.append({name})
        if state["Type"] == "Parallel":
            met.append({branch["StartAt"] for branch in state["Branches"]})
        chosen = state["Type"] == "Choice"
        name = _after(state, pipeline, by_url, medium, corrected) if chosen else state["Next"]
    return met


def _after(
    choice: dict[str, Any], pipeline: Pipeline, by_url: bool, medium: Medium, corrected: bool
) -> str:
    rule = choice["Choices"][0]
    holds = {
        "$.reference.by_url": by_url,
        "$.reference.pipeline": rule.get("StringEquals") == pipeline.value,
        "$.reference.medium": rule.get("StringEquals") == medium.value,
        "$.reference.correction": corrected,
        "$.error": True,
    }[rule["Variable"]]
    return str(rule["Next"] if holds else choice["Default"])


@pytest.mark.parametrize("pipeline", list(Pipeline))
@pytest.mark.parametrize(
    ("by_url", "medium"),
    [(False, Medium.SPEECH), (True, Medium.SPEECH), (False, Medium.TEXT)],
    ids=["sent", "by url", "text"],
)
def test_stages_come_in_the_order_of_the_plan(
    pipeline: Pipeline, by_url: bool, medium: Medium
) -> None:
    planned = [
        {stage.name for stage in step.stages} if isinstance(step, plan.Parallel) else {step.name}
        for step in plan.steps_for(pipeline, by_url=by_url, medium=medium)
    ]
    notify = [{stage.name} for stage in plan.AFTER_END]
    assert walk(pipeline, by_url=by_url, medium=medium) == [{"begin"}, *planned, *notify]


@pytest.mark.parametrize("pipeline", list(Pipeline))
def test_a_job_whose_speakers_are_corrected_is_attributed_anew_and_nobody_is_told(
    pipeline: Pipeline,
) -> None:
    planned = [
        {stage.name for stage in step.stages} if isinstance(step, plan.Parallel) else {step.name}
        for step in plan.steps_for(pipeline, plan.CORRECTED)
    ]
    met = walk(pipeline, by_url=False, medium=Medium.SPEECH, corrected=True)
    assert met == [{"begin"}, *planned]
    assert planned[0] == {"attribute"}


def test_every_function_of_the_plan_is_needed_once() -> None:
    names = functions_needed()
    assert len(set(names)) == len(names)
    assert set(names) == {name for name, _, _ in tasks(MACHINE["States"])}


def test_every_task_has_a_timeout_a_retry_and_a_catch_of_its_own_or_of_its_branches() -> None:
    for name, task, in_branch in tasks(MACHINE["States"]):
        assert "TimeoutSeconds" in task or "TimeoutSecondsPath" in task, name
        assert task["Retry"], name
        assert task.get("Catch") or in_branch, name
    for state in MACHINE["States"].values():
        if state["Type"] == "Parallel":
            assert state["Catch"][-1]["ErrorEquals"] == ["States.ALL"]


def test_what_cannot_be_mended_is_never_retried() -> None:
    for name, task, _ in tasks(MACHINE["States"]):
        never = [rule for rule in task["Retry"] if rule["MaxAttempts"] == 0]
        assert set(plan.NEVER_RETRIED) <= set(never[0]["ErrorEquals"]), name
        everything = task["Retry"][-1]
        assert everything["ErrorEquals"] == ["States.ALL"], name


def test_attempts_are_those_of_the_plan() -> None:
    stages = {stage.name: stage for stage in plan.stages_for(Pipeline.FULL_ANALYSIS, by_url=True)}
    for name, task, _ in tasks(MACHINE["States"]):
        if name in stages:
            assert task["Retry"][-1]["MaxAttempts"] == stages[name].retry.attempts - 1


def test_only_optional_stages_degrade() -> None:
    for name, task, in_branch in tasks(MACHINE["States"]):
        optional = any(s.name == name and s.optional for s in _all_stages())
        degrades = any(
            rule["ResultPath"].startswith("$.degraded") for rule in task.get("Catch", ())
        )
        assert degrades == optional, name
        if in_branch and not optional:
            assert "Catch" not in task


def test_a_launched_stage_waits_for_its_token_with_a_heartbeat() -> None:
    for name, task, _ in tasks(MACHINE["States"]):
        waits = task["Resource"].endswith(".waitForTaskToken")
        assert waits == (name in LAUNCHED), name
        assert ("HeartbeatSeconds" in task) == waits


def test_a_heartbeat_is_expected_before_the_tasks_time_is_over() -> None:
    shortest = timeouts(0.1, queue_seconds=60)
    assert min(shortest[name] for name in LAUNCHED) > HEARTBEAT_SECONDS


def attempts_after(task: dict[str, Any], error: str) -> int:
    for rule in task["Retry"]:
        if error in rule["ErrorEquals"] or rule["ErrorEquals"] == ["States.ALL"]:
            return int(rule["MaxAttempts"])
    raise AssertionError


@pytest.mark.parametrize("error", ["States.HeartbeatTimeout", "States.Timeout", "Sandbox.Timedout"])
def test_a_launched_stage_that_was_not_heard_of_is_launched_again(error: str) -> None:
    for name, task, _ in tasks(MACHINE["States"]):
        if name in LAUNCHED:
            assert attempts_after(task, error) == 1, name


@pytest.mark.parametrize("error", ["States.Timeout", "Sandbox.Timedout"])
def test_a_function_that_ran_past_its_time_does_not_run_again(error: str) -> None:
    for name, task, _ in tasks(MACHINE["States"]):
        if name not in LAUNCHED:
            assert attempts_after(task, error) == 0, name


@pytest.mark.parametrize("name", ["fail", "notify"])
def test_a_job_that_is_gone_at_its_end_is_erased(name: str) -> None:
    first = MACHINE["States"][name]["Catch"][0]
    assert (first["ErrorEquals"], first["Next"]) == (["NotFound"], "erase")


def test_what_ended_the_job_outlasts_a_failure_path_that_fails() -> None:
    last = MACHINE["States"]["fail"]["Catch"][-1]
    broken = MACHINE["States"][last["Next"]]
    assert not last["ResultPath"].startswith("$.error")
    assert (broken["ErrorPath"], broken["CausePath"]) == ("$.error.Error", "$.error.Cause")


def test_no_execution_lasts_for_ever() -> None:
    longest = sum(
        stage.timeout.seconds(10 * 3600) * stage.retry.attempts for stage in _all_stages()
    )
    assert longest < MACHINE_SECONDS == MACHINE["TimeoutSeconds"]


def _all_stages() -> list[plan.Stage]:
    return list(plan.stages_for(Pipeline.FULL_ANALYSIS, by_url=True))
