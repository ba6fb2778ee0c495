"""First and last names without any sign: from the list, or written as two names that are no words
of the language."""

import re
from collections.abc import Iterator

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.companies import ORGANISATION
from novapulse.language.pii.heard import Heard
from novapulse.language.pii.name_words import WORD, name_end, next_word
from novapulse.language.pii.names_list import (
    capital,
    is_ambiguous,
    is_listed,
    is_place,
    is_sure,
    is_surname,
)
from novapulse.language.pii.namesakes import is_nobody
from novapulse.language.pii.words import is_common, is_unknown

_SCORE = 0.6
_REACH = 40
_OF_COMPANY = re.compile(r"\b(?:from|at|with|calling|company|the|our|by)\s+$", re.IGNORECASE)


def uncued_spans(heard: Heard) -> Iterator[Span]:
    """In cased text they must be written as names; what is everyday or not listed must be followed
    by a last name."""
    text, cased = heard.text, heard.cased
    end = 0
    for word in WORD.finditer(text):
        name = word.group()
        if word.start() < end or (is_common(name) and not is_ambiguous(name)):
            continue
        if cased and not capital(name):
            continue
        if not _stands_alone(text, word, cased=cased) or is_nobody(text, word, cased=cased):
            continue
        if heard.opening and not is_listed(name):
            continue
        end = name_end(text, word, sure=False) if cased or not is_common(name) else word.end()
        if ORGANISATION.match(text, end) and not is_sure(name):
            continue
        yield Span(word.start(), end, PiiKind.NAME, _SCORE)


def _stands_alone(text: str, word: re.Match[str], *, cased: bool) -> bool:
    name = word.group()
    if is_sure(name):
        return not is_common(name)
    following = next_word(text, word.end())
    if not cased or following is None or not capital(following.group()):
        return False
    last = following.group()
    if is_place(name) or is_place(last) or (is_common(last) and not is_ambiguous(last)):
        return False
    if is_ambiguous(name):
        return is_unknown(last) or is_surname(last) or is_listed(last)
    beside = text[max(0, word.start() - _REACH) : word.start()]
    if _OF_COMPANY.search(beside) or name.isupper() or last.isupper():
        return False
    return is_unknown(name) and is_unknown(last)
