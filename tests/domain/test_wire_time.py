from datetime import datetime, timedelta, timezone

from novapulse.domain.wire_time import wire_time


def test_times_are_utc_in_whole_seconds() -> None:
    at = datetime(2026, 3, 1, 14, 0, 0, 999_999, tzinfo=timezone(timedelta(hours=2)))
    assert wire_time(at) == "2026-03-01T12:00:00Z"


def test_no_time_stays_none() -> None:
    assert wire_time(None) is None
