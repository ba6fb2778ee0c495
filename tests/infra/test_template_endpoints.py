"""The model endpoints: they tell how it went, take no more than they can, and go when idle."""

import json
from typing import Any

from infra.environments import DEV
from tests.infra.assembly import Assembly, logical_id
from tests.infra.iam import flat

CONFIG, POLICY = "AWS::SageMaker::EndpointConfig", "AWS::ApplicationAutoScaling::ScalingPolicy"
SEATS = 9
"""Of a container: one request runs and 8 wait."""


def configs(dev: Assembly) -> list[dict[str, Any]]:
    found = list(dev.resources(CONFIG).values())
    assert len(found) == 2
    return found


def test_both_ends_of_a_request_are_told_to_the_callback(dev: Assembly) -> None:
    subscribed = {
        logical_id(each["TopicArn"]): logical_id(each["Endpoint"])
        for each in dev.resources("AWS::SNS::Subscription").values()
    }
    queue = _queue_of(dev, "callback")
    for config in configs(dev):
        told = config["AsyncInferenceConfig"]["OutputConfig"]["NotificationConfig"]
        topics = {logical_id(told["SuccessTopic"]), logical_id(told["ErrorTopic"])}
        assert len(topics) == 2
        assert {subscribed[topic] for topic in topics} == {queue}


def test_a_container_is_not_sent_more_than_it_takes(dev: Assembly) -> None:
    for config in configs(dev):
        client = config["AsyncInferenceConfig"]["ClientConfig"]
        assert 1 <= client["MaxConcurrentInvocationsPerInstance"] <= SEATS


def test_instances_have_a_driver_that_the_engines_start_on(dev: Assembly) -> None:
    for config in configs(dev):
        (variant,) = config["ProductionVariants"]
        assert variant["InferenceAmiVersion"] == "al2023-ami-sagemaker-inference-gpu-4-1"
        assert variant["ContainerStartupHealthCheckTimeoutInSeconds"] >= 600


def test_what_sagemaker_itself_writes_expires(dev: Assembly) -> None:
    for config in configs(dev):
        output = config["AsyncInferenceConfig"]["OutputConfig"]
        for path in (output["S3OutputPath"], output["S3FailurePath"]):
            assert "/inference/" in flat(path)


def test_an_endpoint_has_no_instances_when_nothing_waits(dev: Assembly) -> None:
    targets = dev.resources("AWS::ApplicationAutoScaling::ScalableTarget").values()
    assert {each["MinCapacity"] for each in targets} == {0}
    tracked = [
        each["TargetTrackingScalingPolicyConfiguration"]["CustomizedMetricSpecification"]
        for each in dev.resources(POLICY).values()
        if each["PolicyType"] == "TargetTrackingScaling"
    ]
    assert [each["MetricName"] for each in tracked] == ["ApproximateBacklogSizePerInstance"] * 2
    assert len({json.dumps(each["Dimensions"]) for each in tracked}) == 2


def test_alarms_look_at_what_an_asynchronous_endpoint_publishes(dev: Assembly) -> None:
    """Others are never there, and so never alarm.
    https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html"""
    of_endpoint = {"ApproximateBacklogSize", "HasBacklogWithoutCapacity"}
    of_variant = {"Invocation5XXErrors", "NotificationFailures"}
    for alarm in dev.resources("AWS::CloudWatch::Alarm").values():
        if alarm.get("Namespace") != "AWS/SageMaker":
            continue
        dimensions = {each["Name"] for each in alarm["Dimensions"]}
        wanted = {"EndpointName": of_endpoint, "EndpointName VariantName": of_variant}
        assert alarm["MetricName"] in wanted[" ".join(sorted(dimensions))]


def test_the_first_request_brings_the_first_instance(dev: Assembly) -> None:
    alarms = [
        each
        for each in dev.resources("AWS::CloudWatch::Alarm").values()
        if each.get("MetricName") == "HasBacklogWithoutCapacity"
    ]
    for alarm in alarms:
        (action,) = alarm["AlarmActions"]
        policy = dev.resources(POLICY)[logical_id(action)]
        (step,) = policy["StepScalingPolicyConfiguration"]["StepAdjustments"]
        assert (step["ScalingAdjustment"], step["MetricIntervalLowerBound"]) == (1, 0)
    assert len(alarms) == 2


def test_an_endpoint_whose_instance_type_is_to_change_does_not_scale(
    still: Assembly,
) -> None:
    """SageMaker refuses the change otherwise.
    https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-scaling.html"""
    assert len(still.resources("AWS::SageMaker::Endpoint")) == 2
    (target,) = still.resources("AWS::ApplicationAutoScaling::ScalableTarget").values()
    assert target["ResourceId"] == "endpoint/novapulse-still-transcriber/variant/all"


def test_endpoints_are_those_that_functions_ask(dev: Assembly) -> None:
    names = {each["EndpointName"] for each in dev.resources("AWS::SageMaker::Endpoint").values()}
    asked = {
        value
        for function in dev.resources("AWS::Lambda::Function").values()
        for name, value in function["Environment"]["Variables"].items()
        if name.endswith("_ENDPOINT")
    }
    assert names == asked


def test_containers_write_their_answers_and_nothing_else(dev: Assembly) -> None:
    for model in dev.resources("AWS::SageMaker::Model").values():
        variables = model["PrimaryContainer"]["Environment"]
        assert flat(variables["NOVAPULSE_OUTPUT_LOCATIONS"]).endswith('/vault/_answers"]')
        assert flat(variables["NOVAPULSE_INPUT_LOCATIONS"]).endswith('/audio"]')


def test_containers_know_their_region(dev: Assembly) -> None:
    for model in dev.resources("AWS::SageMaker::Model").values():
        assert model["PrimaryContainer"]["Environment"]["AWS_DEFAULT_REGION"] == {
            "Ref": "AWS::Region"
        }


def test_an_endpoints_log_is_kept_no_longer_than_the_others(dev: Assembly) -> None:
    """SageMaker would make it by itself, without an end."""
    groups = dev.resources("AWS::Logs::LogGroup")
    names = {each["LogGroupName"]: id for id, each in groups.items()}
    for id, endpoint in dev.resources("AWS::SageMaker::Endpoint").items():
        log = names[f"/aws/sagemaker/Endpoints/{endpoint['EndpointName']}"]
        assert groups[log]["RetentionInDays"] == DEV.log_days
        assert log in dev.template["Resources"][id]["DependsOn"]


def _queue_of(dev: Assembly, function: str) -> str:
    for mapping in dev.resources("AWS::Lambda::EventSourceMapping").values():
        target = dev.resources("AWS::Lambda::Function")[logical_id(mapping["FunctionName"])]
        if target["Handler"].split(".")[2] == function:
            return logical_id(mapping["EventSourceArn"])
    raise AssertionError(function)
