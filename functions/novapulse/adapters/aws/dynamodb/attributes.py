"""Values as DynamoDB's attributes, and back; times as text and as the seconds of a ``ttl``."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from math import ceil
from types import NoneType
from typing import Any

Item = Mapping[str, Any]
"""Names to plain values: text, numbers, booleans, bytes, None, lists, maps, sets of integers."""


def encode(value: Any) -> dict[str, Any]:
    """One attribute in the wire's form. Raises TypeError for what has none."""
    for kinds, encoded in FORMS:
        if isinstance(value, kinds):
            return encoded(value)
    raise TypeError(f"a {type(value).__name__} cannot rest in DynamoDB")


def encode_item(item: Item) -> dict[str, Any]:
    return {name: encode(value) for name, value in item.items()}


def decode(attribute: Mapping[str, Any]) -> Any:
    ((kind, value),) = attribute.items()
    match kind:
        case "N":
            return _number(value)
        case "NS":
            return {_number(each) for each in value}
        case "L":
            return [decode(each) for each in value]
        case "M":
            return decode_item(value)
        case "NULL":
            return None
    return value


def decode_item(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: decode(attribute) for name, attribute in item.items()}


def present(item: Item) -> dict[str, Any]:
    """Without the names that have no value."""
    return {name: value for name, value in item.items() if value is not None}


def utc_text(at: datetime) -> str:
    """Of a fixed width, so that text order is time order."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def ttl(at: datetime, kept: timedelta = timedelta()) -> int:
    """The second, of Unix time, after which DynamoDB may delete the item; it does within days."""
    return ceil((at + kept).timestamp())


def _number(text: str) -> int | float:
    try:
        return int(text)
    except ValueError:
        return float(text)


FORMS: tuple[tuple[tuple[type, ...], Callable[[Any], dict[str, Any]]], ...] = (
    ((NoneType,), lambda _: {"NULL": True}),
    ((bool,), lambda value: {"BOOL": value}),  # before the integers, of which it is one
    ((str,), lambda value: {"S": str(value)}),
    ((bytes,), lambda value: {"B": value}),
    ((int, float), lambda value: {"N": repr(value)}),
    ((Mapping,), lambda value: {"M": encode_item(value)}),
    ((set, frozenset), lambda value: {"NS": [repr(number) for number in sorted(value)]}),
    ((list, tuple), lambda value: {"L": [encode(each) for each in value]}),
)
