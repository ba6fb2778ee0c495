"""A policy from its YAML. Strict: what is not understood is a problem, never left aside."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, get_args

from novapulse.domain.compliance import IdentityPart
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.pii import PiiKind
from novapulse.domain.policy import AppliesTo, CallDirection, Disclosure, Policy, TimeLimits
from novapulse.services.policies.document import UnreadableDocument, compose
from novapulse.services.policies.fields import Field
from novapulse.services.policies.problems import Problem, Problems
from novapulse.services.policies.rules import read_disclosure, read_phrase

VERSION = "1"
MOST_RULES = 50
MOST_AGENTS = 1000
LONGEST_NAME = 64
LONGEST_AGENT = 256
MOST_SECONDS = 3600
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_FIELDS = (
    "version",
    "name",
    "applies_to",
    "time_limits",
    "identity",
    "sensitive_data",
    "disclosures",
    "prohibited_phrases",
)
_LIMITS = ("identity_seconds", "purpose_agent_turns", "dead_air_seconds", "hold_seconds")


@dataclass(frozen=True)
class CheckedPolicy:
    """``policy`` is None where there are ``problems``, which are in order of line."""

    policy: Policy | None
    problems: tuple[Problem, ...]


def read_policy(content: bytes) -> Policy:
    """Raises InvalidRequest with every problem, one a line."""
    checked = check_policy(content)
    if checked.policy is None:
        raise InvalidRequest("invalid_policy", "\n".join(map(str, checked.problems)))
    return checked.policy


def check_policy(content: bytes) -> CheckedPolicy:
    problems = Problems()
    try:
        policy = _policy(Field(compose(content), "", problems))
    except UnreadableDocument as error:
        return CheckedPolicy(None, (error.problem,))
    found = tuple(sorted(problems.found, key=lambda problem: problem.line))
    return CheckedPolicy(None if found else policy, found)


def _policy(root: Field) -> Policy:
    given = root.fields(_FIELDS)
    if root.kind == "map":
        _check_version(root, given.get("version"))
    values: dict[str, Any] = {"name": _name(root, given.get("name"))}
    readers: dict[str, Callable[[Field], object]] = {
        "applies_to": _applies_to,
        "time_limits": _time_limits,
        "identity": lambda f: _choices(f, get_args(IdentityPart)),
        "sensitive_data": lambda f: tuple(PiiKind(kind) for kind in _choices(f, list(PiiKind))),
        "disclosures": lambda f: f.each(MOST_RULES, read_disclosure),
        "prohibited_phrases": lambda f: f.each(MOST_RULES, read_phrase),
    }
    values |= {name: read(given[name]) for name, read in readers.items() if name in given}
    for name in ("disclosures", "prohibited_phrases"):
        if name in given:
            _check_ids(given[name], values[name])
    return Policy(**values)


def _check_version(root: Field, version: Field | None) -> None:
    if version is None:
        root.problems.add(root.line, "version", f"missing; write 'version: {VERSION}'")
    elif version.raw != VERSION:
        version.choice((VERSION,))


def _name(root: Field, name: Field | None) -> str:
    if name is None:
        if root.kind == "map":
            root.problems.add(root.line, "name", "missing; give the policy a name, such as 'sales'")
        return ""
    value = name.text(LONGEST_NAME)
    if value and not _NAME.fullmatch(value):
        name.refuse(f"'{value}' is not accepted; use letters, digits, '-' and '_'")
    return value


def _applies_to(field: Field) -> AppliesTo:
    given = field.fields(("directions", "agents"))
    directions = given.get("directions")
    agents = given.get("agents")
    return AppliesTo(
        directions=_choices(directions, get_args(CallDirection)) if directions else (),
        agents=agents.each(MOST_AGENTS, lambda f: f.text(LONGEST_AGENT) or None) if agents else (),
    )


def _time_limits(field: Field) -> TimeLimits:
    values: dict[str, Any] = {}
    for name, limit in field.fields(_LIMITS).items():
        whole = name == "purpose_agent_turns"
        value = limit.number(1, 100 if whole else MOST_SECONDS, whole=whole)
        if value is not None:
            values[name] = int(value) if whole else value
    return TimeLimits(**values)


def _choices(field: Field, accepted: Iterable[str]) -> tuple[Any, ...]:
    known = [str(value) for value in accepted]
    return tuple(dict.fromkeys(field.each(len(known), lambda item: item.choice(known))))


def _check_ids(field: Field, rules: Iterable[Disclosure | Any]) -> None:
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            field.refuse(f"the id '{rule.id}' is given twice; each rule needs its own")
        seen.add(rule.id)
