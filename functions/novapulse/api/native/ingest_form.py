"""The fields of a form, which are texts, as asked-for options."""

import json
from typing import Any, NoReturn

from novapulse.domain.errors import InvalidRequest
from novapulse.services.options import AskedOptions

TEXT_FIELDS = ("language", "pipeline", "webhook_url", "audio_url")
JSON_FIELDS = ("metadata", "channels", "custom_vocabulary", "speakers_expected")


def asked_options(fields: dict[str, str]) -> AskedOptions:
    """Fields that the API does not know are left alone. Raises InvalidRequest for bad JSON."""
    return AskedOptions(
        **{name: fields[name] for name in TEXT_FIELDS if name in fields},
        **{name: _json(name, fields[name]) for name in JSON_FIELDS if name in fields},
    )


def _json(name: str, text: str) -> Any:
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        value = None
    if value is None:
        raise InvalidRequest(
            "invalid_parameter", f"{name}: {text[:60]!a} is not accepted; send JSON"
        )
    return value


def _no_constant(_name: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")
