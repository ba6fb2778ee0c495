"""The template is one that CloudFormation takes.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"""

import json
from collections.abc import Iterator
from graphlib import TopologicalSorter
from typing import Any

from infra.schedules import SCHEDULES
from novapulse.services.cost.usage import ALARMS, DASHBOARDS, KEYS, SCHEDULED_INVOCATIONS
from tests.infra.assembly import Assembly

NAMED = {
    "AWS::CloudWatch::Dashboard": "DashboardName",
    "AWS::Events::EventBus": "Name",
    "AWS::EventSchemas::Registry": "RegistryName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
    "AWS::KMS::Alias": "AliasName",
    "AWS::Lambda::Function": "FunctionName",
    "AWS::Logs::LogGroup": "LogGroupName",
    "AWS::Logs::ResourcePolicy": "PolicyName",
    "AWS::SNS::Topic": "TopicName",
    "AWS::SQS::Queue": "QueueName",
    "AWS::SageMaker::Endpoint": "EndpointName",
    "AWS::Scheduler::ScheduleGroup": "Name",
    "AWS::StepFunctions::StateMachine": "StateMachineName",
}


def test_the_template_is_within_the_limits_of_cloudformation(dev: Assembly, rich: Assembly) -> None:
    for stack in (dev, rich):
        assert len(stack.template["Resources"]) <= 500
        assert stack.path.stat().st_size <= 1_000_000
        assert len(stack.template["Outputs"]) <= 200


def test_no_resource_waits_for_itself(dev: Assembly, rich: Assembly) -> None:
    for stack in (dev, rich):
        resources = stack.template["Resources"]
        graph = {
            id: {*_named(each), *each.get("DependsOn", ())} & resources.keys()
            for id, each in resources.items()
        }
        assert len(list(TopologicalSorter(graph).static_order())) == len(resources)


def test_no_role_has_more_policy_than_iam_takes(dev: Assembly, rich: Assembly) -> None:
    """10,240 characters in all inline policies of a role, without white space.
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"""
    for stack in (dev, rich):
        for id in stack.resources("AWS::IAM::Role"):
            text = json.dumps(stack.statements_of(id), separators=(",", ":"))
            assert len(text) < 10_240, id


def test_everything_is_tagged_with_its_environment(dev: Assembly) -> None:
    for type in ("AWS::S3::Bucket", "AWS::Lambda::Function", "AWS::StepFunctions::StateMachine"):
        for id, each in dev.resources(type).items():
            tags = {tag["Key"]: tag["Value"] for tag in each["Tags"]}
            assert tags == {"project": "novapulse", "environment": "dev"}, id


def test_the_cost_calculator_knows_what_stands_idle(dev: Assembly, rich: Assembly) -> None:
    """An alarm is billed for each metric that it looks at. Scaling by a target makes two alarms."""
    for stack in (dev, rich):
        looked_at = sum(
            max(1, sum("MetricStat" in each for each in alarm.get("Metrics", ())))
            for alarm in stack.resources("AWS::CloudWatch::Alarm").values()
        )
        assert looked_at + 2 * 2 <= ALARMS <= looked_at + 10
        assert len(stack.resources("AWS::KMS::Key")) == KEYS
        assert len(stack.resources("AWS::CloudWatch::Dashboard")) == DASHBOARDS
    a_month = sum(730 * 60 / each.minutes for each in SCHEDULES)
    assert a_month <= SCHEDULED_INVOCATIONS <= a_month + 1000


def test_a_budget_counts_what_is_tagged(dev: Assembly) -> None:
    (budget,) = dev.resources("AWS::Budgets::Budget").values()
    assert budget["Budget"]["CostFilters"] == {"TagKeyValue": ["user:environment$dev"]}
    assert len(budget["NotificationsWithSubscribers"]) == 3


def test_two_environments_fit_into_one_account(dev: Assembly, rich: Assembly) -> None:
    """What has a name of its own in an account and region."""
    names = [
        {each[key] for type, key in NAMED.items() for each in stack.resources(type).values()}
        for stack in (dev, rich)
    ]
    assert all(names)
    assert not names[0] & names[1]


def _named(value: Any) -> Iterator[str]:
    """Logical ids that a resource speaks of."""
    if isinstance(value, list):
        for each in value:
            yield from _named(each)
    elif isinstance(value, dict):
        if "Ref" in value:
            yield value["Ref"]
        elif "Fn::GetAtt" in value:
            yield value["Fn::GetAtt"][0]
        else:
            for each in value.values():
                yield from _named(each)
