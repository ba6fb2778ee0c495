"""Dates, written or spoken, where the talk is of a birth or a card's expiry, and dates that are
too long ago to be anything but a birth."""

import re
from collections.abc import Iterator

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.cardinals import ORDINALS, TEENS, TENS, UNITS
from novapulse.language.pii.context import Context
from novapulse.language.pii.own_topic import own_topic
from novapulse.language.pii.spoken_numbers import digit_runs
from novapulse.language.pii.topics import KIND_OF, Topic

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
_ORDINAL = rf"(?:(?:(?:twenty|thirty)[ -])?(?:{'|'.join(ORDINALS)}|thirtieth)\b)"
_NUMBER = "(?:" + "|".join([*reversed(UNITS), *TEENS, *TENS, "oh", "hundred", "thousand"]) + r")\b"
_DIGITS = r"(?:['’]?\d{1,4}(?:st|nd|rd|th)?\b)"
_HEARD = r"(?:too?|for|ate|won|tea|teen|tend|tree)\b"
"""What recognisers make of the numbers of a date."""
_SLIP = r"(?:(?:uh|um|no|sorry|wait|i mean)\b,?\s+)"
_JOINT = (
    r"(?:\s*[,/.-]\s*|\s+)(?:(?:of|the|in|slash|dash|(?<=thousand )and)\b\s+)*"
    rf"{_SLIP}*(?:(?:of|the)\b\s+)*"
)
_PART = rf"(?:{_MONTH}|{_ORDINAL}|{_NUMBER}|{_DIGITS}|{_HEARD})"
_STRONG_PART = rf"(?:{_MONTH}|{_ORDINAL}|{_NUMBER}|{_DIGITS})"
_SEQUENCE = re.compile(
    rf"\b(?:the\s+)?(?:{_STRONG_PART}|tend|ate|won)(?:{_JOINT}{_PART})*", re.IGNORECASE
)
_HOLIDAY = re.compile(
    r"\b(?:(?:christmas|boxing|new year['’]?s|(?:st\.? |saint )?valentine['’]?s|independence|labor"
    r"|(?:st\.? |saint )?patrick['’]?s)(?: day| eve)?|halloween|hogmanay)"
    rf"(?:,?\s+(?:of\s+|in\s+)?{_STRONG_PART}(?:{_JOINT}{_STRONG_PART})*)?",
    re.IGNORECASE,
)
_MARKED = re.compile(rf"{_MONTH}|{_ORDINAL}", re.IGNORECASE)
_MONTHS = re.compile(_MONTH, re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+$", re.IGNORECASE)
_COUNTED = re.compile(rf"{_NUMBER}|\d+|{_ORDINAL}", re.IGNORECASE)
_WRITTEN = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}")
_SPOKEN_OLD_YEAR = (
    r"(?:nineteen[ -](?:oh|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b.*)"
)
_LONG_AGO = re.compile(
    rf"(?:{_SPOKEN_OLD_YEAR}|.*(?<!\d)(?:19\d\d|['’][3-9]\d)(?!\d).*|.*\b{_SPOKEN_OLD_YEAR})",
    re.IGNORECASE,
)
_ORDINALS_TWICE = re.compile(rf"^(?:the\s+)?{_ORDINAL}\s+of\s+(?:the\s+)?{_ORDINAL}", re.IGNORECASE)
_DAY = re.compile(rf"\b{_ORDINAL}|\d(?:st|nd|rd|th)\b", re.IGNORECASE)
"""No card runs out on a day."""
_MONTHS_OF_YEAR = 12
_PERSONAL = frozenset({Topic.BIRTH, Topic.EXPIRY})
_DATE_DIGITS = range(3, 9)
_READ_BACK_NUMBERS = 2
""" "So march twenty thirty": who asked for the date says it again; a lone day is another date."""
_FEWEST_NUMBERS = 3
"""A date without a month or an ordinal: "five, twenty-three, twenty eighteen"."""


def is_written_date(text: str) -> bool:
    parts = [int(part) for part in re.findall(r"\d+", text)]
    return bool(_WRITTEN.fullmatch(text)) and min(parts[:2]) <= _MONTHS_OF_YEAR


def date_spans(text: str, context: Context) -> Iterator[Span]:
    """Dates of birth and of expiry; all other dates stay."""
    for pattern in (_SEQUENCE, _HOLIDAY):
        for match in pattern.finditer(text):
            kind = _kind(text, match, context)
            if kind is not None:
                yield Span(match.start(), match.end(), kind, 0.9)


def _kind(text: str, match: re.Match[str], context: Context) -> PiiKind | None:
    said = match.group()
    topics = context.topics(text, *match.span())
    topic = next((t for t in topics if t in _PERSONAL), None)
    harmless = Topic.OTHER in topics[:1] or Topic.AMOUNT in topics[:1]
    if harmless or _WEEKDAY.search(text[: match.start()]):
        return None
    numbers = len(_COUNTED.findall(said))
    marked = bool(_MONTHS.search(said)) or (bool(_MARKED.search(said)) and numbers > 1)
    if topic is None:
        written = bool(_WRITTEN.search(said))
        whole = (written or (marked and numbers > 1)) and _LONG_AGO.fullmatch(said)
        return PiiKind.DATE_OF_BIRTH if whole or _birth_in_ordinals(said) else None
    spoken = sum(map(len, digit_runs(said))) in _DATE_DIGITS and numbers >= _FEWEST_NUMBERS
    birth = topic is Topic.BIRTH and (spoken or match.re is _HOLIDAY)
    if topic is Topic.EXPIRY and _DAY.search(said) and not _fills(text, match):
        return None
    if context.carried is topic and topic not in context.asked and numbers < _READ_BACK_NUMBERS:
        return None
    own = numbers > 1 or bool(_MONTHS.search(said)) or own_topic(text, *match.span())
    dated = _WRITTEN.search(said) or (marked and numbers and own) or birth or _fills(text, match)
    return KIND_OF[topic] if dated else None


def _birth_in_ordinals(said: str) -> bool:
    """ "Third of the third seventy three"."""
    ordinals = _ORDINALS_TWICE.match(said)
    return bool(ordinals) and len(said) > len(ordinals.group()) if ordinals else False


_AROUND = re.compile(
    r"\W*(?:(?:uh|um|the|of|in|and|it['’]?s|its|is|yes|yeah|okay|so|that['’]?s|month|year)\W+)*",
    re.IGNORECASE,
)


def _fills(text: str, match: re.Match[str]) -> bool:
    """The turn says nothing else."""
    before, after = text[: match.start()], text[match.end() :]
    return bool(_AROUND.fullmatch(before)) and not re.search(r"\w", after)
