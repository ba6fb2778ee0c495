"""Dates, written or spoken, where the talk is of a birth or a card's expiry."""

import re
from collections.abc import Iterator

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.context import Context
from novapulse.language.pii.spoken_numbers import TEENS, TENS, UNITS
from novapulse.language.pii.topics import KIND_OF, Topic

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
_ORDINAL = (
    r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    r"|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth"
    r"|nineteenth|twentieth|thirtieth"
)
_NUMBER = "(?:" + "|".join([*UNITS, *TEENS, *TENS, "oh", "hundred", "and"]) + ")"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\b|{_ORDINAL}|{_NUMBER}(?:[ -]{_NUMBER})?\b)"
_YEAR = (
    rf"(?:\d{{4}}|['’]?\d{{2}}\b|(?:nineteen|twenty|two thousand)\b(?:[ -]{_NUMBER}\b){{0,3}}"
    rf"|{_NUMBER}(?:[ -]{_NUMBER}){{0,2}}\b)"
)
_DATE = re.compile(
    rf"\b{_MONTH}\s+(?:the\s+)?{_DAY}(?:\s*,?\s*(?:of\s+|in\s+)?{_YEAR})?"
    rf"|\b(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?:\s*,?\s*{_YEAR})?"
    rf"|\b{_MONTH}\s*,?\s*(?:of\s+)?{_YEAR}"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b|\b\d{4}-\d{2}-\d{2}\b",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"^\W*(?:(?:uh|um|the|of|in|and|it['’]s|yes|yeah)\W+)*(?P<part>(?:{_MONTH}|{_DAY}|{_YEAR})"
    rf"(?:\W+(?:{_DAY}|{_YEAR}))*)\W*$",
    re.IGNORECASE,
)
"""A turn that is nothing but a part of a date."""
_MOST_PART_CHARACTERS = 60
_PERSONAL = frozenset({Topic.BIRTH, Topic.EXPIRY})


def date_spans(text: str, context: Context) -> Iterator[Span]:
    """Dates of birth and of expiry; all other dates stay."""
    for match in _DATE.finditer(text):
        topics = context.topics(text, *match.span())
        topic = next((t for t in topics if t in _PERSONAL), None)
        if topic is not None:
            kind: PiiKind = KIND_OF[topic]
            yield Span(match.start(), match.end(), kind, 0.9)
    if Topic.BIRTH in context.asked and len(text) <= _MOST_PART_CHARACTERS:
        part = _PART.match(text)
        if part is not None:
            yield Span(*part.span("part"), PiiKind.DATE_OF_BIRTH, 0.8)
