"""What expressions of days mean: their first and their last second.

The groups of a match are those of the rules in ``days``."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MINYEAR, datetime, timedelta

from novapulse.language.content.temporal.expression import day_end, day_start
from novapulse.language.content.temporal.number_words import number_value
from novapulse.language.content.temporal.periods import Resolved, after, on_day, whole

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS_TEXT = """\
january february march april may june july august september october november december"""
MONTHS = tuple(_MONTHS_TEXT.split())
_WITHIN_A_DAY = frozenset({"minute", "hour"})


@dataclass(frozen=True)
class Moment:
    """What is known of when a text was said: ``past`` if it tells of what has been."""

    now: datetime
    past: bool = False


def named(match: re.Match[str], moment: Moment) -> Resolved:
    said = match.group().lower()
    steps = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
    if "before" in said:
        return on_day(moment.now - timedelta(days=2))
    if "after" in said:
        return on_day(moment.now + timedelta(days=2))
    return on_day(moment.now + timedelta(days=steps[said]))


def weekday(match: re.Match[str], moment: Moment) -> Resolved:
    """ "Friday" is the next one after the day of the call, "next Friday" that of the week after
    this one (weeks begin on Monday), "last Friday" the one before."""
    wanted = WEEKDAYS.index(match["weekday"].lower())
    today = moment.now.weekday()
    which = (match["which"] or "").lower()
    if which == "last" or (not which and moment.past):
        return on_day(moment.now - timedelta(days=(today - wanted - 1) % 7 + 1))
    if which == "next":
        return on_day(moment.now + timedelta(days=7 - today + wanted))
    return _next_weekday(wanted, moment)


def _next_weekday(wanted: int, moment: Moment) -> Resolved:
    """The next one after today; ``wanted`` counts from Monday, 0."""
    return on_day(moment.now + timedelta(days=(wanted - moment.now.weekday() - 1) % 7 + 1))


def month_day(match: re.Match[str], moment: Moment) -> Resolved:
    month = MONTHS.index(match["month"].lower()) + 1
    return _date(moment, month, number_value(match["day"]), match["year"])


def slashes(match: re.Match[str], moment: Moment) -> Resolved:
    """Month first, as is written in the United States."""
    return _date(moment, int(match["month"]), int(match["day"]), match["year"])


def _date(moment: Moment, month: int, day: int, year: str | None) -> Resolved:
    """Without a year the next such day; the nearest if the text tells of what has been, for what
    was booked may be still to come."""
    this = moment.now.year
    years = [int(year) + (2000 if len(year) == 2 else 0)] if year else range(this - 1, this + 9)
    days = [
        moment.now.replace(year=candidate, month=month, day=day)
        for candidate in years
        if candidate >= MINYEAR and 1 <= month <= 12 and 1 <= day <= monthrange(candidate, month)[1]
    ]
    if year:
        return on_day(days[0]) if days else None
    if moment.past:
        days.sort(key=lambda found: abs(found - moment.now))
    return next((on_day(found) for found in days if moment.past or found >= moment.now), None)


def day_of_month(match: re.Match[str], moment: Moment) -> Resolved:
    """ "The fifteenth": of this month or, when that is over, of the next one that has it."""
    day = number_value(match["day"])
    year, month = moment.now.year, moment.now.month
    for _ in range(3):
        if day <= monthrange(year, month)[1]:
            found = moment.now.replace(year=year, month=month, day=day)
            if found >= moment.now:
                return on_day(found)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return None


def ahead(match: re.Match[str], moment: Moment) -> Resolved:
    """ "In two days" is a day, "within two days" all the time until then. Of "three to five days"
    the longer counts."""
    count = number_value(match["most"] or match["count"])
    unit = match["unit"].lower().rstrip("s")
    business = bool(match["business"]) and unit == "day"
    last = after(moment.now, count, unit, business=business)
    if match["how"].lower() == "in" and not match["most"] and unit == "day":
        return on_day(last)
    return _until(last, unit, moment)


def duration(match: re.Match[str], moment: Moment) -> Resolved:
    """ "Takes three to five business days"."""
    unit = match["unit"].lower().rstrip("s")
    business = bool(match["business"]) and unit == "day"
    last = after(moment.now, number_value(match["most"]), unit, business=business)
    return _until(last, unit, moment)


def _until(last: datetime, unit: str, moment: Moment) -> Resolved:
    """From now on: of minutes and hours to the second, of all else in whole days."""
    if unit in _WITHIN_A_DAY:
        return "datetimerange", moment.now, last
    return "daterange", day_start(moment.now), day_end(last)


def ago(match: re.Match[str], moment: Moment) -> Resolved:
    unit = match["unit"].lower().rstrip("s")
    then = after(moment.now, -number_value(match["count"]), unit, business=False)
    if unit in _WITHIN_A_DAY:
        return "datetime", then, then
    return on_day(then)


def period(match: re.Match[str], moment: Moment) -> Resolved:
    """ "Next week", "this month", "last year"; weeks begin on Monday. "The weekend" is this one."""
    if match["the"]:
        return whole("weekend", moment.now, 0)
    step = {"next": 1, "last": -1, "this": 0, "coming": 1}[match["which"].lower()]
    return whole(match["unit"].lower(), moment.now, step)


def end_of(match: re.Match[str], moment: Moment) -> Resolved:
    """The last day of the period, that of a week being Sunday."""
    step = 1 if (match["which"] or "").lower() == "next" else 0
    period = whole(match["unit"].lower(), moment.now, step)
    return on_day(period[2]) if period else None


def or_two(match: re.Match[str], moment: Moment) -> Resolved:
    """ "In a week or two": two at most."""
    unit = match["unit"].lower()
    last = after(moment.now, 2, unit, business=False)
    return _until(last, unit, moment)


def close_of_day(match: re.Match[str], moment: Moment) -> Resolved:
    if match["weekday"]:
        wanted = WEEKDAYS.index(match["weekday"].lower())
        return _next_weekday(wanted, moment)
    return on_day(moment.now + timedelta(days=int(match.group().lower().endswith("tomorrow"))))


def next_hour(match: re.Match[str], moment: Moment) -> Resolved:
    hours = 0.5 if "half" in match.group().lower() else 1
    return "datetimerange", moment.now, moment.now + timedelta(hours=hours)
