"""User names and passwords that a speaker gives away: what follows the cue or the question."""

import re
from collections.abc import Iterator

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.context import Context
from novapulse.language.pii.spoken_numbers import REPEATS, TEENS, TENS, UNITS, ZERO_LETTERS
from novapulse.language.pii.topics import Topic
from novapulse.language.pii.words import is_common, is_word

_LINK = (
    r"(?P<link>(?: (?:is|was|to|on|should be|would be|it['’]s|its|it is|that['’]s)|['’]s|:)+\s+"
    r"|\s+)(?:(?:uh|um|like|probably|maybe|i think)\b,?\s+)*"
    r"(?!(?:reset|wrong|expired|locked|incorrect|invalid|changed|not|no longer|the same|too|blocked"
    r"|required|needed|missing|forgotten|correct|fine|okay|out of date|about to|going to)\b)"
)
_CUES = {
    PiiKind.ACCOUNT_NUMBER: r"\b(?:user ?name|user id|log ?in(?: name| id)?(?! page)|i log in as)",
    PiiKind.PIN: r"\b(?:pass ?words?|pass ?codes?|pass ?phrase|security word|memorable word)"
    r"(?: (?:on|for|from) (?:the|my|that|your) \w+)?"
    r"(?: (?:that )?(?:you|i|we|they) \w+(?: (?:me|you|us))?)?",
}
_PATTERNS = {kind: re.compile(cue + _LINK, re.IGNORECASE) for kind, cue in _CUES.items()}
_CHANGED = re.compile(
    r"\bpass ?(?:word|code)\b[^.?!]{0,30}? (?:to|from|was|it['’]s|is)\s+", re.IGNORECASE
)
_TOKEN = re.compile(r"[^\s,.?!;]+(?:[.@!#$%&*+_-]\w+)*")
_GAP = re.compile(r"[ ,]{1,2}")
_SIGNS = frozenset(
    [
        "dot",
        "dash",
        "underscore",
        "hash",
        "hashtag",
        "hyphen",
        "exclamation",
        "mark",
        "dollar",
        "sign",
        "at",
        "star",
        "asterisk",
        "capital",
        "uppercase",
        "lowercase",
        "point",
        "slash",
        "percent",
        "ampersand",
        "pound",
        "then",
    ]
)
_NUMBERS = frozenset((*UNITS, *TEENS, *TENS, *REPEATS, *ZERO_LETTERS, "hundred"))
_MOST_TOKENS = 8
_MOST_ANSWER_WORDS = 14
_INTRODUCES = re.compile(
    r"(?:^|[.,?!]|\b(?:no|or|uh|um|think|be|is|it['’]s|that['’]s|its|maybe|try|one|was))\s*$",
    re.IGNORECASE,
)


_OVER = re.compile(
    r"\s*(?:[.,?!;]|$|(?:no|sorry|with|all|and|or|i|then|uh|um|maybe|please|but|one|it|that)\b)",
    re.IGNORECASE,
)
"""After a password that was asked for: nothing else is said of it."""


_ASKED_LETTERS = frozenset({Topic.MEMORABLE})
_ONE = rf"(?:[a-z]|\d|{'|'.join(UNITS)})"
_LETTERS = re.compile(
    r"\W*(?:(?:uh|um|er|erm|yes|yeah|okay|so|that['’]?s|it['’]?s|that would be|it would be"
    rf"|they['’]?re|an?)\b\W*)*(?P<said>{_ONE}"
    rf"(?:(?:,|\.|\W*\band\b|\W*\bthen\b)*\s+(?:an? )?{_ONE}){{1,3}})\W*",
    re.IGNORECASE,
)
""" "Um. R and L": single letters of a word, as banks ask for."""


def credential_spans(text: str, context: Context) -> Iterator[Span]:
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            end = _secret_end(text, match.end())
            secret = text[match.end() : end]
            if end is not None and (match["link"].strip() or _is_coded(secret)):
                yield Span(match.end(), end, kind, 0.7)
    yield from _changed(text)
    letters = _LETTERS.fullmatch(text) if _ASKED_LETTERS.intersection(context.asked) else None
    if letters is not None:
        yield Span(*letters.span("said"), PiiKind.PIN, 0.7)
    if Topic.MEMORABLE in context.asked and len(text.split()) <= _MOST_ANSWER_WORDS:
        yield from _answers(text)


def _changed(text: str) -> Iterator[Span]:
    for match in _CHANGED.finditer(text):
        end = _secret_end(text, match.end())
        if end is not None and re.search(r"\d", text[match.end() : end]):
            yield Span(match.end(), end, PiiKind.PIN, 0.7)


def _is_coded(secret: str) -> bool:
    """With numbers or signs among its words: not the "reset" of "password reset"."""
    words = secret.lower().split()
    if words and words[0] in _SIGNS:
        return False
    return any(w in _SIGNS or w in _NUMBERS or not w.isalpha() for w in words if w != "e-mail")


def _answers(text: str) -> Iterator[Span]:
    """ "Um, riverbank. No, riverside." """
    position = 0
    while (token := _TOKEN.search(text, position)) is not None:
        position = token.end()
        counted = token.group().lower() in _NUMBERS
        if (is_common(token.group()) and not counted) or not _INTRODUCES.search(
            text[: token.start()]
        ):
            continue
        end = _secret_end(text, token.start())
        if end is not None and _OVER.match(text, end):
            yield Span(token.start(), end, PiiKind.PIN, 0.7)
            position = end


def _secret_end(text: str, start: int) -> int | None:
    """The end of the words, numbers and signs from ``start`` on; None if there are none."""
    end = start
    own = 0
    for place in range(_MOST_TOKENS):
        gap = _GAP.match(text, end) if place else None
        token = _TOKEN.match(text, gap.end() if gap else end)
        if token is None or (place and gap is None):
            break
        word = token.group().lower()
        symbol = (
            word in _SIGNS
            or _NUMBERS.issuperset(word.split("-"))
            or (len(word) == 1 and word not in "ia")
        )
        if is_common(word) and not symbol:
            break
        if "," in (gap.group() if gap else "") and not symbol:
            break
        if own > 1 and is_word(word) and not symbol:
            break
        own += not symbol or any(c.isdecimal() for c in word)
        end = token.end()
    said = text[start:end].lower().split()
    while said and said[-1].strip(",") in ("then", "at", "for"):
        end -= len(text[start:end]) - len(text[start:end].rsplit(None, 1)[0])
        said.pop()
    return end if own else None
