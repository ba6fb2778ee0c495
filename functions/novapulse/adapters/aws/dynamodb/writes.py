"""What is written to the table, as values: puts, updates, deletes, each with its condition."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from novapulse.adapters.aws.dynamodb.attributes import Item, encode
from novapulse.adapters.aws.dynamodb.keys import Key

NAME = re.compile(r"#(\w+)")


class When:
    """A condition or a filter, such as ``When("#status = :open", open="queued")``. Attributes are
    always written with ``#``: then no name is a reserved word."""

    def __init__(self, text: str, **values: Any) -> None:
        self.text = text
        self.names = {f"#{name}": name for name in NAME.findall(text)}
        self.values = {f":{name}": encode(value) for name, value in values.items()}

    def __and__(self, other: "When") -> "When":
        both = When(f"({self.text}) AND ({other.text})")
        both.values = self.values | other.values
        return both


ABSENT = When("attribute_not_exists(#PK)")
PRESENT = When("attribute_exists(#PK)")


@dataclass(frozen=True)
class Put:
    key: Key
    item: Item
    when: When | None = None


@dataclass(frozen=True)
class Update:
    """``set_within`` takes paths into maps, such as ``("timings", "redact")``. ``add`` moves a
    number or puts members into a set; ``append`` adds to the end of a list."""

    key: Key
    set: Mapping[str, Any] = field(default_factory=dict)
    set_within: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    add: Mapping[str, Any] = field(default_factory=dict)
    append: Mapping[str, list[Any]] = field(default_factory=dict)
    remove: Iterable[str] = ()
    when: When | None = None


@dataclass(frozen=True)
class Delete:
    key: Key
    when: When | None = None


@dataclass(frozen=True)
class ConditionCheck:
    """Writes nothing; only for a transaction, which fails if the condition does."""

    key: Key
    when: When


Write = Put | Update | Delete | ConditionCheck


def key_of(key: Key) -> dict[str, Any]:
    return {"PK": {"S": key.pk}, "SK": {"S": key.sk}}


def request_of(write: Write) -> dict[str, Any]:
    """The write's part of a request, without the table."""
    if isinstance(write, Put):
        item = key_of(write.key) | {name: encode(value) for name, value in write.item.items()}
        return {"Item": item} | _condition(write.when)
    if isinstance(write, Delete | ConditionCheck):
        return {"Key": key_of(write.key)} | _condition(write.when)
    changes = _Changes()
    changes.read(write)
    return {"Key": key_of(write.key)} | changes.request(_condition(write.when))


def _condition(when: When | None) -> dict[str, Any]:
    if when is None:
        return {}
    condition = {"ConditionExpression": when.text, "ExpressionAttributeNames": when.names}
    return condition | ({"ExpressionAttributeValues": when.values} if when.values else {})


class _Changes:
    """An update expression in the making, with names and values of its own."""

    def __init__(self) -> None:
        self._clauses: dict[str, list[str]] = {}
        self._names: dict[str, str] = {}
        self._values: dict[str, Any] = {}

    def read(self, write: Update) -> None:
        for name, value in write.set.items():
            self._say("SET", f"{self._name(name)} = {self._value(value)}")
        for path, value in write.set_within.items():
            whole = ".".join(map(self._name, path))
            self._say("SET", f"{whole} = {self._value(value)}")
        for name, value in write.append.items():
            attribute = self._name(name)
            self._say("SET", f"{attribute} = list_append({attribute}, {self._value(value)})")
        for name in write.remove:
            self._say("REMOVE", self._name(name))
        for name, value in write.add.items():
            self._say("ADD", f"{self._name(name)} {self._value(value)}")

    def request(self, condition: dict[str, Any]) -> dict[str, Any]:
        text = " ".join(f"{verb} {', '.join(clauses)}" for verb, clauses in self._clauses.items())
        names = condition.get("ExpressionAttributeNames", {}) | self._names
        values = condition.get("ExpressionAttributeValues", {}) | self._values
        request = condition | {"UpdateExpression": text, "ExpressionAttributeNames": names}
        return request | ({"ExpressionAttributeValues": values} if values else {})

    def _say(self, verb: str, clause: str) -> None:
        self._clauses.setdefault(verb, []).append(clause)

    def _name(self, name: str) -> str:
        placeholder = f"#_{len(self._names)}"
        self._names[placeholder] = name
        return placeholder

    def _value(self, value: Any) -> str:
        placeholder = f":_{len(self._values)}"
        self._values[placeholder] = encode(value)
        return placeholder
