"""The detector of a whole call: the rules of each turn, then what only the whole call shows."""

import re
from collections.abc import Sequence

from novapulse.domain.pii import Span, resolve
from novapulse.language.pii.address_dictation import dictated_addresses
from novapulse.language.pii.addresses import address_spans
from novapulse.language.pii.answered import answered
from novapulse.language.pii.call_contexts import contexts
from novapulse.language.pii.codes import code_spans
from novapulse.language.pii.context import Context
from novapulse.language.pii.credentials import credential_spans
from novapulse.language.pii.dates import date_spans
from novapulse.language.pii.dictation import dictated_spans
from novapulse.language.pii.emails import email_spans
from novapulse.language.pii.harmless import harmless_numbers
from novapulse.language.pii.known_companies import without_companies
from novapulse.language.pii.names import name_spans
from novapulse.language.pii.network_addresses import without_network_addresses
from novapulse.language.pii.numbers import number_spans
from novapulse.language.pii.phones import phone_spans
from novapulse.language.pii.plain_text import plain_text
from novapulse.language.pii.readback import repeated_spans
from novapulse.language.pii.reference_ids import iban_spans
from novapulse.language.pii.shops import without_shop_numbers
from novapulse.language.pii.topics import KIND_OF, Topic

Turn = tuple[str, str]
"""A speaker's label and what it said."""

_TAG = re.compile(r"\[[A-Za-z_ ]+\]")
"""Our placeholders, and the like of others: ``[PII]``, ``[inaudible]``."""


class RuleDetector:
    """Rules only: no model, nothing to load, well under a millisecond a turn."""

    def detect(self, turns: Sequence[Turn]) -> list[list[Span]]:
        plain = [plain_text(text) for _, text in turns]
        texts = without_companies([_mask(each.text) for each in plain])
        masked = [(speaker, text) for (speaker, _), text in zip(turns, texts, strict=True)]
        found = self._found(masked)
        return [each.original(spans) for each, spans in zip(plain, found, strict=True)]

    def _found(self, masked: Sequence[Turn]) -> list[list[Span]]:
        found: list[list[Span]] = []
        card_asked = False
        heard_in = contexts(masked)
        for index, heard in enumerate(heard_in):
            over = [t for t in heard.asked if answered(t, masked, found, heard.asked_at, index)]
            context = heard.without(*over)
            card_asked = card_asked or Topic.CARD in context.asked
            found.append(_turn_spans(masked[index][1], context, card_asked=card_asked))
        for turn, span in dictated_addresses(masked):
            found[turn].append(span)
        for turn, span in list(dictated_spans(masked, found, _other_asked(heard_in))):
            found[turn].append(span)
        known = harmless_numbers(masked, found)
        found = [known.without(text, spans) for (_, text), spans in zip(masked, found, strict=True)]
        for turn, span in list(repeated_spans([text for _, text in masked], found)):
            found[turn].append(span)
        return [
            resolve(known.without(text, spans))
            for (_, text), spans in zip(masked, found, strict=True)
        ]


def _mask(text: str) -> str:
    """Placeholders, other tags, numbers of shops and of devices as signs that no rule reads;
    offsets stay as they are."""
    text = _TAG.sub(lambda match: "¤" * len(match.group()), text)
    return without_network_addresses(without_shop_numbers(text))


def _other_asked(heard_in: Sequence[Context]) -> frozenset[int]:
    """The turns before which nothing but something harmless was asked for."""
    return frozenset(
        index
        for index, heard in enumerate(heard_in)
        if Topic.OTHER in heard.asked and not KIND_OF.keys() & set(heard.asked)
    )


def _turn_spans(text: str, context: Context, *, card_asked: bool) -> list[Span]:
    known = [*date_spans(text, context), *address_spans(text, context)]
    numbers = number_spans(text, context, card_asked=card_asked)
    return [
        *email_spans(text, context),
        *known,
        *(n for n in numbers if not any(k.start <= n.start and n.end <= k.end for k in known)),
        *phone_spans(text, context),
        *code_spans(text, context),
        *iban_spans(text),
        *credential_spans(text, context),
        *name_spans(text, context),
    ]
