"""One expression of time in a text, and how its bounds are written."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal

TimeKind = Literal["date", "datetime", "daterange", "datetimerange", "timerange"]


@dataclass(frozen=True)
class TimeExpression:
    """Characters ``start`` to ``end`` of a text. ``begins`` and ``ends`` are the first and the last
    second that the words allow, UTC. A ``timerange`` names no day: its bounds then carry the next
    day on which it still lies ahead."""

    start: int
    end: int
    text: str
    kind: TimeKind
    begins: datetime
    ends: datetime

    @property
    def value(self) -> str | None:
        """``2026-03-06``, ``2026-03-06 15:00:00``; None for ranges."""
        if self.kind == "date":
            return self.begins.strftime("%Y-%m-%d")
        return self.begins.strftime("%Y-%m-%d %H:%M:%S") if self.kind == "datetime" else None

    @property
    def bounds(self) -> tuple[str, str] | None:
        """First and last, in the form that fits the kind; None for what is no range."""
        form = {
            "daterange": "%Y-%m-%d",
            "datetimerange": "%Y-%m-%d %H:%M:%S",
            "timerange": "%H:%M:%S",
        }.get(self.kind)
        if form is None:
            return None
        return self.begins.strftime(form), self.ends.strftime(form)


def day_start(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time(), moment.tzinfo)


def day_end(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time(23, 59, 59), moment.tzinfo)
