import re
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import quote

import pytest

from novapulse.api.native.cursors import PATTERN, decode_cursor, encode_cursor
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.listing import Cursor

NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


def test_a_cursor_comes_back_as_it_was_and_is_fit_for_a_url() -> None:
    for id in ("job_0123456789ab", "evt_" + "f" * 24):
        text = encode_cursor(Cursor(NOON, id))
        assert re.fullmatch(PATTERN, text)
        assert quote(text, safe="") == text
        assert decode_cursor(text) == Cursor(NOON, id)


def test_the_zone_of_a_time_changes_nothing() -> None:
    there = NOON.astimezone(timezone(timedelta(hours=5)))
    assert encode_cursor(Cursor(there, "a")) == encode_cursor(Cursor(NOON, "a"))


@pytest.mark.parametrize("text", [f"{0:016d}-a", f"{10**16 - 1}-{'Z' * 64}"])
def test_whatever_has_the_published_form_is_taken(text: str) -> None:
    assert encode_cursor(decode_cursor(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "x", "ä", f"{0:015d}-a", f"{0:016d}-", f"{0:016d}-a\n", "١" * 16 + "-a", f"{0:016d}-' OR"],
)
def test_anything_else_is_refused_by_name(text: str) -> None:
    with pytest.raises(InvalidRequest, match="cursor"):
        decode_cursor(text)
