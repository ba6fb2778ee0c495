"""The values of parameters, whatever they were sent as. What is no value at all is None."""

import re
from collections.abc import Mapping
from typing import Any

from novapulse.api.symbl.query import Repeated, json_value
from novapulse.domain.errors import InvalidRequest

BOOLEANS = {"true": True, "false": False, "1": True, "0": False}
NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,20})?|\.[0-9]{1,20}")

Sent = Mapping[str, Any]


def text_of(sent: Sent, name: str, *, longest: int) -> str | None:
    """Raises InvalidRequest, as all of these do."""
    value = _single(sent.get(name))
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > longest:
        raise refused(name, value, f"a text of at most {longest} characters")
    return value.strip() or None


def flag_of(sent: Sent, name: str) -> bool:
    """False where it was not sent. Clients write it in any case, also as a text in JSON."""
    value = _single(sent.get(name))
    if value is None or isinstance(value, bool):
        return bool(value)
    found = BOOLEANS.get(value.strip().lower()) if isinstance(value, str) else None
    if found is None:
        raise refused(name, value, "true or false")
    return found


def number_of(sent: Sent, name: str, accepted: str) -> float | None:
    value = _single(sent.get(name))
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise refused(name, value, accepted)
    if isinstance(value, str):
        if not NUMBER.fullmatch(value.strip()):
            raise refused(name, value, accepted)
        return float(value)
    return value


def texts_of(sent: Sent, name: str) -> tuple[str, ...]:
    """Without blank ones. What is no list of texts in any encoding is an empty one."""
    found = (_text(value) for value in _listed(sent.get(name)))
    return tuple(text.strip() for text in found if text.strip())


def objects_of(sent: Sent, name: str) -> tuple[dict[str, Any], ...]:
    """What is no list of objects in any encoding is an empty one."""
    return tuple(value for value in _listed(sent.get(name)) if isinstance(value, dict))


def refused(name: str, value: Any, accepted: str) -> InvalidRequest:
    shown = ascii(value)
    shown = shown if len(shown) <= 80 else f"{shown[:77]}..."
    return InvalidRequest(
        "invalid_parameter", f'"{name}": {shown} is not accepted; send {accepted}'
    )


def _single(value: Any) -> Any:
    """Of what was sent more than once, the last. Blank is not sent: samples have empty values."""
    if isinstance(value, Repeated):
        value = value[-1]
    return None if isinstance(value, str) and not value.strip() else value


def _listed(value: Any) -> list[Any]:
    """A text alone may be a list written with commas, with or without brackets."""
    if isinstance(value, Repeated):
        value = _joined(value)
    if isinstance(value, list):
        return [member for each in value for member in (_spelled(each) or [each])]
    if isinstance(value, str):
        return _spelled(value) or list(_unbracketed(value).split(","))
    return [value] if isinstance(value, dict) else []


def _joined(values: Repeated) -> Any:
    """The Python client spells a list as JSON and then sends that text letter by letter."""
    if len(values) == 1:
        return values[0]
    spelled = all(len(value) == 1 for value in values) and _spelled("".join(values))
    return spelled or list(values)


def _spelled(value: Any) -> list[Any] | None:
    """Of a JSON text, the members of its list, or its one object."""
    if not isinstance(value, str) or value.lstrip()[:1] not in ("[", "{"):
        return None
    found = json_value(value)
    if isinstance(found, list):
        return found
    return [found] if isinstance(found, dict) else None


def _unbracketed(text: str) -> str:
    """``[a,b]`` without quotes is what the Go client sends."""
    inner = text.strip()
    return inner[1:-1] if inner.startswith("[") and inner.endswith("]") else inner


def _text(value: Any) -> str:
    """Blank for what is none. A number is a text where a list of texts is asked for."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if number or isinstance(value, str) else ""
