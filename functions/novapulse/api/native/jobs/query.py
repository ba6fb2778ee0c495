"""The query of ``GET /v1/jobs`` as a ``JobFilter``."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from novapulse.domain.errors import InvalidRequest

TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(T[0-9]{2}:[0-9]{2}:[0-9]{2}(?P<fraction>\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2}))?",
    re.ASCII | re.IGNORECASE,
)
ACCEPTED = (
    "a date such as 2026-03-01, or a time with its zone such as 2026-03-01T12:00:00Z (in a URL "
    "write '+' as %2B)"
)
SCHEMA: dict[str, Any] = {
    "anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]
}
METADATA = "metadata"
MAX_CONDITIONS = 20

METADATA_NOTE = (
    "Besides the parameters below, `metadata.<key>=<value>` finds the jobs whose metadata have "
    "that value at the top level, such as `metadata.agent_id=AGT-42`. Several, also of the same "
    f"key, must all hold; {MAX_CONDITIONS} at most. Values are compared as text: `42` finds the "
    "number and the string, `true` the boolean and the string; nothing finds an object, an array "
    "or null. "
    "Parameters that are unknown are left alone."
)


def _beginning(text: Any) -> datetime:
    return _parsed(str(text))[0]


def _end(text: Any) -> datetime:
    start, length = _parsed(str(text))
    return start + (length - timedelta(microseconds=1)) if length else start


After = Annotated[datetime | None, BeforeValidator(_beginning), WithJsonSchema(SCHEMA)]
Before = Annotated[datetime | None, BeforeValidator(_end), WithJsonSchema(SCHEMA)]
"""The last moment of what is named: of a day, of a second; so the times that answers show, which
are whole seconds, include their own job."""


def metadata_conditions(query: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Key and value of each ``metadata.<key>=<value>``. Raises InvalidRequest for what only begins
    like one."""
    mine = [(name, value) for name, value in query if re.match(rf"{METADATA}(\W|$)", name)]
    for name, _ in mine:
        if not name.startswith(f"{METADATA}.") or name == f"{METADATA}.":
            raise InvalidRequest(
                "invalid_parameter",
                f"{name[:60]!a} is not accepted; send metadata.<key>=<value>, such as "
                "metadata.agent_id=AGT-42",
            )
    if len(mine) > MAX_CONDITIONS:
        raise InvalidRequest(
            "invalid_parameter",
            f"metadata: {len(mine)} conditions; accepted are {MAX_CONDITIONS}",
        )
    return tuple((name.removeprefix(f"{METADATA}."), value) for name, value in mine)


def _parsed(text: str) -> tuple[datetime, timedelta]:
    """When it begins, and how long what was named lasts. Raises PydanticCustomError."""
    match = TIME.fullmatch(text)
    if match is None:
        raise _not_a_time()
    try:
        at = datetime.fromisoformat(text.upper())
    except ValueError:
        raise _not_a_time() from None
    if at.tzinfo is None:
        return at.replace(tzinfo=UTC), timedelta(days=1)
    return _utc(at), timedelta() if match["fraction"] else timedelta(seconds=1)


def _not_a_time() -> PydanticCustomError:
    return PydanticCustomError("time_invalid", ACCEPTED)


def _utc(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError:
        end = datetime.min if at.year == 1 else datetime.max.replace(microsecond=0)
        return end.replace(tzinfo=UTC)
