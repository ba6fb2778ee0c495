"""Conditions in a list of conversations: ``conversation.metadata.agentId==johndoe``.

A part of RSQL (FIQL, draft-nottingham-atompub-fiql-00): comparisons joined by ``;`` or ``and``, at
most two, without "or". A value may stand in quotes, and ``*`` at its ends stands for any text.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from novapulse.domain.errors import InvalidRequest

MOST = 2
_COMPARISON = re.compile(
    r"(?:conversation\.)?(?P<field>[\w.-]+)\s*"
    r"(?P<operator>==|!=|=lt=|=le=|=gt=|=ge=|<=|>=|<|>)\s*"
    r"""(?P<value>"[^"]*"|'[^']*'|[^\s;,"'()]+)"""
)
_JOINT = re.compile(r"\s*;\s*|\s+and\s+")
FIELDS = ("id", "name", "type", "startTime", "endTime")
_METADATA = "metadata."
_OPERATORS: Mapping[str, Callable[[str, str], bool]] = {
    "==": lambda found, wanted: fnmatchcase(found, _glob(wanted)),
    "!=": lambda found, wanted: not fnmatchcase(found, _glob(wanted)),
    "=lt=": lambda found, wanted: found < wanted,
    "=le=": lambda found, wanted: found <= wanted,
    "=gt=": lambda found, wanted: found > wanted,
    "=ge=": lambda found, wanted: found >= wanted,
}
_ALIASES = {"<": "=lt=", "<=": "=le=", ">": "=gt=", ">=": "=ge="}


@dataclass(frozen=True)
class Condition:
    """``field`` is one of FIELDS, or ``metadata.`` and a key."""

    field: str
    operator: str
    value: str

    def holds(self, fields: Mapping[str, str]) -> bool:
        """What is not there is unlike everything."""
        found = fields.get(self.field)
        if found is None:
            return self.operator == "!="
        return _OPERATORS[self.operator](found, self.value)


def parse_conditions(text: str) -> tuple[Condition, ...]:
    """All must hold. Raises InvalidRequest for what cannot be understood."""
    found: list[Condition] = []
    place = 0
    while True:
        match = _COMPARISON.match(text, place)
        if match is None or len(found) == MOST:
            raise _not_understood()
        found.append(_condition(match))
        place = match.end()
        if not text[place:].strip():
            return tuple(found)
        joint = _JOINT.match(text, place)
        if joint is None:
            raise _not_understood()
        place = joint.end()


def _condition(match: re.Match[str]) -> Condition:
    field, operator, value = match["field"], match["operator"], match["value"]
    if field not in FIELDS and not field.startswith(_METADATA):
        raise _not_understood()
    if value[0] in "\"'":
        value = value[1:-1]
    return Condition(field, _ALIASES.get(operator, operator), value)


def _glob(wanted: str) -> str:
    """Only ``*`` is special."""
    return wanted.replace("[", "[[]").replace("?", "[?]")


def _not_understood() -> InvalidRequest:
    return InvalidRequest(
        "invalid_filter",
        "filter: give one or two comparisons joined by ';', such as "
        f"conversation.metadata.agentId==johndoe; fields are {', '.join(FIELDS)} and "
        "metadata.<key>, operators == != < <= > >=",
    )
