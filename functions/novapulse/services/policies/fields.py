"""Typed fields of YAML nodes. What is wrong becomes a problem and a value to go on with."""

import math
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from novapulse.services.policies.problems import Problems, shown

if TYPE_CHECKING:
    from yaml import Node

T = TypeVar("T")
_TAG = "tag:yaml.org,2002:"
_KINDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
    "map": "fields",
    "seq": "a list",
    "timestamp": "a date",
}


@dataclass(frozen=True)
class Field:
    """A node and the path to it."""

    node: "Node"
    where: str
    problems: Problems

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + 1

    @property
    def kind(self) -> str:
        """``str``, ``int``, ``float``, ``bool``, ``null``, ``map``, ``seq`` ..."""
        return str(self.node.tag).removeprefix(_TAG)

    @property
    def raw(self) -> str:
        """A scalar as it is written."""
        value = self.node.value
        return value if isinstance(value, str) else _KINDS.get(self.kind, self.kind)

    def refuse(self, message: str) -> None:
        self.problems.add(self.line, self.where, message)

    def fields(self, known: Collection[str]) -> "dict[str, Field]":
        """Those of a mapping by name; unknown ones and repeated ones are problems."""
        found: dict[str, Field] = {}
        if self.kind != "map":
            self.refuse(f"{self._is_kind()}; fields are needed: {', '.join(known)}")
            return found
        for key, value in self.node.value:
            name = key.value if isinstance(key.value, str) else "?"
            inner = Field(value, f"{self.where}.{name}" if self.where else name, self.problems)
            line = key.start_mark.line + 1
            if name not in known:
                accepted = ", ".join(known)
                self.problems.add(line, inner.where, f"unknown field; accepted are {accepted}")
            elif name in found:
                self.problems.add(line, inner.where, "given twice; keep one of them")
            else:
                found[name] = inner
        return found

    def items(self, most: int) -> "Iterator[Field]":
        """Those of a list; more than ``most`` are a problem."""
        if self.kind != "seq":
            self.refuse(f"{self._is_kind()}; a list is needed: begin each entry with '- '")
            return
        if len(self.node.value) > most:
            self.refuse(f"has {len(self.node.value)} entries; up to {most} are accepted")
        for number, node in enumerate(self.node.value[:most], 1):
            yield Field(node, f"{self.where}[{number}]", self.problems)

    def text(self, longest: int) -> str:
        """Without blanks around it; never empty where no problem is told."""
        if self.kind != "str":
            hint = (
                "; put it in quotes" if self.kind in ("bool", "int", "float", "timestamp") else ""
            )
            self.refuse(f"{self._is_kind()}, and text is needed{hint}")
            return ""
        value = " ".join(self.raw.split())
        if not 0 < len(value) <= longest:
            self.refuse(f"has {len(value)} characters; 1 to {longest} are accepted")
        return value

    def number(self, least: float, most: float, *, whole: bool = False) -> float | None:
        wanted = "a whole number" if whole else "a number"
        try:
            value = float(self.raw) if self.kind in ("int", "float") else math.nan
        except ValueError:
            value = math.nan
        if not least <= value <= most or (whole and self.kind != "int"):
            value_given = shown(self.raw)
            self.refuse(f"{value_given} is not accepted; {wanted} from {least:g} to {most:g} is")
            return None
        return value

    def choice(self, accepted: Collection[str]) -> str | None:
        if self.kind == "str" and self.raw in accepted:
            return self.raw
        self.refuse(f"{shown(self.raw)} is not accepted; accepted are {', '.join(accepted)}")
        return None

    def each(self, most: int, read: "Callable[[Field], T | None]") -> tuple[T, ...]:
        values = (read(item) for item in self.items(most))
        return tuple(value for value in values if value is not None)

    def _is_kind(self) -> str:
        if self.kind in ("map", "seq", "null"):
            return f"is {_KINDS[self.kind]}"
        return f"{shown(self.raw)} is {_KINDS.get(self.kind, self.kind)}"
