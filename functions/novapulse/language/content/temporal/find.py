"""All expressions of time in a text: days and times of day, put together where they belong so."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from novapulse.domain.letters import plain_letters
from novapulse.language.content.occupied import Occupied
from novapulse.language.content.temporal.clock import ClockSpan, clock_spans
from novapulse.language.content.temporal.days import Span, day_spans
from novapulse.language.content.temporal.expression import TimeExpression, TimeKind
from novapulse.language.content.temporal.resolvers import Moment

_JOINED = re.compile(
    r"^,?\s*(?:(?:at|by|around|about|before|in the|on|of|sometime)\s+)*$", re.IGNORECASE
)
"""What stands between a day and a time of that day."""
_FARTHEST = 24
"""Characters between a day and a time of that day."""
_PAST = re.compile(
    r"\b(?:was|were|did|didn['’]?t|had|fell|got|came|went|bought|lost|broke|sent|told|said|paid"
    r"|happened|called|received|returned|ordered|booked|spoke|stopped|started|tried|since)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|shall|going to|gonna|please|by|can|could|would|should|let['’]s|need|want|next"
    r"|tomorrow|within)\b|['’]ll\b",
    re.IGNORECASE,
)


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_S = TypeVar("_S", bound=_Placed)


def time_expressions(text: str, now: datetime) -> list[TimeExpression]:
    """In order, none overlapping. ``now`` is the moment of speaking with its time zone; all that is
    found is in that zone. A weekday without more is the next one, or the last one in a text
    that tells of what has been."""
    past = bool(_PAST.search(text)) and not _FUTURE.search(text)
    taken, plain = Occupied(), plain_letters(text)
    days = _longest(day_spans(plain, Moment(now, past)), taken)
    clocks = _longest(clock_spans(plain), taken)
    return sorted(_joined(text, days, clocks, now), key=lambda found: found.start)


def _longest(spans: Iterator[_S], taken: Occupied) -> list[_S]:
    """The longest of those that overlap, in order; none where ``taken`` has something."""
    longest_first = sorted(spans, key=lambda s: (s.start - s.end, s.start))
    chosen = [span for span in longest_first if taken.take(span.start, span.end)]
    return sorted(chosen, key=lambda s: s.start)


def _joined(
    text: str, days: Sequence[Span], clocks: Sequence[ClockSpan], now: datetime
) -> Iterator[TimeExpression]:
    starts = [clock.start for clock in clocks]
    used: set[int] = set()
    for day in days:
        place = bisect_right(starts, day.start)
        beside = [n for n in (place - 1, place) if 0 <= n < len(clocks) and n not in used]
        joined = [n for n in beside if day.kind == "date" and _belongs(text, day, clocks[n])]
        if joined:
            used.add(joined[-1])
            yield _at(text, day, clocks[joined[-1]])
        else:
            yield _made(text, (day.start, day.end), day.kind, (day.begins, day.ends))
    for n, clock in enumerate(clocks):
        if n not in used:
            yield _alone(text, clock, now)


def _belongs(text: str, day: Span, clock: ClockSpan) -> bool:
    first_end, second_start = min(day.end, clock.end), max(day.start, clock.start)
    if second_start - first_end > _FARTHEST:
        return False
    return first_end <= second_start and bool(_JOINED.match(text[first_end:second_start]))


def _at(text: str, day: Span, clock: ClockSpan) -> TimeExpression:
    tonight = text[day.start : day.end].lower() == "tonight"
    start, end = min(day.start, clock.start), max(day.end, clock.end)
    begins = datetime.combine(day.begins.date(), clock.begins, day.begins.tzinfo)
    ends = datetime.combine(day.begins.date(), clock.ends, day.begins.tzinfo)
    if tonight and begins.hour < 12:
        begins, ends = begins + timedelta(hours=12), ends + timedelta(hours=12)
    kind: TimeKind = "datetime" if clock.begins == clock.ends else "datetimerange"
    return _made(text, (start, end), kind, (begins, ends))


def _alone(text: str, clock: ClockSpan, now: datetime) -> TimeExpression:
    """A time without a day: today's, or tomorrow's when that is over."""
    begins = datetime.combine(now.date(), clock.begins, now.tzinfo)
    ends = datetime.combine(now.date(), clock.ends, now.tzinfo)
    if clock.today:
        return _made(text, (clock.start, clock.end), "datetimerange", (begins, ends))
    if ends <= now:
        begins, ends = begins + timedelta(days=1), ends + timedelta(days=1)
    return _made(text, (clock.start, clock.end), "timerange", (begins, ends))


def _made(
    text: str, place: tuple[int, int], kind: TimeKind, bounds: tuple[datetime, datetime]
) -> TimeExpression:
    start, end = place
    said = text[start:end]
    lead = len(said) - len(said.lstrip())
    return TimeExpression(start + lead, end, said.strip(), kind, *bounds)
