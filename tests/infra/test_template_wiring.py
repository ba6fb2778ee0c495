"""What calls what: state machine, queues, rules, alarms."""

import importlib
import json
from typing import Any

from infra import duties
from infra.definition import LAUNCHED, definition, functions_needed
from infra.pipeline import module_of
from infra.schedules import SCHEDULES
from tests.infra.assembly import Assembly, logical_id

MACHINE = "AWS::StepFunctions::StateMachine"
FUNCTION = "AWS::Lambda::Function"
QUEUE = "AWS::SQS::Queue"


def machine(dev: Assembly) -> dict[str, Any]:
    (found,) = dev.resources(MACHINE).values()
    return found


def states(dev: Assembly) -> dict[str, Any]:
    """As they are deployed, with the functions' names in the place of their ARNs."""
    text = machine(dev)["DefinitionString"]
    names = {
        stage: dev.template["Resources"][logical_id(arn)]["Properties"]["Handler"].split(".")[2]
        for stage, arn in machine(dev)["DefinitionSubstitutions"].items()
        if stage != "partition"
    }
    for stage, name in names.items():
        text = text.replace(f"${{{stage}}}", name)
    found: dict[str, Any] = json.loads(text.replace("${partition}", "aws"))
    return found


def test_every_handler_can_be_imported(dev: Assembly) -> None:
    for id, function in dev.resources(FUNCTION).items():
        module, _, name = function["Handler"].rpartition(".")
        if module != "novapulse.handlers.api_snapshot":  # it opens its home when it is imported
            assert callable(getattr(importlib.import_module(module), name)), id


def test_every_function_runs_on_arm_with_python_3_13_from_one_asset(dev: Assembly) -> None:
    functions = dev.resources(FUNCTION).values()
    assert {tuple(each["Architectures"]) for each in functions} == {("arm64",)}
    assert {each["Runtime"] for each in functions} == {"python3.13"}
    assert len({json.dumps(each["Code"], sort_keys=True) for each in functions}) == 1
    assert len({each["Handler"] for each in functions}) == len(functions)


def test_every_function_has_a_role_and_a_log_of_its_own(dev: Assembly) -> None:
    functions = dev.resources(FUNCTION).values()
    assert len({json.dumps(each["Role"]) for each in functions}) == len(functions)
    logs = {json.dumps(each["LoggingConfig"]["LogGroup"]) for each in functions}
    assert len(logs) == len(functions)


def test_every_log_has_an_end(dev: Assembly) -> None:
    for id, group in dev.resources("AWS::Logs::LogGroup").items():
        assert group["RetentionInDays"] > 0, id


def test_the_state_machine_is_that_of_the_plan_with_the_functions_put_in(dev: Assembly) -> None:
    assert states(dev) == definition({stage: module_of(stage) for stage in functions_needed()})


def test_the_state_machine_may_call_its_functions_and_nothing_else(dev: Assembly) -> None:
    allowed = {
        logical_id(resource)
        for statement in dev.statements_of(logical_id(machine(dev)["RoleArn"]))
        if "lambda:InvokeFunction" in statement["Action"]
        for resource in _list(statement["Resource"])
    }
    called = {logical_id(arn) for arn in machine(dev)["DefinitionSubstitutions"].values()}
    assert allowed == called - {"AWS::Partition"}


def test_the_definition_stands_in_the_template_and_fits(dev: Assembly) -> None:
    """https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html"""
    definition_text = machine(dev)["DefinitionString"]
    assert isinstance(definition_text, str)
    assert len(definition_text.encode()) < 1024**2
    assert "QueryLanguage" not in definition_text


def test_executions_are_traced_and_logged_without_their_data(dev: Assembly) -> None:
    assert machine(dev)["TracingConfiguration"] == {"Enabled": True}
    assert machine(dev)["LoggingConfiguration"]["Level"] == "ALL"
    assert machine(dev)["LoggingConfiguration"]["IncludeExecutionData"] is False


def test_every_task_has_a_timeout_a_retry_and_a_catch_of_its_own_or_of_its_branches(
    dev: Assembly,
) -> None:
    for name, task, caught in _tasks(states(dev)["States"], caught=False):
        assert "TimeoutSeconds" in task or "TimeoutSecondsPath" in task, name
        assert task["Retry"], name
        assert caught or task["Catch"][-1]["ErrorEquals"] == ["States.ALL"], name
        assert ("HeartbeatSeconds" in task) == (name in LAUNCHED), name


def test_a_function_of_a_stage_lives_as_long_as_its_state_may_wait_for_it(dev: Assembly) -> None:
    """But those that only launch. Where the time grows with the call, Lambda's most is 900 s."""
    seconds = {each["Handler"].split(".")[2]: each["Timeout"] for each in _functions(dev)}
    for name, task, _ in _tasks(states(dev)["States"], caught=False):
        if name in LAUNCHED:
            continue
        assert seconds[name] == task.get("TimeoutSeconds", 900), name


