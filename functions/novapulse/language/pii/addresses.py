"""Postal addresses: number, street and what follows; after a question for one, the whole answer."""

import re
from collections.abc import Iterator

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.cardinals import BELOW_TWENTY, TENS
from novapulse.language.pii.address_parts import (
    answer_end,
    city_start,
    parts_end,
    unit_start,
)
from novapulse.language.pii.context import Context
from novapulse.language.pii.pauses import pieces
from novapulse.language.pii.quantities import is_measure
from novapulse.language.pii.spoken_numbers import DigitRun, digit_runs
from novapulse.language.pii.street_words import (
    CLEAR_SUFFIX,
    FOREIGN_STREET,
    HOUSE,
    LOOSE_SUFFIX,
    NUMBERED_ROAD,
    UNIT,
)
from novapulse.language.pii.topics import Topic
from novapulse.language.pii.words import is_common

_BEFORE_SUFFIX = r"^\s?[A-Za-z]?\s*,?\s+(?:(?:um|uh)\b,?\s+)?(?P<name>(?:[\w'’.]+\s+){1,4}?)"
_AFTER_SUFFIX = r"\b\.?(?:\s+(?:[NSEW]{1,2}|north|south|east|west)\b)?"
_STREETS = tuple(
    re.compile(rf"{_BEFORE_SUFFIX}(?P<{name}>{suffix}){_AFTER_SUFFIX}", re.IGNORECASE)
    for name, suffix in (("clear", CLEAR_SUFFIX), ("loose", LOOSE_SUFFIX))
)
_ROAD = re.compile(
    rf"^\s+(?:{NUMBERED_ROAD}|(?:{FOREIGN_STREET})\s+(?:(?:de|del|la|le|des|du)\s+)*[A-Z]\w+)",
    re.IGNORECASE,
)
_RURAL = re.compile(r"\brural route\s+\w+,?\s+box\s+\w+", re.IGNORECASE)
_HOUSE = re.compile(
    rf"\b(?:[A-Z][\w'’]+ ){{1,3}}(?i:{HOUSE}),? (?:[A-Z][\w'’]+ ){{1,3}}(?i:{CLEAR_SUFFIX}|hill)\b"
)
_LISTED_PARTS = re.compile(
    rf"\b(?i:{UNIT}|house)\s+(?:(?i:number"
    rf"|no\.?)\s+)?\w+,(?:\s+[A-Z\d][\w'’]*(?:\s+[A-Z\d][\w'’]*)*"
    r",?){2,}"
)
""" "Flat number 304, Sai Residency, 14th Cross"."""
_STREET_ALONE = re.compile(
    rf"\W*(?:(?:uh|um|it['’]?s|on|at|yes|yeah|the|is|no|oh|well|so|actually)\b\W*)*"
    rf"(?P<street>(?:[a-z'’]+\s+){{1,3}}?(?:{CLEAR_SUFFIX}|{LOOSE_SUFFIX})"
    rf"(?:\s+(?:{CLEAR_SUFFIX}))?)\b",
    re.IGNORECASE,
)
UNIT_ANSWER = re.compile(
    r"\b(?:apartment|apt|unit|suite|flat)\s+(?:(?:number|no\.?)\s+)?"
    rf"(?:\d\w*|{'|'.join((*BELOW_TWENTY, *TENS))}|[a-z]\b)(?:[ -]\w{{1,5}}\b)?"
    r"(?:\s+[A-Za-z]\b(?!['’]))?",
    re.IGNORECASE,
)
_COMPASS = frozenset(["north", "south", "east", "west", "n", "s", "e", "w"])
_ORDINALS = frozenset(
    ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
)
_NO_NAMES = _COMPASS | _ORDINALS
"""Words of a street's name that say nothing against it: "west forty second street"."""
_AT = re.compile(r"\b(?:at|to|from|in|near|outside|address|is|of)\W+$", re.IGNORECASE)
_PO_BOX = re.compile(r"\bp\.?\s?o\.?\s*box\s+(?:number\s+)?", re.IGNORECASE)
_WORD = re.compile(r"[\w'’-]+")
_ORDINAL_TAIL = re.compile(
    r"-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b"
    rf"(?!\s+(?:\w+\s+)?(?:{CLEAR_SUFFIX}|place|floor|court|drive)\b)",
    re.IGNORECASE,
)
"""A day: "the twenty-first"."""
_ZIP_DIGITS = 5
_POSTAL_DIGITS = range(4, 10)


