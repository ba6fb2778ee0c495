"""What a caller says of a call: who spoke to whom, in which direction, and when."""

import re
from datetime import UTC, datetime
from typing import Any, Literal

from novapulse.domain.errors import InvalidRequest
from novapulse.domain.job import CallDetails

MAX_ID_CHARACTERS = 255
UNFIT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
"""What no id has: control characters, and halves of characters."""
DIRECTIONS: dict[str, Literal["inbound", "outbound"]] = {
    "inbound": "inbound",
    "outbound": "outbound",
}


def call_details(*, agent_id: Any, contact_id: Any, direction: Any, timestamp: Any) -> CallDetails:
    """None is what was left out. Raises InvalidRequest, whose message begins with the field."""
    return CallDetails(
        agent_id=_opaque_id("agent_id", agent_id),
        contact_id=_opaque_id("contact_id", contact_id),
        direction=_direction(direction),
        timestamp=_instant(timestamp),
    )


def _opaque_id(field: str, value: Any) -> str | None:
    if value is None:
        return None
    fits = isinstance(value, str) and value.strip() and len(value) <= MAX_ID_CHARACTERS
    if not fits or UNFIT.search(value):
        raise _invalid(
            field, value, f"a text of 1 to {MAX_ID_CHARACTERS} characters that is not blank"
        )
    return str(value)


def _direction(value: Any) -> Literal["inbound", "outbound"] | None:
    if value is None:
        return None
    if not isinstance(value, str) or value not in DIRECTIONS:
        raise _invalid("call_direction", value, "inbound or outbound")
    return DIRECTIONS[value]


def _instant(value: Any) -> datetime | None:
    """UTC; a time without a zone is taken for UTC."""
    if value is None:
        return None
    try:
        at = datetime.fromisoformat(value)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        raise _invalid(
            "call_timestamp", value, "an ISO 8601 time such as 2024-01-15T10:30:00Z"
        ) from None


def _invalid(field: str, value: Any, accepted: str) -> InvalidRequest:
    shown = ascii(value)
    shown = shown if len(shown) <= 80 else f"{shown[:77]}..."
    return InvalidRequest("invalid_parameter", f"{field}: {shown} is not accepted; send {accepted}")