def test_every_queue_that_is_worked_on_has_one_for_what_failed(dev: Assembly) -> None:
    queues = dev.resources(QUEUE)
    worked_on = {logical_id(each) for each in _sources(dev)} & queues.keys()
    assert len(worked_on) == 3
    for id in worked_on:
        target = logical_id(queues[id]["RedrivePolicy"]["deadLetterTargetArn"])
        assert target in queues and target not in worked_on


def test_every_queue_has_an_alarm(dev: Assembly) -> None:
    watched = {
        logical_id(dimension["Value"])
        for alarm in dev.resources("AWS::CloudWatch::Alarm").values()
        if alarm.get("Namespace") == "AWS/SQS"
        for dimension in alarm["Dimensions"]
    }
    assert watched == dev.resources(QUEUE).keys()


def test_every_alarm_tells_somebody(dev: Assembly) -> None:
    for id, alarm in dev.resources("AWS::CloudWatch::Alarm").items():
        assert alarm["AlarmActions"], id


def test_every_function_has_an_alarm_for_errors_and_one_for_throttles(dev: Assembly) -> None:
    watched = {
        (logical_id(alarm["Dimensions"][0]["Value"]), alarm["MetricName"])
        for alarm in dev.resources("AWS::CloudWatch::Alarm").values()
        if alarm.get("Namespace") == "AWS/Lambda"
    }
    for id in dev.resources(FUNCTION):
        assert {(id, "Errors"), (id, "Throttles")} <= watched, id


def test_every_rules_target_keeps_what_it_could_not_give(dev: Assembly) -> None:
    for id, rule in dev.resources("AWS::Events::Rule").items():
        for target in rule["Targets"]:
            assert target["DeadLetterConfig"]["Arn"], id


def test_a_message_is_hidden_longer_than_its_function_may_work_on_it(dev: Assembly) -> None:
    for mapping in dev.resources("AWS::Lambda::EventSourceMapping").values():
        queue = dev.resources(QUEUE).get(logical_id(mapping["EventSourceArn"]))
        if queue is not None:
            function = dev.resources(FUNCTION)[logical_id(mapping["FunctionName"])]
            assert queue["VisibilityTimeout"] >= 6 * function["Timeout"]
            assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_only_new_events_of_the_log_leave_the_table(dev: Assembly) -> None:
    (mapping,) = (
        each
        for each in dev.resources("AWS::Lambda::EventSourceMapping").values()
        if "FilterCriteria" in each
    )
    (pattern,) = mapping["FilterCriteria"]["Filters"]
    assert json.loads(pattern["Pattern"]) == {
        "eventName": ["INSERT"],
        "dynamodb": {"Keys": {"PK": {"S": [{"prefix": "EVENTS#"}]}}},
    }
    (table,) = dev.resources("AWS::DynamoDB::Table").values()
    assert table["StreamSpecification"]["StreamViewType"] == "NEW_IMAGE"


def test_everything_that_runs_by_the_clock_has_its_rule(dev: Assembly) -> None:
    rules = {
        handler_of(dev, rule["Targets"][0]["Arn"]): rule["ScheduleExpression"]
        for rule in dev.resources("AWS::Events::Rule").values()
        if "ScheduleExpression" in rule
    }
    assert rules.keys() == {each.function for each in SCHEDULES}
    assert rules["reconcile"] == "rate(1 minute)"


def test_every_function_is_called_by_something(dev: Assembly) -> None:
    stages = {module_of(stage) for stage in functions_needed()}
    queued = {
        handler_of(dev, each["FunctionName"])
        for each in dev.resources("AWS::Lambda::EventSourceMapping").values()
    }
    ruled = {
        handler_of(dev, target["Arn"])
        for rule in dev.resources("AWS::Events::Rule").values()
        for target in rule["Targets"]
        if logical_id(target["Arn"]) in dev.resources(FUNCTION)
    }
    (integration,) = dev.resources("AWS::ApiGatewayV2::Integration").values()
    api = {handler_of(dev, integration["IntegrationUri"])}
    called = stages | queued | ruled | api
    assert called == {duty.name for duty in duties.duties(snap_start=False)}


def handler_of(dev: Assembly, arn: Any) -> str:
    function = dev.resources(FUNCTION)[logical_id(arn)]
    return str(function["Handler"].split(".")[2])


def _functions(dev: Assembly) -> list[dict[str, Any]]:
    return list(dev.resources(FUNCTION).values())


def _sources(dev: Assembly) -> list[Any]:
    mappings = dev.resources("AWS::Lambda::EventSourceMapping").values()
    return [each["EventSourceArn"] for each in mappings]


def _tasks(found: dict[str, Any], *, caught: bool) -> list[tuple[str, dict[str, Any], bool]]:
    """Name, state, whether what it stands in catches its errors."""
    tasks = []
    for name, state in found.items():
        if state["Type"] == "Task":
            tasks.append((name, state, caught))
        for branch in state.get("Branches", ()):
            tasks += _tasks(branch["States"], caught="Catch" in state)
    return tasks


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
