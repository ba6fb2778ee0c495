"""Times of day: "at 3 pm", "9:30", "noon", "in the afternoon", "between 8 am and noon"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from novapulse.language.content.temporal.number_words import NUMBER, number_value

PARTS = {
    "morning": (time(6), time(12)),
    "afternoon": (time(12), time(18)),
    "evening": (time(17), time(22)),
    "night": (time(18), time(23, 59, 59)),
    "lunchtime": (time(12), time(14)),
}
"""By everyday use, no standard. The last moment is what matters for something due."""
_HALVES = r"(?P<half{n}>a\.?\s?m\b\.?|p\.?\s?m\b\.?)"
_POINT = (
    r"(?:(?P<word{n}>noon|midday|midnight)|(?P<hour{n}>\d{{1,2}})(?::(?P<minute{n}>\d\d))"
    r"(?:\s?" + _HALVES + r")?|(?P<spoken{n}>" + NUMBER.replace("{", "{{").replace("}", "}}") + r")"
    r"(?:\s?" + _HALVES.replace("half{n}", "half{n}b") + r"|(?P<clock{n}>\s?o['’]clock)))"
)
_EDGE = r"(?<![\w'’$€£:./-]){}(?![\w'’%:])"
_CLOCK = re.compile(_EDGE.format(_POINT.format(n="")), re.IGNORECASE)
_BARE = re.compile(
    r"(?:(?<=\bat )|(?<=\bby )|(?<=\bbefore )|(?<=\buntil ))"
    r"(?P<spoken>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?=[.,?!]|$| (?:today|tomorrow|tonight|on|and|sharp|in the|okay|if)\b)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\b(?:between|from)\s+"
    + _POINT.format(n="1")
    + r"\s+(?:and|to|until|till)\s+"
    + _POINT.format(n="2")
    + r"(?![\w'’%:])",
    re.IGNORECASE,
)
_HOUR = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_BETWEEN_HOURS = re.compile(
    rf"\bbetween (?P<spoken1>{_HOUR}) and (?P<spoken2>{_HOUR})"
    r"(?=[.,?!]|$| (?:on|tomorrow|today|in)\b)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:(?P<this>this|in the|the|early|late) ){0,3}(?P<part>morning|afternoon|evening|night"
    r"|lunchtime)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(r"\b(?:good|every|each|all|last) $", re.IGNORECASE)
DAYLIGHT = range(1, 7)
"""Hours that without am or pm mean the afternoon: nobody arranges to meet at three at night."""


@dataclass(frozen=True)
class ClockSpan:
    """Characters ``start`` to ``end``. ``begins`` equals ``ends`` for a point. ``today``: the words
    say so ("this afternoon")."""

    start: int
    end: int
    begins: time
    ends: time
    today: bool = False


def clock_spans(text: str) -> Iterator[ClockSpan]:
    """Every match of every rule; they may overlap."""
    yield from _said_with_marks(text)
    for match in _BARE.finditer(text):
        hour = number_value(match["spoken"])
        if 1 <= hour <= 12:
            point = time(hour + 12 if hour in DAYLIGHT else hour)
            yield ClockSpan(*match.span(), point, point)
    for match in _PART.finditer(text):
        if not _GREETING.search(text[: match.start()]):
            begins, ends = PARTS[match["part"].lower()]
            today = (match["this"] or "").lower() == "this"
            yield ClockSpan(*match.span(), begins, ends, today)


def _said_with_marks(text: str) -> Iterator[ClockSpan]:
    for match in (*_BETWEEN.finditer(text), *_BETWEEN_HOURS.finditer(text)):
        first, last = _time(match, "1"), _time(match, "2")
        if first and last and first < last:
            yield ClockSpan(*match.span(), first, last)
    for match in _CLOCK.finditer(text):
        point = _time(match, "")
        if point:
            yield ClockSpan(*match.span(), point, point)


def _time(match: re.Match[str], n: str) -> time | None:
    found = match.groupdict()
    word = found.get(f"word{n}")
    if word:
        return time(23, 59, 59) if word.lower() == "midnight" else time(12)
    said = found.get(f"hour{n}") or found.get(f"spoken{n}") or ""
    hour, minute = number_value(said), int(found.get(f"minute{n}") or 0)
    half = (found.get(f"half{n}") or found.get(f"half{n}b") or "").lower()[:1]
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    if half:
        return time(hour % 12 + (12 if half == "p" else 0), minute)
    return time(hour + 12 if hour in DAYLIGHT else hour, minute)
