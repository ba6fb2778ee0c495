"""Ids of letters and digits, dictated or written: "p l nine nine four slash b", "AUT 88120 C",
"w as in whiskey, eight eight"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.context import Context
from novapulse.language.pii.own_topic import own_topic
from novapulse.language.pii.spoken_numbers import REPEATS, TEENS, TENS, UNITS, ZERO_LETTERS
from novapulse.language.pii.topics import KIND_OF, Topic
from novapulse.language.pii.words import is_common

_NATO_TEXT = """\
alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november
oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu"""
NATO = frozenset(_NATO_TEXT.split())
_DIGIT_WORDS = frozenset((*UNITS, *TEENS, *TENS, *ZERO_LETTERS, "niner"))
_JOINTS = frozenset((*REPEATS, "dash", "slash", "hyphen", "underscore", "hash", "space", "capital"))
_LEADING = frozenset((*REPEATS, "capital"))
_PART = re.compile(
    r"(?<!['’])\b(?:[A-Za-z] (?:as in|for|like in|like) \w+|x[- ]ray\b"
    r"|[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*)",
    re.IGNORECASE,
)
_GAP = re.compile(r"\s*[,/–-]?\s*|\.(?=\w)")
_CLOCK_HALF = re.compile(r"(?<=[\d\s])[ap]\.? ?m\b", re.IGNORECASE)
""" "8 p.m." """
_POSTAL_AREA = re.compile(r"[a-z]{2}(?:\d{1,2}[a-z]?)?|\d[a-z]{2}")
"""The letters of a British postal code that a recogniser joins: "cf twenty four"."""
_UK_POSTAL = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"
_CANADIAN_POSTAL = r"[A-Z]\d[A-Z] ?\d[A-Z]\d"
_IRISH_POSTAL = r"[AC-FHKNPRTV-Y]\d[\dW] (?=\w*[A-Z])(?=\w*\d)[\dAC-FHKNPRTV-Y]{4}"
WRITTEN_POSTAL = re.compile(rf"\b(?:{_UK_POSTAL}|{_CANADIAN_POSTAL}|{_IRISH_POSTAL})\b")
_TOPICS = (Topic.POSTAL_CODE, Topic.ACCOUNT, Topic.PIN, Topic.ONE_TIME_CODE)
_LABELS = frozenset(
    ("SSN", "PIN", "ID", "CVV", "CVC", "DOB", "IBAN", "NHS", "NI", "ZIP", "OTP", "VIN")
)
_LONGEST_PREFIX = 4
_FEWEST_PARTS = 2
_SHORTEST_MIXED = 6
_TEXTS_KEPT = 64
"""Several rules read the same turn one after the other."""


@dataclass(frozen=True)
class CodeRun:
    """Characters ``start`` to ``end``; ``parts`` letters, digits and groups of them."""

    start: int
    end: int
    parts: int
    has_digit: bool
    has_letter: bool


@lru_cache(maxsize=_TEXTS_KEPT)
def code_runs(text: str, *, postal: bool = False) -> Sequence[CodeRun]:
    """Every maximal run of letters and digits said one by one; ``postal``: also of the pairs of
    letters that begin and end a British postal code."""
    runs: list[CodeRun] = []
    group: list[re.Match[str]] = []
    for part in _PART.finditer(text):
        if not _is_part(text, part, postal=postal):
            continue
        if group and not _is_gap(text, group[-1], part):
            runs += _run(group)
            group = []
        group.append(part)
    return tuple(runs + _run(group))


def _is_gap(text: str, before: re.Match[str], after: re.Match[str]) -> bool:
    """ "E. L. L E. N." too."""
    gap = text[before.end() : after.start()]
    letters = len(before.group()) == len(after.group()) == 1
    return bool(_GAP.fullmatch(gap)) or (letters and gap.strip() == ".")


def widened(text: str, span: Span) -> Span:
    """``span`` with the letters before and after it that belong to its number."""
    for run in code_runs(text):
        if span.overlaps(run.start, run.end):
            start, end = min(span.start, run.start), max(span.end, run.end)
            span = Span(start, end, span.kind, span.score)
    return span


def code_spans(text: str, context: Context) -> Iterator[Span]:
    """What is dictated after a question for an account, a postal code or a password."""
    for match in WRITTEN_POSTAL.finditer(text):
        if own_topic(text, *match.span()) is not Topic.OTHER:
            yield Span(match.start(), match.end(), PiiKind.ADDRESS, 0.9)
    postal = Topic.POSTAL_CODE in context.asked or "post" in text.lower()
    for run in code_runs(text, postal=postal):
        topics = context.topics(text, run.start, run.end)
        topic = next((t for t in topics if t in _TOPICS), None)
        if not run.has_letter or (run.parts < _FEWEST_PARTS and not _is_mixed(text, run)):
            continue
        if topic is None and not topics and _is_mixed(text, run) and _is_all(text, run):
            yield Span(run.start, run.end, PiiKind.ACCOUNT_NUMBER, 0.6)
        if topic is None or topics[0] is Topic.OTHER:
            continue
        if run.has_digit or topic is Topic.ACCOUNT or _spelled_out(text, run):
            yield Span(run.start, run.end, KIND_OF[topic], 0.8)


def _is_mixed(text: str, run: CodeRun) -> bool:
    """One word of letters and digits: "jmartinez92", "noodle_king"."""
    signs = run.has_digit or "_" in text[run.start : run.end]
    return run.parts == 1 and signs and run.end - run.start >= _SHORTEST_MIXED


def _is_all(text: str, run: CodeRun) -> bool:
    return not re.search(r"\w", text[: run.start] + text[run.end :])


def _spelled_out(text: str, run: CodeRun) -> bool:
    return any(word in NATO for word in text[run.start : run.end].lower().split())


def _is_part(text: str, part: re.Match[str], *, postal: bool) -> bool:
    word = part.group()
    low = word.lower()
    if len(word) == 1 and _CLOCK_HALF.match(text, part.start()):
        return False
    if len(word) == 1:
        return text[part.end() : part.end() + 1] not in ("'", "’")
    return (
        " as in " in low
        or " for " in low
        or " like " in low
        or low in _DIGIT_WORDS
        or low in _JOINTS
        or low in NATO
        or (low.startswith("x") and low.endswith("ray"))
        or any(c.isdecimal() or c == "_" for c in word)
        or (word.isupper() and len(word) <= _LONGEST_PREFIX and word not in _LABELS)
        or (postal and bool(_POSTAL_AREA.fullmatch(low)) and not is_common(low))
    )


def _run(group: list[re.Match[str]]) -> list[CodeRun]:
    """The run of ``group`` without a leading "a" or "I" and without joints at its edges."""
    kept = list(group)
    while kept and (kept[0].group() in ("I", "i", "A", "a") or _is_joint(kept[0])):
        spelled = len(kept) > _FEWEST_PARTS and len(kept[0].group()) == len(kept[1].group()) == 1
        if spelled or kept[0].group().lower() in _LEADING:
            break
        if kept[0].group() in ("a", "A") and len(kept) > _FEWEST_PARTS:
            break
        kept.pop(0)
    while kept and (_is_joint(kept[-1]) or _is_pronoun(kept[-1])):
        kept.pop()
    if not kept:
        return []
    digit = any(
        (part.group().lower() in _DIGIT_WORDS and len(part.group()) > 1)
        or any(c.isdecimal() for c in part.group())
        for part in kept
    )
    letter = any(
        part.group().lower() not in _DIGIT_WORDS
        and not part.group().isdecimal()
        and not _is_joint(part)
        for part in kept
    )
    return [CodeRun(kept[0].start(), kept[-1].end(), len(kept), digit, letter)]


def _is_pronoun(part: re.Match[str]) -> bool:
    """ "i think" or "a month" after the letters: no letter of theirs."""
    after = part.string[part.end() : part.end() + 3]
    return part.group() in ("I", "i", "a") and bool(re.match(r" \w\w", after))


def _is_joint(part: re.Match[str]) -> bool:
    return part.group().lower() in _JOINTS
