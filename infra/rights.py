"""A right: named actions on named things, or a reason why not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aws_cdk import aws_iam as iam

from infra.nag import accept_wildcard

TENANTS = "Objects of all tenants below a prefix: tenants and jobs come and go."


@dataclass(frozen=True)
class Right:
    """``because`` is why a resource has a ``*``: needed where one has."""

    actions: Sequence[str]
    resources: Sequence[str]
    conditions: Mapping[str, Any] | None = None
    because: str = ""

    @property
    def statement(self) -> iam.PolicyStatement:
        return iam.PolicyStatement(
            actions=list(self.actions), resources=list(self.resources), conditions=self.conditions
        )


def give(role: iam.Role, rights: Iterable[Right]) -> None:
    """These and no others. A ``*`` without a reason fails the synthesis, by cdk-nag."""
    for right in rights:
        role.add_to_policy(right.statement)
        for resource in right.resources:
            if "*" in resource and right.because:
                accept_wildcard(role, right.because, resource)
