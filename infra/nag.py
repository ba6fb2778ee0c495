"""Findings of cdk-nag that are meant to be so, each with its reason, on what they are about."""

import re
from collections.abc import Mapping
from typing import Any

from aws_cdk import Acknowledgment, Stack, Validations
from constructs import IConstruct


def accept(construct: IConstruct, reason: str, *rules: str) -> None:
    """For ``construct`` and what it holds; give the narrowest."""
    for rule in rules:
        Validations.of(construct).acknowledge(Acknowledgment(id=rule, reason=reason))


def accept_wildcard(construct: IConstruct, reason: str, resource: str) -> None:
    """This one resource with a ``*``; every other is found still."""
    text = _finding(Stack.of(construct).resolve(resource))
    accept(construct, reason, f"AwsSolutions-IAM5[Resource::{text}]")


def _finding(resolved: Any) -> str:
    """A resource's ARN as cdk-nag writes it: ``<Bucket.Arn>/audio/*``, variables alike."""
    if isinstance(resolved, str):
        return re.sub(r"\$\{([^}]*)\}", r"<\1>", resolved)
    assert isinstance(resolved, Mapping)
    if "Fn::Join" in resolved:
        separator, parts = resolved["Fn::Join"]
        return str(separator).join(map(_finding, parts))
    if "Ref" in resolved:
        return f"<{resolved['Ref']}>"
    return f"<{'.'.join(resolved['Fn::GetAtt'])}>"
