"""Which runs of digits are personal: by topic and length, then by shape and checksum."""

import re
from collections.abc import Iterator, Sequence

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.codes import widened
from novapulse.language.pii.context import Context
from novapulse.language.pii.dates import is_written_date
from novapulse.language.pii.pauses import pieces
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
    r"\b(?:number|code|pin|digits)(?: (?:is|was|are)|['’]s)?\W*$|\bend(?:s|ing|ed)?(?: (?:in|with))?\W*$",
    re.IGNORECASE,
)
_COUNTING = "123456789"
_PADDING = re.compile(
    r"\W*(?:(?:uh|um|it['’]?s|its|yes|yeah|ok|okay|and|then|so|that['’]?s|is)\b\W*)*", re.IGNORECASE
)
_ANNOUNCED_DIGITS = 2
"""Straight after "my card number is" even what a recogniser leaves of the number goes."""
_PHONE_LENGTHS = (10, 11)
_SHORT = frozenset({Topic.SECURITY_CODE, Topic.PIN, Topic.ONE_TIME_CODE})
_SSN_DIGITS = 9
_SSN_GROUPS = [3, 2, 4]
_ANY_PHONE_LENGTHS = range(10, 15)
_CARD_LENGTHS = range(13, 20)
_GROUPED_CARD_LENGTHS = (15, 16)
_CODE_DIGITS = range(3, 5)
_SSN_SHAPE = re.compile(r"\d{3}-\d{2}-\d{4}")
_EXPIRY_SHAPE = re.compile(r"(?:0?[1-9]|1[0-2])(?:20)?(?:2[3-9]|3\d)")
_WRITTEN_EXPIRY = re.compile(r"\d{1,2}\s?/\s?(?:20)?\d{2}")
_FREE = re.compile(r"1?8(?:00|88|77|66|55|44|33)\d{7}|0(?:800|808)\d{6,7}|1[38]00\d{6}")
"""Free to call (North America, United Kingdom, Australia): the number of a company."""
_FOUR_LAST = re.compile(r"(?:last|end)\w*\W+(?:\w+\W+){0,6}$", re.IGNORECASE)
_WIDENED = frozenset({PiiKind.ACCOUNT_NUMBER, PiiKind.PIN})


def number_spans(text: str, context: Context, *, card_asked: bool = False) -> Iterator[Span]:
    """Personal numbers of one turn. ``card_asked``: somebody has asked for a card number in this
    call, so from then on every run of eight digits or more goes."""
    runs = [run for run in digit_runs(text) if not is_quantity(text, run)]
    expiry_said = False
    for group in pieces(text, runs):
        kinds = [_kind(text, run, context, card_asked=card_asked) for run in group]
        if len(group) > 1 and not any(kinds):
            kinds = [_of_pieces(text, group, context)] * len(group)
        if expiry_said:
            kinds = [
                PiiKind.SECURITY_CODE if len(run) in _CODE_DIGITS else kind
                for run, kind in zip(group, kinds, strict=True)
            ]
        expiry_said = PiiKind.CARD_EXPIRY in kinds
        for span in _joined(text, group, kinds):
            yield widened(text, span) if span.kind in _WIDENED else span


def _joined(
    text: str, group: Sequence[DigitRun], kinds: Sequence[PiiKind | None]
) -> Iterator[Span]:
    """One span over the whole group if no two of its kinds differ, else one for each run."""
    known = {kind for kind in kinds if kind is not None}
    if len(known) == 1:
        yield Span(whole_start(text, group[0]), group[-1].end, known.pop(), 0.85)
        return
    for run, kind in zip(group, kinds, strict=True):
        if kind is not None:
            yield Span(whole_start(text, run), run.end, kind, 0.85)