def address_spans(text: str, context: Context) -> Iterator[Span]:
    runs = digit_runs(text)
    yield from _numbered(text, runs, context)
    for box in _PO_BOX.finditer(text):
        number = next((r for r in runs if r.start - box.end() in range(2)), None)
        following = _WORD.match(text, box.end())
        end = number.end if number else following.end() if following else box.end()
        yield Span(box.start(), parts_end(text, end, runs), PiiKind.ADDRESS, 0.8)
    for pattern in (_RURAL, _HOUSE, _LISTED_PARTS):
        for match in pattern.finditer(text):
            end = parts_end(text, match.end(), runs)
            yield Span(match.start(), end, PiiKind.ADDRESS, 0.8)
    if Topic.ADDRESS in context.asked[-2:]:
        street = _STREET_ALONE.match(text)
        if street and not any(is_common(word) for word in _WORD.findall(street["street"])[:-1]):
            end = parts_end(text, street.end("street"), runs)
            yield Span(street.start("street"), end, PiiKind.ADDRESS, 0.7)
        for match in UNIT_ANSWER.finditer(text):
            yield Span(match.start(), match.end(), PiiKind.ADDRESS, 0.7)


def _numbered(text: str, runs: list[DigitRun], context: Context) -> Iterator[Span]:
    """Streets after their number, and cities before their postal code."""
    spanned = False
    for group in pieces(text, runs):
        run = group[-1]
        if is_measure(text, run) or _ORDINAL_TAIL.match(text, run.end):
            continue
        end = _numbered_end(text, run, runs, context)
        city = city_start(text, run.start)
        if end is not None:
            yield Span(unit_start(text, group[0].start), end, PiiKind.ADDRESS, 0.8)
            spanned = True
            continue
        if (
            spanned
            and _closes(text, run)
            and context.about(Topic.ADDRESS, text, run.start, run.end)
        ):
            yield Span(run.start, run.end, PiiKind.ADDRESS, 0.6)
            continue
        postal = len(run) in _POSTAL_DIGITS and city < run.start
        if postal and context.about(Topic.ADDRESS, text, run.start, run.end):
            yield Span(city, run.end, PiiKind.ADDRESS, 0.6)


def _closes(text: str, run: DigitRun) -> bool:
    """Five digits at the end of the turn: a postal code."""
    return len(run) == _ZIP_DIGITS and not _WORD.search(text, run.end)


def _numbered_end(text: str, run: DigitRun, runs: list[DigitRun], context: Context) -> int | None:
    """Where the address ends that begins with ``run``; None if none does."""
    asked = context.about(Topic.ADDRESS, text, run.start, run.end)
    road = _ROAD.match(text[run.end :])
    written = text[run.start].isdigit() or "via" not in text[run.end :].split()[:1]
    if road and written and len(run) <= max(_POSTAL_DIGITS):
        return parts_end(text, run.end + road.end(), runs)
    for pattern in _STREETS:
        street = pattern.match(text[run.end :])
        if street and _is_street(text, run, street, asked=asked):
            end = parts_end(text, run.end + street.end(), runs)
            return answer_end(text, end) if asked else end
    end = answer_end(text, run.end)
    if end == run.end or Topic.EMAIL in context.asked[-1:]:
        return None
    return parts_end(text, end, runs) if asked and _opens_answer(text, run) else None


def _is_street(text: str, run: DigitRun, street: re.Match[str], *, asked: bool) -> bool:
    said = _WORD.findall(street.group("name"))
    names = [w for w in said if w.lower() not in _NO_NAMES and w.lower() not in ("the", "um", "uh")]
    ordinal = any(w.lower() in _ORDINALS for w in said)
    written = all(name[:1].isupper() or name[0].isdigit() for name in names)
    if not names and not asked:
        the = [w for w in said if w == "The"]
        return ordinal or (bool(the) and street.group(0)[street.end("name")].isupper())
    clear = "clear" in street.re.groupindex
    if asked:
        return not names or not all(is_common(name) for name in names) or clear
    if clear:
        return written or not any(is_common(name) for name in names)
    suffix = street.group("loose")
    placed = text[run.start].isdigit() or text[run.start].isupper() or _AT.search(text[: run.start])
    return written and bool(placed) and suffix[0].isupper()


def _opens_answer(text: str, run: DigitRun) -> bool:
    """Only everyday words ("yes it's") stand before the number."""
    before = _WORD.findall(text[: run.start])
    return all(is_common(word) or word.lower() == "address" for word in before[-4:])
