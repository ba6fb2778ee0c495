"""Days and spans of days: "tomorrow", "next Friday", "March 3rd", "within five business days"."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import MINYEAR, datetime, timedelta

from novapulse.language.content.temporal.expression import TimeKind, day_end, day_start
from novapulse.language.content.temporal.number_words import NUMBER, ORDINAL, number_value
from novapulse.language.content.temporal.periods import Resolved, after, on_day, whole

_WEEKDAYS_TEXT = """\
monday tuesday wednesday thursday friday saturday sunday"""
_WEEKDAYS = tuple(_WEEKDAYS_TEXT.split())
_MONTHS_TEXT = """\
january february march april may june july august september october november december"""
_MONTHS = tuple(_MONTHS_TEXT.split())
_WEEKDAY = "|".join(_WEEKDAYS)
_MONTH = "|".join(_MONTHS)
_DAY_NUMBER = rf"(?:{ORDINAL}|\d{{1,2}})(?![\w.:%]*\d)"
_UNIT = r"(?:minute|hour|day|week|fortnight|month|year)s?"
_BEFORE = r"(?<![\w'’$€£.-])"
_AFTER = r"(?![\w'’-])"


@dataclass(frozen=True)
class Moment:
    """What is known of when a text was said: ``past`` if it tells of what has been."""

    now: datetime
    past: bool = False


@dataclass(frozen=True)
class Span:
    """Characters ``start`` to ``end``, and the seconds that they mean."""

    start: int
    end: int
    kind: TimeKind
    begins: datetime
    ends: datetime


Resolver = Callable[[re.Match[str], Moment], Resolved]


def _named(match: re.Match[str], moment: Moment) -> Resolved:
    said = match.group().lower()
    steps = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
    if "before" in said:
        return on_day(moment.now - timedelta(days=2))
    if "after" in said:
        return on_day(moment.now + timedelta(days=2))
    return on_day(moment.now + timedelta(days=steps[said]))


def _weekday(match: re.Match[str], moment: Moment) -> Resolved:
    """ "Friday" is the next one after the day of the call, "next Friday" that of the week after
    this one (weeks begin on Monday), "last Friday" the one before."""
    wanted = _WEEKDAYS.index(match["weekday"].lower())
    today = moment.now.weekday()
    which = (match["which"] or "").lower()
    if which == "last" or (not which and moment.past):
        return on_day(moment.now - timedelta(days=(today - wanted - 1) % 7 + 1))
    if which == "next":
        return on_day(moment.now + timedelta(days=7 - today + wanted))
    return on_day(moment.now + timedelta(days=(wanted - today - 1) % 7 + 1))


def _month_day(match: re.Match[str], moment: Moment) -> Resolved:
    month = _MONTHS.index(match["month"].lower()) + 1
    return _date(moment, month, number_value(match["day"]), match["year"])


def _slashes(match: re.Match[str], moment: Moment) -> Resolved:
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


def _day_of_month(match: re.Match[str], moment: Moment) -> Resolved:
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


def _ahead(match: re.Match[str], moment: Moment) -> Resolved:
    """ "In two days" is a day, "within two days" all the time until then. Of "three to five days"
    the longer counts."""
    count = number_value(match["most"] or match["count"])
    unit = match["unit"].lower().rstrip("s")
    business = bool(match["business"]) and unit == "day"
    last = after(moment.now, count, unit, business=business)
    if unit in ("minute", "hour"):
        return "datetimerange", moment.now, last
    if match["how"].lower() == "in" and not match["most"] and unit == "day":
        return on_day(last)
    return "daterange", day_start(moment.now), day_end(last)


def _duration(match: re.Match[str], moment: Moment) -> Resolved:
    """ "Takes three to five business days"."""
    unit = match["unit"].lower().rstrip("s")
    business = bool(match["business"]) and unit == "day"
    last = after(moment.now, number_value(match["most"]), unit, business=business)
    if unit in ("minute", "hour"):
        return "datetimerange", moment.now, last
    return "daterange", day_start(moment.now), day_end(last)


def _ago(match: re.Match[str], moment: Moment) -> Resolved:
    unit = match["unit"].lower().rstrip("s")
    then = after(moment.now, -number_value(match["count"]), unit, business=False)
    if unit in ("minute", "hour"):
        return "datetime", then, then
    return on_day(then)


def _period(match: re.Match[str], moment: Moment) -> Resolved:
    """ "Next week", "this month", "last year"; weeks begin on Monday. "The weekend" is this one."""
    if match["the"]:
        return whole("weekend", moment.now, 0)
    step = {"next": 1, "last": -1, "this": 0, "coming": 1}[match["which"].lower()]
    return whole(match["unit"].lower(), moment.now, step)


def _end_of(match: re.Match[str], moment: Moment) -> Resolved:
    """The last day of the period, that of a week being Sunday."""
    step = 1 if (match["which"] or "").lower() == "next" else 0
    period = whole(match["unit"].lower(), moment.now, step)
    return on_day(period[2]) if period else None


def _or_two(match: re.Match[str], moment: Moment) -> Resolved:
    """ "In a week or two": two at most."""
    unit = match["unit"].lower()
    last = after(moment.now, 2, unit, business=False)
    if unit == "hour":
        return "datetimerange", moment.now, last
    return "daterange", day_start(moment.now), day_end(last)


def _close_of_day(match: re.Match[str], moment: Moment) -> Resolved:
    if match["weekday"]:
        wanted = _WEEKDAYS.index(match["weekday"].lower())
        return on_day(moment.now + timedelta(days=(wanted - moment.now.weekday() - 1) % 7 + 1))
    return on_day(moment.now + timedelta(days=int(match.group().lower().endswith("tomorrow"))))


def _next_hour(match: re.Match[str], moment: Moment) -> Resolved:
    hours = 0.5 if "half" in match.group().lower() else 1
    return "datetimerange", moment.now, moment.now + timedelta(hours=hours)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_BEFORE + "(?:" + pattern + ")" + _AFTER, re.IGNORECASE)


_YEAR = r"(?:,? (?P<year>20\d\d|19\d\d))?"
_RULES: tuple[tuple[re.Pattern[str], Resolver], ...] = (
    (_compiled(r"(?:the )?day (?:after tomorrow|before yesterday)"), _named),
    (_compiled(r"today|tonight|tomorrow|yesterday"), _named),
    (
        _compiled(rf"(?:(?P<which>this coming|this|next|last|coming) )?(?P<weekday>{_WEEKDAY})"),
        _weekday,
    ),
    (_compiled(rf"(?P<month>{_MONTH}) (?:the )?(?P<day>{_DAY_NUMBER}){_YEAR}"), _month_day),
    (_compiled(rf"(?:the )?(?P<day>{_DAY_NUMBER}) (?:of )?(?P<month>{_MONTH}){_YEAR}"), _month_day),
    (_compiled(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>\d{4}|\d\d))?"), _slashes),
    (_compiled(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"), _slashes),
    (
        _compiled(
            rf"(?P<how>within|in)(?: (?:the|about|around|roughly|another|like|maybe|up to))?"
            rf"(?: next)? (?P<count>{NUMBER})(?:(?: to | or |-| - )(?P<most>{NUMBER}))?"
            rf"(?P<business> (?:business|working))? (?P<unit>{_UNIT})(?:['’] time)?"
        ),
        _ahead,
    ),
    (
        _compiled(
            rf"{NUMBER}(?: to | or |-| - )(?P<most>{NUMBER})(?P<business> (?:business|working))?"
            rf" (?P<unit>{_UNIT})"
        ),
        _duration,
    ),
    (_compiled(rf"(?P<count>{NUMBER}) (?P<unit>{_UNIT}) ago"), _ago),
    (
        _compiled(
            r"(?:the )?end of (?:(?P<which>the|this|next) )?"
            r"(?P<unit>business day|day|week|month|year)"
        ),
        _end_of,
    ),
    (
        _compiled(
            r"(?P<which>this|next|last|coming) (?P<unit>business day|week|weekend|month|year)"
            r"|(?P<the>the) weekend"
        ),
        _period,
    ),
    (_compiled(r"(?:in|within) an? (?P<unit>hour|day|week|month) or (?:two|so)"), _or_two),
    (
        _compiled(
            rf"(?:close of (?:play|business)|end of (?:play|business|day))(?: on)?"
            rf" (?:(?P<weekday>{_WEEKDAY})|today|tomorrow)"
        ),
        _close_of_day,
    ),
    (
        _compiled(r"within (?:the|this|an) (?:next )?(?:half )?(?:an )?hour|in the next hour"),
        _next_hour,
    ),
    (
        re.compile(
            rf"(?:(?<=\bby )|(?<=\bon )|(?<=\buntil ))the (?P<day>{ORDINAL})(?! \w*(?:floor|time"
            r"|one|street|avenue|line|page|row))" + _AFTER,
            re.IGNORECASE,
        ),
        _day_of_month,
    ),
)


def day_spans(text: str, moment: Moment) -> Iterator[Span]:
    """Every match of every rule; they may overlap."""
    for pattern, resolve in _RULES:
        for match in pattern.finditer(text):
            resolved = resolve(match, moment)
            if resolved:
                yield Span(match.start(), match.end(), *resolved)
