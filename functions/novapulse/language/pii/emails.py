"""E-mail addresses: written, spoken ("j dot smith at gmail dot com") and broken by a recogniser
("julie schwak @gmail.com")."""

import re
from collections.abc import Iterator

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.context import Context
from novapulse.language.pii.names_list import is_sure
from novapulse.language.pii.spoken_numbers import REPEATS, TEENS, TENS, UNITS
from novapulse.language.pii.topics import Topic
from novapulse.language.pii.words import is_common

_WRITTEN = re.compile(r"[\w.%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_TLD = r"(?:com|net|org|edu|gov|info|io|biz|me|co|us|ca|uk|au|de|fr|es|it|nl|in|ie|nz)\b"
_PROVIDER = (
    r"(?:g ?mail|yahoo|hot ?mail|outlook|i ?cloud|a ?o ?l|proton ?mail|comcast|verizon|msn|live"
    r"|g ?m ?x|me|mac|ymail|att)"
)
_DOT = r"\s*(?:\.|\bdot\b|\bpoint\b)\s*"
_SPOKEN = re.compile(
    rf"(?P<local>[\w.%+'-]+)\s*(?:@|\bat\b)\s*(?:"
    rf"(?:[\w-]+\s+){{0,2}}?[\w-]+(?:{_DOT}[\w-]+)*?{_DOT}{_TLD}(?:{_DOT}{_TLD})?"
    rf"|{_PROVIDER}\s+{_TLD}|(?:g ?mail|yahoo|hot ?mail|i ?cloud|proton ?mail)\b)",
    re.IGNORECASE,
)
_DICTATED_COMMA = re.compile(
    r",(?=\s*(?:dot|at|underscore|dash|hyphen)\b)|(?<=\bdot),|(?<=\bat),|(?<=\bunderscore),",
    re.IGNORECASE,
)
""" "David, dot, Wilson, at, Example, dot com": commas for the pauses of a dictation."""
_CONNECTORS = frozenset(["dot", "underscore", "dash", "hyphen", "period", "plus", "point"])
_DIGIT_WORDS = frozenset((*UNITS, *TEENS, *TENS, *REPEATS, "oh"))
_MOST_PLAIN_WORDS = 2
"""A local part is rarely heard as more words than a first and a last name."""
_ASKED_WORDS = 6


def email_spans(text: str, context: Context) -> Iterator[Span]:
    for match in _WRITTEN.finditer(text):
        yield Span(match.start(), match.end(), PiiKind.EMAIL, 0.95)
    text = _DICTATED_COMMA.sub(" ", text)
    for match in _SPOKEN.finditer(text):
        local = match.group("local")
        if is_common(local) and "@" not in match.group():
            continue
        yield Span(_local_start(text, match.start()), match.end(), PiiKind.EMAIL, 0.9)
    yield from _bare_answer(text, context)


def _local_start(text: str, start: int) -> int:
    """Walk back over the words that belong to the local part."""
    plain = 0
    joined = False
    for token in reversed(list(re.finditer(r"[^\s,]+", text[:start]))):
        word = token.group().lower().strip(".,")
        connector = word in _CONNECTORS
        symbol = connector or word in _DIGIT_WORDS or word.isdecimal() or len(word) == 1
        if not symbol:
            plain += 1
            broken = is_common(word) or token.group()[-1] in ".?!:" or plain >= _MOST_PLAIN_WORDS
            if broken and not joined and not is_sure(word):
                break
        if word in ("i", "a") and not joined and not _spells(text, token.start()):
            break
        start, joined = token.start(), connector
    return start


def _spells(text: str, start: int) -> bool:
    """The single letter at ``start`` stands among other single letters."""
    return bool(re.search(r"\b\w[ ,.-]+$", text[:start]))


def _bare_answer(text: str, context: Context) -> Iterator[Span]:
    """What is said as an answer to "your e-mail?" with an at sign lost: "jay smith gmail com"."""
    if Topic.EMAIL not in context.asked and not re.search(r"e-?mail", text, re.IGNORECASE):
        return
    domain = rf"\b(?:{_PROVIDER}(?:{_DOT}|\s+)|[\w-]+\s+dot\s+){_TLD}"
    for match in re.finditer(domain, text, re.IGNORECASE):
        words = list(re.finditer(r"\S+", text[: match.start()]))[-_ASKED_WORDS:]
        kept = [w for w in words if not is_common(w.group())]
        start = kept[0].start() if kept else match.start()
        yield Span(start, match.end(), PiiKind.EMAIL, 0.6)
