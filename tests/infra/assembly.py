"""The stack as it is synthesised, once for all tests of a run."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from infra.app import synthesise
from infra.environments import Environment


@dataclass(frozen=True)
class Assembly:
    """``path`` is the template's; the assets and their manifest lie beside it."""

    path: Path
    template: dict[str, Any] = field(repr=False)

    def resources(self, type: str) -> dict[str, dict[str, Any]]:
        """Properties by logical id."""
        return {
            id: each.get("Properties", {})
            for id, each in self.template["Resources"].items()
            if each["Type"] == type
        }

    def statements_of(self, role: str) -> list[dict[str, Any]]:
        """Of all policies of a role, by its logical id."""
        return [
            statement
            for policy in self.resources("AWS::IAM::Policy").values()
            if {"Ref": role} in policy["Roles"]
            for statement in policy["PolicyDocument"]["Statement"]
        ]


def assembly(
    environment: Environment, factory: pytest.TempPathFactory, worker_id: str = "master"
) -> Assembly:
    """Made by whichever process of the run asks first; without layers. Synthesis fails if cdk-nag
    finds something."""
    root = factory.getbasetemp() if worker_id == "master" else factory.getbasetemp().parent
    folder = root / f"assembly-{environment.name}"
    with FileLock(f"{folder}.lock"):
        done = folder / "done"
        if not done.exists():
            done.write_text(str(_synthesised(environment, folder)))
    path = Path(done.read_text())
    return Assembly(path, json.loads(path.read_text(encoding="utf-8")))


def _synthesised(environment: Environment, folder: Path) -> Path:
    """Without the long way that its errors come."""
    try:
        return synthesise(environment, folder, layers=False)
    except RuntimeError as error:
        reason = str(error).partition("\n")[0]
    pytest.fail(f"{environment.name} was not synthesised: {reason}", pytrace=False)


def logical_id(value: Any) -> str:
    """Of the resource that a ``Ref`` or ``Fn::GetAtt`` means; the first one within a join."""
    if isinstance(value, str):
        return ""
    if "Ref" in value:
        return str(value["Ref"])
    if "Fn::GetAtt" in value:
        return str(value["Fn::GetAtt"][0])
    return next(filter(None, map(logical_id, value["Fn::Join"][1])), "")
