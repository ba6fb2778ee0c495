"""Days and spans of days: "tomorrow", "next Friday", "March 3rd", "within five business days"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from novapulse.language.content.temporal import resolvers
from novapulse.language.content.temporal.expression import TimeKind
from novapulse.language.content.temporal.number_words import NUMBER, ORDINAL
from novapulse.language.content.temporal.periods import Resolved
from novapulse.language.content.temporal.resolvers import Moment

_WEEKDAY = "|".join(resolvers.WEEKDAYS)
_MONTH = "|".join(resolvers.MONTHS)
_DAY_NUMBER = rf"(?:{ORDINAL}|\d{{1,2}})(?![\w.:%]*\d)"
_YEAR = r"(?:,? (?P<year>20\d\d|19\d\d))?"
_UNIT = r"(?:minute|hour|day|week|fortnight|month|year)s?"
_BEFORE = r"(?<![\w'’$€£.-])"
_AFTER = r"(?![\w'’-])"


@dataclass(frozen=True)
class Span:
    """Characters ``start`` to ``end``, and the seconds that they mean."""

    start: int
    end: int
    kind: TimeKind
    begins: datetime
    ends: datetime


Resolver = Callable[[re.Match[str], Moment], Resolved]


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_BEFORE + "(?:" + pattern + ")" + _AFTER, re.IGNORECASE)


_RULES: tuple[tuple[re.Pattern[str], Resolver], ...] = (
    (_compiled(r"(?:the )?day (?:after tomorrow|before yesterday)"), resolvers.named),
    (_compiled(r"today|tonight|tomorrow|yesterday"), resolvers.named),
    (
        _compiled(rf"(?:(?P<which>this coming|this|next|last|coming) )?(?P<weekday>{_WEEKDAY})"),
        resolvers.weekday,
    ),
    (
        _compiled(rf"(?P<month>{_MONTH}) (?:the )?(?P<day>{_DAY_NUMBER}){_YEAR}"),
        resolvers.month_day,
    ),
    (
        _compiled(rf"(?:the )?(?P<day>{_DAY_NUMBER}) (?:of )?(?P<month>{_MONTH}){_YEAR}"),
        resolvers.month_day,
    ),
    (
        _compiled(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>\d{4}|\d\d))?"),
        resolvers.slashes,
    ),
    (_compiled(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"), resolvers.slashes),
    (
        _compiled(
            rf"(?P<how>within|in)(?: (?:the|about|around|roughly|another|like|maybe|up to))?"
            rf"(?: next)? (?P<count>{NUMBER})(?:(?: to | or |-| - )(?P<most>{NUMBER}))?"
            rf"(?P<business> (?:business|working))? (?P<unit>{_UNIT})(?:['’] time)?"
        ),
        resolvers.ahead,
    ),
    (
        _compiled(
            rf"{NUMBER}(?: to | or |-| - )(?P<most>{NUMBER})(?P<business> (?:business|working))?"
            rf" (?P<unit>{_UNIT})"
        ),
        resolvers.duration,
    ),
    (_compiled(rf"(?P<count>{NUMBER}) (?P<unit>{_UNIT}) ago"), resolvers.ago),
    (
        _compiled(
            r"(?:the )?end of (?:(?P<which>the|this|next) )?"
            r"(?P<unit>business day|day|week|month|year)"
        ),
        resolvers.end_of,
    ),
    (
        _compiled(
            r"(?P<which>this|next|last|coming) (?P<unit>business day|week|weekend|month|year)"
            r"|(?P<the>the) weekend"
        ),
        resolvers.period,
    ),
    (_compiled(r"(?:in|within) an? (?P<unit>hour|day|week|month) or (?:two|so)"), resolvers.or_two),
    (
        _compiled(
            rf"(?:close of (?:play|business)|end of (?:play|business|day))(?: on)?"
            rf" (?:(?P<weekday>{_WEEKDAY})|today|tomorrow)"
        ),
        resolvers.close_of_day,
    ),
    (
        _compiled(r"within (?:the|this|an) (?:next )?(?:half )?(?:an )?hour|in the next hour"),
        resolvers.next_hour,
    ),
    (
        re.compile(
            rf"(?:(?<=\bby )|(?<=\bon )|(?<=\buntil ))the (?P<day>{ORDINAL})(?! \w*(?:floor|time"
            r"|one|street|avenue|line|page|row))" + _AFTER,
            re.IGNORECASE,
        ),
        resolvers.day_of_month,
    ),
)


def day_spans(text: str, moment: Moment) -> Iterator[Span]:
    """Every match of every rule; they may overlap."""
    for pattern, resolve in _RULES:
        for match in pattern.finditer(text):
            resolved = resolve(match, moment)
            if resolved:
                yield Span(match.start(), match.end(), *resolved)
