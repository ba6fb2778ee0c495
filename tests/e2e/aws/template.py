"""The synthesised template without what the emulator has not got."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from tests.e2e.aws.cloud import ACCOUNT, REGION

Template = Mapping[str, Any]

MISSING = frozenset(
    {
        "AWS::ApplicationAutoScaling::ScalableTarget",
        "AWS::ApplicationAutoScaling::ScalingPolicy",
        "AWS::Budgets::Budget",
        "AWS::EC2::EIP",
        "AWS::EC2::FlowLog",
        "AWS::EC2::NatGateway",
        "AWS::EC2::SecurityGroupEgress",
        "AWS::EC2::SecurityGroupIngress",
        "AWS::EventSchemas::Registry",
        "AWS::EventSchemas::Schema",
        "AWS::SageMaker::Endpoint",
        "AWS::SageMaker::EndpointConfig",
        "AWS::SageMaker::Model",
    }
)
"""Types of resources that a template has and the emulator lacks. Those of EC2 are the front's."""
MISSING_PROPERTIES = {"AWS::CloudWatch::Alarm": "Metrics"}
"""The same for resources with such a property. Nothing but these two is left out."""
PSEUDO = {
    "AWS::AccountId": ACCOUNT,
    "AWS::Partition": "aws",
    "AWS::Region": REGION,
    "AWS::URLSuffix": "amazonaws.com",
}


def without_missing(template: Template) -> Template:
    """Who names a resource that is left out names its logical id instead."""
    left_out = left_out_of(template)
    kept = deepcopy(dict(template))
    kept["Resources"] = {
        name: _unbound(_named(resource, left_out), left_out)
        for name, resource in template["Resources"].items()
        if name not in left_out
    }
    kept["Outputs"] = _named(template.get("Outputs", {}), left_out)
    return kept


def left_out_of(template: Template) -> dict[str, Any]:
    """Resources by logical id."""
    return of_types(template, MISSING) | {
        name: resource
        for name, resource in template["Resources"].items()
        if MISSING_PROPERTIES.get(resource["Type"]) in resource.get("Properties", ())
    }


def of_types(template: Template, types: frozenset[str]) -> dict[str, Any]:
    """The resources of these types, by logical id."""
    return {n: r for n, r in template["Resources"].items() if r["Type"] in types}


def resolved(value: Any, physical: Mapping[str, str]) -> Any:
    """``value`` of a template as CloudFormation hands it to a resource. ``physical``: the ids of
    those that are deployed; another resource, or one's attribute, is its logical id."""
    if isinstance(value, list):
        return [resolved(each, physical) for each in value]
    if not isinstance(value, Mapping):
        return value
    if "Ref" in value:
        return PSEUDO.get(value["Ref"]) or physical.get(value["Ref"], value["Ref"])
    if "Fn::GetAtt" in value:
        return value["Fn::GetAtt"][0]
    if "Fn::Join" in value:
        between, parts = value["Fn::Join"]
        return between.join(resolved(parts, physical))
    return {name: resolved(each, physical) for name, each in value.items()}


def _named(value: Any, left_out: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [_named(each, left_out) for each in value]
    if not isinstance(value, Mapping):
        return value
    target = value.get("Ref") or (value.get("Fn::GetAtt") or [None])[0]
    if isinstance(target, str) and target in left_out:
        return target
    return {name: _named(each, left_out) for name, each in value.items()}


def _unbound(resource: dict[str, Any], left_out: Mapping[str, Any]) -> dict[str, Any]:
    before = resource.get("DependsOn", [])
    before = [before] if isinstance(before, str) else before
    kept = [name for name in before if name not in left_out]
    return {**resource, "DependsOn": kept} if before else resource
