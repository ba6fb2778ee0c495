"""As much of IAM as the stack's policies use: whether a role's statements allow a request."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Asked:
    """``resource`` is ``arn:{logical id}``, with what follows it; ``context`` by condition keys."""

    action: str
    resource: str
    context: Mapping[str, Any] = field(default_factory=dict, compare=False)


def allowed(statements: list[dict[str, Any]], asked: Asked) -> bool:
    return any(
        each["Effect"] == "Allow"
        and asked.action in listed(each["Action"])
        and any(like(asked.resource, flat(pattern)) for pattern in listed(each["Resource"]))
        and all(
            _holds(operator, tests, asked.context)
            for operator, tests in each.get("Condition", {}).items()
        )
        for each in statements
    )


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def like(text: str, pattern: str) -> bool:
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), text) is not None


def flat(value: Any) -> str:
    """An ARN without what only an account knows: ``arn:{logical id}`` where it is another
    resource's."""
    if isinstance(value, str):
        return value
    if "Fn::Join" in value:
        return str(value["Fn::Join"][0]).join(map(flat, value["Fn::Join"][1]))
    if "Ref" in value:
        return str(value["Ref"]).removeprefix("AWS::")
    return f"arn:{value['Fn::GetAtt'][0]}"


def _holds(operator: str, tests: Mapping[str, Any], context: Mapping[str, Any]) -> bool:
    return all(OPERATORS[operator](context.get(key), tests[key]) for key in tests)


def _is_like(found: str | None, patterns: Any) -> bool:
    return found is not None and any(like(found, flat(each)) for each in listed(patterns))


def _none_is_like(found: list[str] | None, patterns: Any) -> bool:
    return not any(_is_like(each, patterns) for each in found or ())


OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "StringLike": _is_like,
    "StringEquals": _is_like,
    "ForAllValues:StringNotLike": _none_is_like,
}
