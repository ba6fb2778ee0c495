"""The opaque ``cursor`` of a list: where the next page begins."""

import base64
import json
import re
from datetime import UTC, datetime

from novapulse.domain.errors import InvalidRequest
from novapulse.domain.listing import Cursor

MAX_LENGTH = 200
PATTERN = rf"^[A-Za-z0-9_-]{{1,{MAX_LENGTH}}}$"
ID = re.compile(r"[A-Za-z0-9_]{1,64}")


def encode_cursor(cursor: Cursor) -> str:
    """URL-safe, without padding."""
    text = json.dumps([cursor.created_at.astimezone(UTC).isoformat(), cursor.id])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_cursor(text: str) -> Cursor:
    """Raises InvalidRequest for what ``encode_cursor`` did not make."""
    try:
        padded = text + "=" * (-len(text) % 4)
        at, id = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        cursor = Cursor(datetime.fromisoformat(at), id)
        if ID.fullmatch(id) and encode_cursor(cursor) == text:
            return cursor
    except (ValueError, TypeError, OverflowError, RecursionError):
        pass
    raise InvalidRequest(
        "invalid_parameter",
        f"cursor: {text[:60]!a} is not accepted; send the 'next_cursor' of the page before",
    )
