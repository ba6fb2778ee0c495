"""The detector of a whole call: the rules of each turn, then what only the whole call shows."""

import re
from collections.abc import Sequence
from typing import Protocol

from novapulse.domain.pii import PiiKind, Span, resolve
from novapulse.language.pii.addresses import address_spans
from novapulse.language.pii.context import Context, Topic, contexts
from novapulse.language.pii.credentials import credential_spans
from novapulse.language.pii.dates import date_spans
from novapulse.language.pii.dictation import dictated_spans
from novapulse.language.pii.emails import email_spans
from novapulse.language.pii.names import name_spans
from novapulse.language.pii.names_list import ambiguous_names
from novapulse.language.pii.numbers import number_spans, phone_spans
from novapulse.language.pii.words import is_common

Turn = tuple[str, str]
"""A speaker's label and what it said."""

_SURE_NAME = 0.75
"""A name found with this score is looked for in the whole call; the title words are not."""
_SHORTEST_NAME = 3
_TAG = re.compile(r"\[[A-Za-z_ ]+\]")
"""Our placeholders, and the like of others: ``[PII]``, ``[inaudible]``."""


class PiiDetector(Protocol):
    def detect(self, turns: Sequence[Turn]) -> list[list[Span]]:
        """For each turn of a call, in time order, its personal data: disjoint spans over its text,
        in order. Placeholders that stand there already are left alone."""
        ...


class RuleDetector:
    """Rules only: no model, nothing to load, well under a millisecond a turn."""

    def detect(self, turns: Sequence[Turn]) -> list[list[Span]]:
        masked = [(speaker, _mask(text)) for speaker, text in turns]
        found: list[list[Span]] = []
        card_asked = False
        for (_, text), context in zip(masked, contexts(masked), strict=True):
            card_asked = card_asked or Topic.CARD in context.asked
            found.append(_turn_spans(text, context, card_asked=card_asked))
        for turn, span in dictated_spans(masked):
            found[turn].append(span)
        _spread_names(masked, found)
        return [resolve(spans) for spans in found]


def _mask(text: str) -> str:
    """Placeholders and other tags as signs that no rule reads; offsets stay as they are."""
    return _TAG.sub(lambda match: "¤" * len(match.group()), text)


def _turn_spans(text: str, context: Context, *, card_asked: bool) -> list[Span]:
    return [
        *email_spans(text, context),
        *address_spans(text, context),
        *date_spans(text, context),
        *number_spans(text, context, card_asked=card_asked),
        *phone_spans(text, context),
        *credential_spans(text),
        *name_spans(text, context),
    ]


def _spread_names(turns: Sequence[Turn], found: list[list[Span]]) -> None:
    """A name that was surely given once is a name wherever the call repeats it."""
    names = {
        word.lower()
        for (_, text), spans in zip(turns, found, strict=True)
        for span in spans
        if span.kind is PiiKind.NAME and span.score >= _SURE_NAME
        for word in re.findall(r"[A-Za-z'’-]+", text[span.start : span.end])
        if len(word) >= _SHORTEST_NAME and not is_common(word)
    }
    if not names:
        return
    known = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
    pattern = re.compile(rf"\b(?:{known})\b", re.IGNORECASE)
    for (_, text), spans in zip(turns, found, strict=True):
        for match in pattern.finditer(text):
            everyday = match.group() in ambiguous_names()
            if not everyday:
                spans.append(Span(match.start(), match.end(), PiiKind.NAME, 0.65))
