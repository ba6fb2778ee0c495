"""Names of people: by cue ("my name is lily"), as the answer to a question, by title, spelled,
or from a list of first names. Works on cased and on lower-case text."""

import re
from collections.abc import Iterator

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.context import Context
from novapulse.language.pii.cued_names import UNSURE_NAME, cued_spans
from novapulse.language.pii.heard import Heard
from novapulse.language.pii.name_answers import answer_spans
from novapulse.language.pii.name_words import WORD, is_cased
from novapulse.language.pii.names_list import (
    capital,
    is_ambiguous,
    is_listed,
    is_place,
    is_surname,
    without_namesakes,
)
from novapulse.language.pii.namesakes import is_month
from novapulse.language.pii.spelling import spelled_spans
from novapulse.language.pii.topics import Topic
from novapulse.language.pii.uncued_names import uncued_spans
from novapulse.language.pii.words import is_common, is_word

_INITIALS_AND_NAME = re.compile(r"\b(?:[A-Z]\.\s?){1,3}[A-Z][a-z'’-]+(?:[A-Z][a-z]+)?\b")
_LAST_WORD = re.compile(r"(?<=\w), (?P<name>[A-Z][a-z]+)(?=[.!?](?:\s|$)|$)")


def name_spans(text: str, context: Context) -> Iterator[Span]:
    masked = without_namesakes(text)
    heard = Heard(masked, is_cased(masked), context.opening)
    yield from cued_spans(heard)
    yield from _with_initials(masked)
    yield from _spoken_to(heard)
    if Topic.NAME in context.asked:
        yield from answer_spans(masked)
    yield from spelled_spans(masked, context)
    yield from uncued_spans(heard)


def _with_initials(text: str) -> Iterator[Span]:
    """ "J. R. Whitlock"."""
    for match in _INITIALS_AND_NAME.finditer(text):
        last = WORD.findall(match.group())[-1]
        if is_word(last) and not is_surname(last) and not is_listed(last):
            continue
        yield Span(match.start(), match.end(), PiiKind.NAME, UNSURE_NAME)


def _spoken_to(heard: Heard) -> Iterator[Span]:
    """ "See you Saturday, Will."; "Redline Tyres, Mick."."""
    for match in _LAST_WORD.finditer(heard.text):
        name = match["name"]
        before = WORD.findall(heard.text[: match.start()])[-1:]
        listing = before and capital(before[0]) and not is_common(before[0]) and not heard.opening
        month = is_place(name) or is_month(name)
        if is_ambiguous(name) and not (listing or month):
            yield Span(*match.span("name"), PiiKind.NAME, UNSURE_NAME)
