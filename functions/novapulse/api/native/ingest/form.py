"""The fields of a form, which are texts, as asked-for options."""

import json
import re
from typing import Any, NoReturn

from novapulse.api.native.ingest.call_fields import call_fields
from novapulse.api.native.uploads.schemas import UPLOAD_ID
from novapulse.domain.errors import InvalidRequest
from novapulse.services.intake.options import AskedOptions

TEXT_FIELDS = ("language", "pipeline", "webhook_url", "audio_url")
JSON_FIELDS = {
    "metadata": "a JSON object",
    "channels": "a JSON object",
    "custom_vocabulary": "a JSON array",
    "speakers_expected": "a whole number",
}
"""What each must be."""


def asked_options(fields: dict[str, str]) -> AskedOptions:
    """Fields that the API does not know are left alone. Raises InvalidRequest for bad JSON."""
    return AskedOptions(
        **{name: fields[name] for name in TEXT_FIELDS if name in fields},
        **{name: _json(name, fields[name]) for name in JSON_FIELDS if name in fields},
        **call_fields(fields),
    )


def upload_id(fields: dict[str, str]) -> str | None:
    """None if it was not sent. Raises InvalidRequest for what cannot be one."""
    sent = fields.get("upload_id")
    if sent is not None and not re.search(UPLOAD_ID, sent):
        raise InvalidRequest(
            "invalid_parameter",
            f"upload_id: {sent[:60]!a} is not accepted; send one of POST /v1/audio/uploads",
        )
    return sent


def _json(name: str, text: str) -> Any:
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        value = None
    if value is None:
        raise InvalidRequest(
            "invalid_parameter",
            f"{name}: {text[:60]!a} is not accepted; send {JSON_FIELDS[name]}",
        )
    return value


def _no_constant(_name: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")
