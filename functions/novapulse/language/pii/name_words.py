"""How likely a word is a name, by how it is written and what else it means."""

import re

from novapulse.language.cardinals import ORDINALS, TEENS, TENS, UNITS
from novapulse.language.pii.names_list import (
    capital,
    is_ambiguous,
    is_listed,
    is_place,
    is_sure,
    is_surname,
)
from novapulse.language.pii.words import is_common, is_unknown, is_word

WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’-][^\W\d_]+)*(?!\w)")
_BLANK = re.compile(r"\s+(?:(?:um|uh)\s+)?")
_INITIALS = re.compile(r"(?:[A-Za-z]\.\s?|[A-Za-z]\s+){1,3}(?=[^\W\d_]{2})")
_PARTICLES = frozenset(
    ("van", "von", "der", "den", "de", "del", "di", "da", "dos", "la", "le", "el", "al", "bin")
) | frozenset(("ibn", "abu", "ter", "st", "mac", "mc", "o"))
_CAMEL = re.compile(r"(?!(?:Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|El|Al|O)[A-Z])[A-Z][a-z]+[A-Z]")
""" "CoinHarbor"."""
DATED = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    rf"\s+(?:the\s+)?(?:\d|{'|'.join((*ORDINALS, *TEENS, *TENS, *UNITS))})",
    re.IGNORECASE,
)
""" "Greer august ninth": a date begins."""
_LONGEST_ACRONYM = 5
_MOST_WORDS = 4
_LATER_NAMES = frozenset(("junior", "senior", "jr", "sr"))


def is_cased(text: str) -> bool:
    """Written with capitals, those of "I" aside, or with an "I" and full stops."""
    if any(c.isupper() for c in re.sub(r"\bI\b", "", text)):
        return True
    return text.startswith("I ") and text.rstrip().endswith((".", "?", "!"))


def possible(word: str, *, cased: bool) -> bool:
    """After a sure sign ("my name is"): what is no everyday word, or is listed."""
    if is_common(word):
        return is_ambiguous(word) and (capital(word) or not cased)
    return not cased or capital(word) or is_listed(word) or is_unknown(word)


def likely(word: str, *, cased: bool) -> bool:
    """After a sign: a listed name, or what is no word of the language, no place and written
    accordingly."""
    if is_common(word):
        return False
    if is_sure(word):
        return True
    if word.isupper() and len(word) <= _LONGEST_ACRONYM:
        return False
    if _CAMEL.match(word):
        return False
    named = is_ambiguous(word) if cased else False
    unknown = is_unknown(word) and not is_place(word)
    return (named or unknown) and (capital(word) or not cased)


def goes_on(word: str, *, cased: bool, sure: bool) -> bool:
    """A further word of a name. ``sure``: the name stands after a sure sign."""
    if word.lower().strip(".") in _LATER_NAMES:
        return True
    if cased:
        named = is_ambiguous(word) or is_surname(word)
        return capital(word) and (not is_common(word) or named)
    if is_common(word):
        return False
    known = is_listed(word) or is_surname(word) or not is_word(word)
    return known or sure


def name_end(text: str, first: re.Match[str], *, sure: bool) -> int:
    """The end of the name that begins with ``first``: words that are written as names, in
    lower-case text one that is no everyday word and others that are no words at all."""
    end = position = first.end()
    cased = capital(first.group())
    for place in range(1, _MOST_WORDS):
        gap = _BLANK.match(text, position)
        initial = (
            re.compile(r"[A-Z]\.\s+(?=[A-Z])").match(text, gap.end()) if gap and cased else None
        )
        word = WORD.match(text, initial.end() if initial else gap.end()) if gap else None
        if word is None:
            break
        if word.group().lower() in _PARTICLES and not is_common(word.group()):
            position = word.end()
            continue
        if not goes_on(word.group(), cased=cased, sure=sure and place == 1):
            break
        if not cased and DATED.match(text, word.start()):
            break
        end = position = word.end()
    return end


def next_word(text: str, position: int) -> re.Match[str] | None:
    """The word behind the one blank at ``position``."""
    return WORD.match(text, position + 1) if text[position : position + 1] == " " else None


def name_at(text: str, position: int) -> tuple[int, re.Match[str]] | None:
    """Where the name at ``position`` begins, initials included, and its first whole word."""
    initials = _INITIALS.match(text, position)
    if initials and initials.group().strip(" .").lower() not in ("i", "a"):
        word = WORD.match(text, initials.end())
        return (initials.start(), word) if word else None
    word = WORD.match(text, position)
    return (word.start(), word) if word and len(word.group()) > 1 else None
