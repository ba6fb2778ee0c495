"""The fields that say of a call who, which way and when, as the API declares and checks them."""

import re
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from novapulse.domain.errors import InvalidRequest
from novapulse.services.intake.call_details import MAX_ID_CHARACTERS

CALL_ID = r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f\x85][^\x00-\x1f\x7f]*$"
"""Without control characters, and with something to see."""
TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})",
    re.ASCII | re.IGNORECASE,
)
TIME_ACCEPTED = "a time with its zone such as 2026-03-01T12:00:00Z"
TEXT_FIELDS = ("agent_id", "contact_id", "call_direction")


def _declared_time(value: object) -> object:
    if value is not None and not _is_time(value):
        raise PydanticCustomError("time_invalid", TIME_ACCEPTED)
    return value


CallId = Annotated[str, Field(min_length=1, max_length=MAX_ID_CHARACTERS, pattern=CALL_ID)]
CallDirectionName = Literal["inbound", "outbound"]
CallTime = Annotated[
    str | None,
    BeforeValidator(_declared_time),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]}),
]


def call_fields(fields: dict[str, str]) -> dict[str, str]:
    """Of a form. Raises InvalidRequest for a time that is none; the rest is checked later."""
    found = {name: fields[name] for name in TEXT_FIELDS if name in fields}
    sent = fields.get("call_timestamp")
    if sent is None:
        return found
    if not _is_time(sent):
        raise InvalidRequest(
            "invalid_parameter",
            f"call_timestamp: {sent[:60]!a} is not accepted; send {TIME_ACCEPTED}",
        )
    return found | {"call_timestamp": sent}


def _is_time(value: object) -> bool:
    if not isinstance(value, str) or not TIME.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value.upper())
    except ValueError:
        return False
    return True
