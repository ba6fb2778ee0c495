import base64
import json
import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from novapulse.api.native.cursors import PATTERN, decode_cursor, encode_cursor
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.listing import Cursor

NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


def test_a_cursor_comes_back_as_it_was_and_is_fit_for_a_url() -> None:
    for id in ("job_0123456789ab", "evt_" + "f" * 24):
        text = encode_cursor(Cursor(NOON, id))
        assert re.fullmatch(PATTERN, text)
        assert decode_cursor(text) == Cursor(NOON, id)


def test_the_zone_of_a_time_changes_nothing() -> None:
    there = NOON.astimezone(timezone(timedelta(hours=5)))
    assert encode_cursor(Cursor(there, "a")) == encode_cursor(Cursor(NOON, "a"))


def packed(document: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(document).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "ä",
        "AAAA",
        "[]",
        packed([]),
        packed({"a": 1, "b": 2}),
        packed(["yesterday", "job_1"]),
        packed([NOON.replace(tzinfo=None).isoformat(), "job_1"]),
        packed([NOON.isoformat(), 7]),
        packed([NOON.isoformat(), ["x"]]),
        packed([NOON.isoformat(), "\ud800"]),
        packed([NOON.isoformat(), "' OR 1=1"]),
        packed(["0001-01-01T00:00:00+23:59", "x"]),
        packed([None, None]),
        encode_cursor(Cursor(NOON, "job_1")) + "=",
        "[" * 100,
    ],
)
def test_anything_else_is_refused_by_name(text: str) -> None:
    with pytest.raises(InvalidRequest, match="cursor"):
        decode_cursor(text)
