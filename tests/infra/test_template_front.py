"""The API in containers, and the API from a snapshot: only where an environment asks for them."""

import json
import re
from typing import Any

from infra.environments import DEV, PROD
from infra.front import HEALTH, IDLE_SECONDS, PORT, STOP_SECONDS
from tests.conftest import ROOT
from tests.infra.assembly import Assembly, logical_id
from tests.infra.iam import listed


def test_an_environment_has_no_containers_unless_it_asks(dev: Assembly) -> None:
    assert DEV.front is None and PROD.front is None
    assert not dev.resources("AWS::ECS::Service")
    assert not dev.resources("AWS::EC2::VPC")


def test_the_containers_have_the_rights_and_settings_of_the_function(rich: Assembly) -> None:
    (task,) = rich.resources("AWS::ECS::TaskDefinition").values()
    function = _api(rich)
    (container,) = task["ContainerDefinitions"]
    variables = {each["Name"]: each["Value"] for each in container["Environment"]}
    given = dict(function["Environment"]["Variables"])
    for of_snapshots in ("NOVAPULSE_MAX_UPLOAD_BYTES", "NOVAPULSE_AWS_SEARCH_DISK_BYTES"):
        assert given.pop(of_snapshots)
    assert variables == given
    assert _kept(rich, task["TaskRoleArn"]) == _kept(rich, function["Role"])


def test_a_container_writes_to_its_scratch_alone(rich: Assembly) -> None:
    (task,) = rich.resources("AWS::ECS::TaskDefinition").values()
    (container,) = task["ContainerDefinitions"]
    assert container["ReadonlyRootFilesystem"] is True
    assert [each["ContainerPath"] for each in container["MountPoints"]] == ["/tmp"]
    assert task["RuntimePlatform"]["CpuArchitecture"] == "ARM64"


def test_what_a_task_is_doing_it_may_end(rich: Assembly) -> None:
    (task,) = rich.resources("AWS::ECS::TaskDefinition").values()
    assert task["ContainerDefinitions"][0]["StopTimeout"] == STOP_SECONDS
    (balancer,) = rich.resources("AWS::ElasticLoadBalancingV2::LoadBalancer").values()
    idle = {"Key": "idle_timeout.timeout_seconds", "Value": str(IDLE_SECONDS)}
    assert idle in balancer["LoadBalancerAttributes"]


def test_the_image_and_the_stack_agree(rich: Assembly) -> None:
    """On the port, and on whose word counts for a caller's address."""
    dockerfile = (ROOT / "infra" / "front" / "Dockerfile").read_text(encoding="utf-8")
    assert f"EXPOSE {PORT}" in dockerfile
    (network,) = rich.resources("AWS::EC2::VPC").values()
    trusted = re.search(r"FORWARDED_ALLOW_IPS=(\S+)", dockerfile)
    assert trusted is not None and trusted[1] == network["CidrBlock"]


def test_the_door_is_tls_and_looks_after_who_is_behind(rich: Assembly) -> None:
    (listener,) = rich.resources("AWS::ElasticLoadBalancingV2::Listener").values()
    assert (listener["Port"], listener["Protocol"]) == (443, "HTTPS")
    assert listener["SslPolicy"].startswith("ELBSecurityPolicy-TLS13")
    (group,) = rich.resources("AWS::ElasticLoadBalancingV2::TargetGroup").values()
    assert group["HealthCheckPath"] == HEALTH


def test_no_log_has_the_queries_of_callers(rich: Assembly) -> None:
    """Who speaks in which channel comes in a query; so do words that are searched for."""
    (balancer,) = rich.resources("AWS::ElasticLoadBalancingV2::LoadBalancer").values()
    attributes = {each["Key"]: each["Value"] for each in balancer["LoadBalancerAttributes"]}
    assert attributes["access_logs.s3.enabled"] == "false"
    for stage in rich.resources("AWS::ApiGatewayV2::Stage").values():
        logged = json.dumps(stage["AccessLogSettings"])
        assert "$context.path" in logged
        assert not [word for word in ("query", "request.", "rawPath") if word in logged]


def test_a_snapshot_is_of_a_version_that_the_gateway_calls(rich: Assembly, dev: Assembly) -> None:
    function = _api(rich)
    assert function["Handler"] == "novapulse.handlers.api_snapshot.handler"
    assert function["SnapStart"] == {"ApplyOn": "PublishedVersions"}
    assert function["EphemeralStorage"]["Size"] == 512
    (integration,) = rich.resources("AWS::ApiGatewayV2::Integration").values()
    assert logical_id(integration["IntegrationUri"]) in rich.resources("AWS::Lambda::Alias")
    assert "SnapStart" not in _api(dev)


def test_models_of_bedrock_are_asked_where_an_environment_names_them(
    dev: Assembly, rich: Assembly
) -> None:
    assert not _who_may(dev, "bedrock:InvokeModel")
    asking = {"Summary", "Content", "Index", "IndexLater", "ApiSnapshot"}
    expected = {f"Functions{name}Role" for name in asking} | {"FrontTaskRole"}
    assert {re.sub(r"[0-9A-F]{8}$", "", id) for id in _who_may(rich, "bedrock:InvokeModel")} == (
        expected
    )


def _api(stack: Assembly) -> dict[str, Any]:
    (found,) = (
        each
        for each in stack.resources("AWS::Lambda::Function").values()
        if each["Handler"].split(".")[2] in ("api", "api_snapshot")
    )
    return found


def _kept(stack: Assembly, role: Any) -> list[str]:
    """The statements of a role, but those of its own log and traces."""
    own = ("logs:", "xray:")
    return sorted(
        json.dumps(statement, sort_keys=True)
        for statement in stack.statements_of(logical_id(role))
        if not any(action.startswith(own) for action in listed(statement["Action"]))
    )


def _who_may(stack: Assembly, action: str) -> set[str]:
    return {
        role["Ref"]
        for policy in stack.resources("AWS::IAM::Policy").values()
        for role in policy["Roles"]
        for statement in policy["PolicyDocument"]["Statement"]
        if action in listed(statement["Action"])
    }
