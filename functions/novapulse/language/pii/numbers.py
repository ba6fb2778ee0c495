"""Which runs of digits are personal: by topic and length, then by shape and checksum."""

import re
from collections.abc import Iterator, Sequence

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.context import KIND_OF, Context, Topic
from novapulse.language.pii.spoken_numbers import DigitRun, digit_runs

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

_LONG = 8
_PHONE_LENGTHS = (10, 11)
_CARD_LENGTHS = range(13, 20)
_SSN_SHAPE = re.compile(r"\d{3}-\d{2}-\d{4}")

_UNIT_AFTER = re.compile(
    r"^\W{0,2}\s*(?:and a half\s+)?(?:dollars?|cents?|bucks|pounds?|euros?|seconds?|minutes?|mins?"
    r"|hours?|days?|weeks?|months?|years?|business|times?|percent|%|giga?bytes?|gigs?|gb|mbp?s?"
    r"|people|phones?|lines?|devices?|a\.?m\b|p\.?m\b|o'?clock|digits?|hundred|thousand|million"
    r"|stars?|kids|cards?|accounts?|agents?|items?|copies|miles|degrees|feet|different|more|other"
    r"|of (?:you|them|us|those|these)|each\b)",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(r"[$£€]\s*$")
_CLOCK_BEFORE = re.compile(r"\b(?:at|around|by|until|till|past)\s*$", re.IGNORECASE)
_CLOCK_DIGITS = range(3, 5)
_TICKET_BEFORE = re.compile(r"\b[A-Z]{2,}-$")


def number_spans(text: str, context: Context, *, card_asked: bool = False) -> Iterator[Span]:
    """Personal numbers of one turn. ``card_asked``: somebody has asked for a card number in this
    call, so from then on every run of eight digits or more goes."""
    for run in digit_runs(text):
        if _is_quantity(text, run):
            continue
        topics = context.topics(text, run.start, run.end)
        own = context.own_topic(text, run.start, run.end)
        kind = _by_shape(text, run) or _by_topic(run, topics, own) or _by_length(run, topics)
        if kind is None and card_asked and len(run) >= _LONG:
            kind = PiiKind.CARD_NUMBER
        if kind is not None:
            yield Span(run.start, run.end, kind, 0.85)


def _is_quantity(text: str, run: DigitRun) -> bool:
    """Money, durations, counts, clock times and ticket ids. A long run is none of these."""
    before, after = text[: run.start], text[run.end :]
    if _TICKET_BEFORE.search(before):
        return True
    if len(run) >= _LONG:
        return False
    clock = len(run) in _CLOCK_DIGITS and bool(_CLOCK_BEFORE.search(before))
    return clock or bool(_MONEY_BEFORE.search(before)) or bool(_UNIT_AFTER.match(after))


def _by_shape(text: str, run: DigitRun) -> PiiKind | None:
    if len(run) in _CARD_LENGTHS and luhn_valid(run.digits):
        return PiiKind.CARD_NUMBER
    if _SSN_SHAPE.fullmatch(text[run.start : run.end]):
        return PiiKind.SSN
    return None


def _by_topic(run: DigitRun, topics: Sequence[Topic], own: Topic | None) -> PiiKind | None:
    for topic in topics:
        if len(run) in _LENGTHS.get(topic, range(0)):
            return KIND_OF[topic]
    for topic in topics:
        if topic is not own and topic in _DIVISIBLE and len(run) >= _PART_OF_ANSWER:
            return KIND_OF[topic]
    return None


def _by_length(run: DigitRun, topics: Sequence[Topic]) -> PiiKind | None:
    if topics and topics[0] is Topic.OTHER:
        return None
    if len(run) in _PHONE_LENGTHS:
        return PiiKind.PHONE_NUMBER
    return PiiKind.ACCOUNT_NUMBER if len(run) >= _LONG else None


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
        if context.own_topic(text, match.start, match.end) is not Topic.OTHER:
            yield Span(match.start, match.end, PiiKind.PHONE_NUMBER, 0.7)
