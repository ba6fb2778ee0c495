"""Which runs of digits are personal: by topic and length, then by shape and checksum."""

import re
from collections.abc import Iterator, Sequence

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.context import Context
from novapulse.language.pii.quantities import LONG, is_quantity
from novapulse.language.pii.reference_ids import is_ticket, whole_start
from novapulse.language.pii.spoken_numbers import DigitRun, digit_runs
from novapulse.language.pii.topics import KIND_OF, Topic

_LENGTHS: dict[Topic, range] = {
    Topic.SECURITY_CODE: range(3, 5),
    Topic.EXPIRY: range(3, 7),
    Topic.SSN: range(3, 12),
    Topic.ROUTING: range(6, 10),
    Topic.PIN: range(3, 9),
    Topic.ONE_TIME_CODE: range(4, 9),
    Topic.BIRTH: range(3, 9),
    Topic.PHONE: range(7, 14),
    Topic.POSTAL_CODE: range(4, 10),
    Topic.CARD: range(4, 20),
    Topic.ACCOUNT: range(4, 18),
}
"""Digits that a topic may have. Wider than the standards: recognisers drop and add digits."""

_PART_OF_ANSWER = 3
"""After a question for a number even a part of it goes, from this many digits."""
_DIVISIBLE = frozenset({Topic.PHONE, Topic.CARD, Topic.ACCOUNT, Topic.SSN, Topic.ROUTING})

_ANNOUNCED = re.compile(
    r"\b(?:number|code|pin|digits)(?: (?:is|was|are)|['’]s)?\W*$", re.IGNORECASE
)
_ANNOUNCED_DIGITS = 2
"""Straight after "my card number is" even what a recogniser leaves of the number goes."""
_PHONE_LENGTHS = (10, 11)
_CARD_LENGTHS = range(13, 20)
_SSN_SHAPE = re.compile(r"\d{3}-\d{2}-\d{4}")


def number_spans(text: str, context: Context, *, card_asked: bool = False) -> Iterator[Span]:
    """Personal numbers of one turn. ``card_asked``: somebody has asked for a card number in this
    call, so from then on every run of eight digits or more goes."""
    for run in digit_runs(text):
        if is_quantity(text, run):
            continue
        topics = context.topics(text, run.start, run.end)
        if is_ticket(text, run) and not KIND_OF.keys() & set(topics):
            continue
        own = context.own_topic(text, run.start, run.end)
        announced = own in KIND_OF and bool(
            _ANNOUNCED.search(text[max(0, run.start - 40) : run.start])
        )
        kind = (
            _by_shape(text, run)
            or _by_topic(run, topics, own, announced=announced)
            or _by_length(run, topics)
        )
        if kind is None and card_asked and len(run) >= LONG:
            kind = PiiKind.CARD_NUMBER
        if kind is not None:
            yield Span(whole_start(text, run), run.end, kind, 0.85)


def _by_shape(text: str, run: DigitRun) -> PiiKind | None:
    if len(run) in _CARD_LENGTHS and luhn_valid(run.digits):
        return PiiKind.CARD_NUMBER
    if _SSN_SHAPE.fullmatch(text[run.start : run.end]):
        return PiiKind.SSN
    return None


def _by_topic(
    run: DigitRun, topics: Sequence[Topic], own: Topic | None, *, announced: bool
) -> PiiKind | None:
    if own is not None and announced and len(run) >= _ANNOUNCED_DIGITS:
        return KIND_OF[own]
    for topic in topics:
        if len(run) in _LENGTHS.get(topic, range(0)):
            return KIND_OF[topic]
    for topic in topics:
        if topic is not own and topic in _DIVISIBLE and len(run) >= _PART_OF_ANSWER:
            return KIND_OF[topic]
    return None


def _by_length(run: DigitRun, topics: Sequence[Topic]) -> PiiKind | None:
    if Topic.OTHER in topics and not KIND_OF.keys() & set(topics):
        return None
    if len(run) in _PHONE_LENGTHS:
        return PiiKind.PHONE_NUMBER
    return PiiKind.ACCOUNT_NUMBER if len(run) >= LONG else None


def luhn_valid(digits: str) -> bool:
    """The check digit of payment cards (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def phone_spans(text: str, context: Context) -> Iterator[Span]:
    """Written phone numbers of any country that ``phonenumbers`` accepts; a bare national number
    is read as North American."""
    from phonenumbers import PhoneNumberMatcher

    for match in PhoneNumberMatcher(text, "US"):
        topics = context.topics(text, match.start, match.end)
        if Topic.OTHER not in topics or KIND_OF.keys() & set(topics):
            yield Span(match.start, match.end, PiiKind.PHONE_NUMBER, 0.7)