def _kind(text: str, run: DigitRun, context: Context, *, card_asked: bool) -> PiiKind | None:
    topics = context.topics(text, run.start, run.end)
    personal = bool(KIND_OF.keys() & set(topics))
    if not personal and (is_ticket(text, run) or _COUNTING in run.digits):
        return None
    if _FREE.fullmatch(run.digits) and Topic.PHONE not in topics:
        return None
    if is_written_date(text[run.start : run.end]):
        return None
    own = context.own_topic(text, run.start, run.end)
    announced = own in KIND_OF and bool(_ANNOUNCED.search(text[max(0, run.start - 40) : run.start]))
    kind = (
        _by_shape(text, run)
        or _on_card(text, run, topics)
        or _by_topic(run, topics, own, announced=announced)
        or _whole_answer(text, run, context)
        or _by_length(text, run, topics)
    )
    if kind is None and card_asked and len(run) >= LONG:
        return PiiKind.CARD_NUMBER
    return kind


def _whole_answer(text: str, run: DigitRun, context: Context) -> PiiKind | None:
    """A turn that is nothing but digits after a question for a number, however few."""
    if not (_PADDING.fullmatch(text[: run.start]) and _PADDING.fullmatch(text[run.end :])):
        return None
    asked = context.asked[-1:]
    numeric = asked and asked[0] in _LENGTHS and context.confirmed == ()
    return KIND_OF[asked[0]] if numeric and len(run) > 1 - (asked[0] in _SHORT) else None


def _of_pieces(text: str, group: Sequence[DigitRun], context: Context) -> PiiKind | None:
    """What the pieces of ``group`` are together."""
    whole = DigitRun(group[0].start, group[-1].end, "".join(run.digits for run in group))
    topics = context.topics(text, whole.start, whole.end)
    if Topic.OTHER in topics and not KIND_OF.keys() & set(topics):
        return None
    if len(whole) in _ANY_PHONE_LENGTHS:
        return PiiKind.PHONE_NUMBER
    return _by_topic(whole, topics, None, announced=False) or _by_length(text, whole, topics)


def _by_shape(text: str, run: DigitRun) -> PiiKind | None:
    if len(run) in _CARD_LENGTHS and luhn_valid(run.digits):
        return PiiKind.CARD_NUMBER
    if _SSN_SHAPE.fullmatch(text[run.start : run.end]):
        return PiiKind.SSN
    return None


def _on_card(text: str, run: DigitRun, topics: Sequence[Topic]) -> PiiKind | None:
    """Of what stands on a card: the expiry by its shape, and the security code where one is asked
    for, unless the last digits of the card are given."""
    if Topic.CARD in topics or Topic.EXPIRY in topics:
        written = _WRITTEN_EXPIRY.fullmatch(text[run.start : run.end])
        if (written or Topic.EXPIRY in topics) and _EXPIRY_SHAPE.fullmatch(run.digits):
            return PiiKind.CARD_EXPIRY
    last = _FOUR_LAST.search(text[max(0, run.start - 40) : run.start])
    if Topic.SECURITY_CODE in topics and len(run) in _CODE_DIGITS and not last:
        return PiiKind.SECURITY_CODE
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


def _by_length(text: str, run: DigitRun, topics: Sequence[Topic]) -> PiiKind | None:
    if Topic.OTHER in topics and not KIND_OF.keys() & set(topics):
        return None
    abroad = text[run.start] == "+" or text[: run.start].rstrip().lower().endswith("plus")
    if len(run) in _PHONE_LENGTHS or (abroad and len(run) >= LONG):
        return PiiKind.PHONE_NUMBER
    if len(run) in _GROUPED_CARD_LENGTHS:
        return PiiKind.CARD_NUMBER
    if len(run) == _SSN_DIGITS and _sizes(text[run.start : run.end]) == _SSN_GROUPS:
        return PiiKind.SSN
    return PiiKind.ACCOUNT_NUMBER if len(run) >= LONG else None


def _sizes(written: str) -> list[int]:
    """How many digits stand between the commas, blanks or dashes of a dictated number."""
    parts = re.split(r",\s*|-", written)
    return [sum(map(len, digit_runs(part))) for part in parts]


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
        free = _FREE.fullmatch(re.sub(r"\D", "", match.raw_string)) and Topic.PHONE not in topics
        if not free and (Topic.OTHER not in topics or KIND_OF.keys() & set(topics)):
            yield Span(match.start, match.end, PiiKind.PHONE_NUMBER, 0.7)
