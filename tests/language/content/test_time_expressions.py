from datetime import UTC, datetime

import pytest

from novapulse.language.content.temporal import time_expressions

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("tomorrow", "date", "2026-03-05"),
        ("the day after tomorrow", "date", "2026-03-06"),
        ("by Friday", "date", "2026-03-06"),
        ("on Wednesday", "date", "2026-03-11"),
        ("next Friday", "date", "2026-03-13"),
        ("last Friday", "date", "2026-02-27"),
        ("March 10th", "date", "2026-03-10"),
        ("the tenth of April", "date", "2026-04-10"),
        ("january fifth", "date", "2027-01-05"),
        ("August 19, 2020", "date", "2020-08-19"),
        ("by the fifteenth", "date", "2026-03-15"),
        ("by the second", "date", "2026-04-02"),
        ("03/10/2026", "date", "2026-03-10"),
        ("2026-03-10", "date", "2026-03-10"),
        ("in two days", "date", "2026-03-06"),
        ("two weeks ago", "date", "2026-02-18"),
        ("the end of the month", "date", "2026-03-31"),
        ("tomorrow at 3 pm", "datetime", "2026-03-05 15:00:00"),
        ("9:30 am on Monday", "datetime", "2026-03-09 09:30:00"),
        ("tonight at 8", "datetime", "2026-03-04 20:00:00"),
    ],
)
def test_points(text: str, kind: str, value: str) -> None:
    (found,) = time_expressions(text, NOW)

    assert (found.kind, found.value) == (kind, value)


@pytest.mark.parametrize(
    ("text", "kind", "bounds"),
    [
        ("next week", "daterange", ("2026-03-09", "2026-03-15")),
        ("this weekend", "daterange", ("2026-03-07", "2026-03-08")),
        ("next month", "daterange", ("2026-04-01", "2026-04-30")),
        ("within five business days", "daterange", ("2026-03-04", "2026-03-11")),
        ("3 to 5 business days", "daterange", ("2026-03-04", "2026-03-11")),
        ("within 24 hours", "datetimerange", ("2026-03-04 15:00:00", "2026-03-05 15:00:00")),
        ("within the hour", "datetimerange", ("2026-03-04 15:00:00", "2026-03-04 16:00:00")),
        ("tomorrow morning", "datetimerange", ("2026-03-05 06:00:00", "2026-03-05 12:00:00")),
        (
            "tomorrow between eight and ten",
            "datetimerange",
            ("2026-03-05 08:00:00", "2026-03-05 10:00:00"),
        ),
        ("in the afternoon", "timerange", ("12:00:00", "18:00:00")),
    ],
)
def test_ranges(text: str, kind: str, bounds: tuple[str, str]) -> None:
    (found,) = time_expressions(text, NOW)

    assert (found.kind, found.bounds, found.value) == (kind, bounds, None)


@pytest.mark.parametrize(
    "text",
    [
        "good afternoon",
        "may i have the second one",
        "it costs 5 dollars a month",
        "february 30th",
        "0000-12-12",
        "3/4/0000",
        "at home",
        "one moment please",
        "between five and ten days old things",
    ],
)
def test_no_time_is_seen(text: str) -> None:
    assert time_expressions(text, NOW) == []


def test_a_weekday_of_a_story_is_the_last_one() -> None:
    (found,) = time_expressions("A tree fell on my garage on Sunday.", NOW)

    assert found.value == "2026-03-01"


def test_what_was_booked_may_be_still_to_come() -> None:
    (found,) = time_expressions("I booked a room for April tenth.", NOW)

    assert found.value == "2026-04-10"


def test_the_text_is_what_was_said() -> None:
    (found,) = time_expressions("Call me Tuesday at 3 pm, okay?", NOW)

    assert (found.start, found.text) == (8, "Tuesday at 3 pm")


def test_february_ends_where_it_ends() -> None:
    january = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)

    (found,) = time_expressions("within one month", january)

    assert found.bounds == ("2026-01-31", "2026-02-28")


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("by close of play Friday", "2026-03-06"),
        ("by close of business tomorrow", "2026-03-05"),
        ("over the weekend", "2026-03-08"),
        ("in a week or two", "2026-03-18"),
        ("in a fortnight", "2026-03-18"),
        ("in two to three days' time", "2026-03-07"),
        ("by lunchtime tomorrow", "2026-03-05"),
    ],
)
def test_days_as_people_say_them(text: str, last_day: str) -> None:
    (found,) = time_expressions(text, NOW)

    assert found.ends.date().isoformat() == last_day
