"""A query string in every form that Symbl's clients send: plain, bracketed, or as one JSON text."""

import re
from collections.abc import Sized
from typing import Any
from urllib.parse import parse_qsl, unquote, unquote_plus

from pydantic_core import from_json

KEY = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])+)")
STEP = re.compile(r"\[([^\[\]]*)\]")
MAX_DEPTH = 8
"""Steps of a bracketed name; what is deeper belongs to no parameter there is."""


class Repeated(tuple[str, ...]):
    """Every value of one name, in order: the last one counts, but for lists."""


def read_query(sent: bytes) -> dict[str, Any]:
    """By name: ``Repeated`` texts, or what brackets or JSON spell. Never fails."""
    text = sent.decode("ascii", "replace")
    whole = _one_object(text)
    if whole is not None:
        return whole
    plain: dict[str, list[str]] = {}
    bracketed: dict[str, dict[str, Any]] = {}
    for name, value in parse_qsl(text, keep_blank_values=True, errors="replace"):
        found = KEY.fullmatch(name)
        steps = STEP.findall(found[2]) if found else []
        if found and len(steps) <= MAX_DEPTH:
            _put(bracketed.setdefault(found[1], {}), steps, value)
        else:
            plain.setdefault(name, []).append(value)
    spelled = {name: _lists(value) for name, value in bracketed.items()}
    return spelled | {name: Repeated(values) for name, values in plain.items()}


def _one_object(text: str) -> dict[str, Any] | None:
    """The object where the whole query is the text of one. ``requests`` sends such a query for
    ``params=json.dumps({...})``."""
    for decoded in (unquote(text), unquote_plus(text)):
        if decoded.lstrip().startswith("{"):
            found = json_value(decoded)
            if isinstance(found, dict):
                return found
    return None


def json_value(text: str) -> Any:
    """None for what is no JSON, as for null."""
    try:
        return from_json(text, allow_inf_nan=False)
    except ValueError:
        return None


def _put(tree: dict[str, Any], steps: list[str], value: str) -> None:
    """An empty step is the next free number."""
    *inner, last = steps
    for step in inner:
        below = tree.setdefault(_named(step, tree), {})
        if not isinstance(below, dict):
            return
        tree = below
    tree[_named(last, tree)] = value


def _named(step: str, tree: Sized) -> str:
    return step or str(len(tree))


def _lists(value: Any) -> Any:
    """Objects whose names are all numbers are lists, in order of these."""
    if not isinstance(value, dict):
        return value
    below = {name: _lists(each) for name, each in value.items()}
    if all(name.isascii() and name.isdigit() and len(name) < 9 for name in below):
        return [below[name] for name in sorted(below, key=int)]
    return below
