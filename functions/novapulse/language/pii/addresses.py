"""Postal addresses: number, street and what follows; after a question for one, the whole answer."""

import re
from collections.abc import Iterator

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.context import Context
from novapulse.language.pii.quantities import is_measure
from novapulse.language.pii.spoken_numbers import DigitRun, digit_runs
from novapulse.language.pii.topics import Topic
from novapulse.language.pii.words import is_common

_CLEAR_SUFFIX = (
    "street|avenue|ave|road|rd|boulevard|blvd|lane|ln|terrace|parkway|pkwy|highway|hwy|st|dr|ct"
)
_LOOSE_SUFFIX = "drive|court|circle|way|place|pl|square|trail|loop|crescent|close|row"
_STREET = re.compile(
    rf"^[A-Za-z]?\s*,?\s+(?P<name>(?:[\w'’.]+\s+){{1,4}}?)(?:(?P<clear>{_CLEAR_SUFFIX})"
    rf"|(?P<loose>{_LOOSE_SUFFIX}))\b\.?(?:\s+(?:[NSEW]{{1,2}}|north|south|east|west)\b)?",
    re.IGNORECASE,
)
_COMPASS = frozenset(["north", "south", "east", "west", "n", "s", "e", "w"])
_ORDINALS = frozenset(
    ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
)
_NO_NAMES = _COMPASS | _ORDINALS
"""Words of a street's name that say nothing against it: "west forty second street"."""
_UNIT = re.compile(
    r"^\s*,?\s*(?:apartment|apt|unit|suite|floor|number|#)\s*\.?\s*(?:number\s+)?[\w-]+"
    r"(?:\s+[A-Za-z]\b(?!['’]))?",
    re.IGNORECASE,
)
_STATES = (
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia"
    "|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts"
    "|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey"
    "|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania"
    "|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington"
    "|west virginia|wisconsin|wyoming"
)
_CITY = re.compile(r"^\s*,?\s*(?:in\s+)?(?:[A-Z][a-z]+(?:\s+|(?=[,.!?]|$))){1,3}")
_STATE = re.compile(rf"^\s*,?\s*(?:[A-Za-z]+\s+){{0,2}}?(?:(?i:{_STATES})|[A-Z]{{2}})\b")
_PO_BOX = re.compile(r"\bp\.?\s?o\.?\s*box\s+(?:number\s+)?", re.IGNORECASE)
_POSTAL_DIGITS = range(4, 10)
_ANSWER_WORDS = 8
_WORD = re.compile(r"[\w'’-]+")


def address_spans(text: str, context: Context) -> Iterator[Span]:
    runs = digit_runs(text)
    for run in runs:
        if is_measure(text, run):
            continue
        asked = context.about(Topic.ADDRESS, text, run.start, run.end)
        street = _STREET.match(text[run.end :])
        if street and _is_street(text, run, street, asked=asked):
            end = _extend(text, run.end + street.end(), runs)
            end = _answer_end(text, end) if asked else end
            yield Span(run.start, end, PiiKind.ADDRESS, 0.8)
        elif asked and Topic.EMAIL not in context.asked[-1:] and _opens_answer(text, run):
            yield Span(run.start, _answer_end(text, run.end), PiiKind.ADDRESS, 0.6)
    for box in _PO_BOX.finditer(text):
        number = next((r for r in runs if r.start - box.end() in range(2)), None)
        following = _WORD.match(text, box.end())
        end = number.end if number else following.end() if following else box.end()
        yield Span(box.start(), _extend(text, end, runs), PiiKind.ADDRESS, 0.8)


def _is_street(text: str, run: DigitRun, street: re.Match[str], *, asked: bool) -> bool:
    names = [w for w in _WORD.findall(street.group("name")) if w.lower() not in _NO_NAMES]
    ordinal = any(w.lower() in _ORDINALS for w in _WORD.findall(street.group("name")))
    if not names and not asked:
        return ordinal
    if asked:
        return not all(is_common(name) for name in names) or bool(street.group("clear"))
    written = all(name[:1].isupper() or name[0].isdigit() for name in names)
    if street.group("clear"):
        return written or not any(is_common(name) for name in names)
    return written and text[run.start].isdigit()


def _extend(text: str, end: int, runs: list[DigitRun]) -> int:
    """Take in the apartment, the city, the state and the postal code that follow."""
    for part in (_UNIT, _CITY, _STATE):
        match = part.match(text[end:])
        if match and not _begins_clause(match.group()):
            end += len(match.group().rstrip(" ,"))
    for run in runs:
        if run.start >= end and not _WORD.search(text[end : run.start]):
            return run.end if len(run) in _POSTAL_DIGITS else end
    return end


def _begins_clause(part: str) -> bool:
    """ "Oak Street. Can you ...": the capital is a new sentence, not a city."""
    words = _WORD.findall(part)
    return bool(words) and is_common(words[0]) and words[0].lower() not in ("number", "in", "new")


def _opens_answer(text: str, run: DigitRun) -> bool:
    """Only everyday words ("yes it's") stand before the number."""
    before = _WORD.findall(text[: run.start])
    return all(is_common(word) or word.lower() == "address" for word in before[-4:])


def _answer_end(text: str, end: int) -> int:
    """The words from ``end`` on as far as they may belong to an address."""
    for word in list(_WORD.finditer(text, end))[:_ANSWER_WORDS]:
        sentence_over = re.search(r"[.?!]\s", text[end : word.start()])
        if sentence_over or (is_common(word.group()) and word.group().lower() != "new"):
            break
        end = word.end()
    return end
