"""``call.json`` beside ``call.wav``: what the caller asks for."""

import json
from pathlib import Path
from typing import Any, NoReturn

from novapulse.domain.errors import InvalidRequest
from novapulse.services.drop.private_copy import open_regular
from novapulse.services.intake.options import AskedOptions

OF_THE_CALL = ("agent_id", "contact_id", "call_direction", "call_timestamp")
TEXTS = ("pipeline", "language", "webhook_url", *OF_THE_CALL)
FIELDS = (*TEXTS, "metadata", "channels", "speakers_expected", "custom_vocabulary")


def read_sidecar(path: Path | None, *, max_bytes: int) -> AskedOptions:
    """The values are judged when the recording is submitted. Raises InvalidRequest for what is not
    a JSON object of the known fields."""
    if path is None:
        return AskedOptions()
    with open_regular(path) as stream:
        text = stream.read(max_bytes + 1)
    if len(text) > max_bytes:
        raise _invalid(path, f"longer than the {max_bytes} bytes that are accepted")
    try:
        fields = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise _invalid(path, "is not JSON") from None
    if not isinstance(fields, dict):
        raise _invalid(path, "is not a JSON object")
    _check(path, fields)
    return AskedOptions(**fields)


def _check(path: Path, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        if name not in FIELDS:
            raise _invalid(path, f"{name[:60]!a} is not a field; accepted are {', '.join(FIELDS)}")
        if name in TEXTS and not isinstance(value, str):
            raise _invalid(path, f"{name}: {ascii(value)[:60]} is not accepted; send a text")


def _no_constant(_name: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")


def _invalid(path: Path, what: str) -> InvalidRequest:
    return InvalidRequest("invalid_parameter", f"{path.name}: {what}")
