"""Times as the APIs write them."""

from datetime import UTC, datetime
from typing import overload


@overload
def wire_time(at: datetime) -> str: ...
@overload
def wire_time(at: None) -> None: ...
def wire_time(at: datetime | None) -> str | None:
    """ISO 8601 in UTC with ``Z``, whole seconds, such as ``2026-03-01T12:00:00Z``."""
    if at is None:
        return None
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
