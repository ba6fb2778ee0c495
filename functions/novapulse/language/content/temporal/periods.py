"""Arithmetic of days: whole periods, and so many units on from a day."""

from calendar import monthrange
from datetime import datetime, timedelta

from novapulse.language.content.temporal.expression import TimeKind, day_end, day_start

SATURDAY = 5
Resolved = tuple[TimeKind, datetime, datetime] | None


def on_day(day: datetime) -> Resolved:
    return "date", day_start(day), day_end(day)


def whole(unit: str, now: datetime, step: int) -> Resolved:
    if unit in ("day", "business day"):
        return on_day(after(now, step, "day", business=unit != "day" and step > 0))
    if unit == "weekend":
        first = now + timedelta(days=SATURDAY - now.weekday() + 7 * step)
        return "daterange", day_start(first), day_end(first + timedelta(days=1))
    if unit == "week":
        first = now + timedelta(days=7 * step - now.weekday())
        return "daterange", day_start(first), day_end(first + timedelta(days=6))
    if unit == "month":
        first = months_on(now.replace(day=1), step)
        last = first.replace(day=monthrange(first.year, first.month)[1])
        return "daterange", day_start(first), day_end(last)
    year = now.year + step
    first, last = now.replace(year=year, month=1, day=1), now.replace(year=year, month=12, day=31)
    return "daterange", day_start(first), day_end(last)


def after(now: datetime, count: int, unit: str, *, business: bool) -> datetime:
    if business:
        return business_days_on(now, count)
    if unit in ("month", "year"):
        return months_on(now, count * (12 if unit == "year" else 1))
    if unit == "fortnight":
        return now + timedelta(weeks=2 * count)
    return now + timedelta(**{unit + "s": count})


def business_days_on(now: datetime, count: int) -> datetime:
    """Monday to Friday; holidays are not known."""
    while count > 0:
        now += timedelta(days=1)
        count -= now.weekday() < SATURDAY
    return now


def months_on(now: datetime, months: int) -> datetime:
    year, month = divmod(now.year * 12 + now.month - 1 + months, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, monthrange(year, month + 1)[1]))
