"""The ``cursor`` of a list: where the next page begins. To callers it is opaque."""

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import Query

from novapulse.domain.errors import InvalidRequest
from novapulse.domain.listing import Cursor

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
PATTERN = "^[0-9]{16}-[A-Za-z0-9_]{1,64}$"
"""Microseconds since 1970 and an id: whatever has this form is a place in a list."""

CursorQuery = Annotated[
    str | None,
    Query(
        pattern=PATTERN,
        description="The `next_cursor` of the page before, as it is",
        examples=["1772366400250000-job_7a2d9c4f1e8b"],
    ),
]


def encode_cursor(cursor: Cursor) -> str:
    """URL-safe."""
    return f"{(cursor.created_at - EPOCH) // MICROSECOND:016d}-{cursor.id}"


def decode_cursor(text: str) -> Cursor:
    """Raises InvalidRequest."""
    if not re.fullmatch(PATTERN.removesuffix("$"), text, re.ASCII):
        raise InvalidRequest(
            "invalid_parameter",
            f"cursor: {text[:60]!a} is not accepted; send the 'next_cursor' of the page before",
        )
    microseconds, _, id = text.partition("-")
    return Cursor(EPOCH + int(microseconds) * MICROSECOND, id)
