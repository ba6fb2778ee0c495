"""Which runs of digits are personal: by topic and length, then by shape and checksum."""

import re
from collections.abc import Iterator, Sequence

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.codes import widened
from novapulse.language.pii.context import Context
from novapulse.language.pii.dates import is_written_date
from novapulse.language.pii.number_shapes import CARD_LENGTHS, by_length, by_shape
from novapulse.language.pii.own_topic import own_topic
from novapulse.language.pii.pauses import pieces
from novapulse.language.pii.phones import is_free
from novapulse.language.pii.quantities import LONG, is_dialled, is_quantity, is_year, like_price
from novapulse.language.pii.reference_ids import is_ticket, whole_start
from novapulse.language.pii.spoken_numbers import DigitRun, digit_runs
from novapulse.language.pii.topics import KIND_OF, Topic

_LENGTHS: dict[Topic, range] = {
    Topic.SECURITY_CODE: range(3, 5),
    Topic.EXPIRY: range(3, 7),
    Topic.SSN: range(3, 13),
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
    r"\b(?:number|code|pin|digits)(?: (?:is|was|are)|['’]s)?\W*$"
    r"|\bend(?:s|ing|ed)?(?: (?:in|with))?\W*$",
    re.IGNORECASE,
)
_COUNTING = "123456789"
_PADDING = re.compile(
    r"\W*(?:(?:uh|um|it['’]?s|its|yes|yeah|ok|okay|and|then|so|that['’]?s|is)\b\W*)*", re.IGNORECASE
)
_ANNOUNCED_DIGITS = 2
"""Straight after "my card number is" even what a recogniser leaves of the number goes."""
_A_WHILE = 3
_LONG_SENTENCE = 8
_SHORT = frozenset({Topic.SECURITY_CODE, Topic.PIN, Topic.ONE_TIME_CODE})
_ANY_PHONE_LENGTHS = range(10, 15)
_CARD_SHORTEST = 12
"""With a digit or more lost; what is shorter and called an order number is one."""
_CODE_DIGITS = range(3, 5)
_EXPIRY_SHAPE = re.compile(r"(?:0?[1-9]|1[0-2])(?:20)?(?:2[3-9]|3\d)")
_MONTH_AND_YEAR = re.compile(r"(?:0?[1-9]|1[0-2])(?:\d\d|20\d\d)|\d\d(?:0[1-9]|1[0-2])\d\d")
"""Maybe with a slip before: "ten, ten twenty-eight"."""
_WRITTEN_EXPIRY = re.compile(r"\d{1,2}\s?/\s?(?:20)?\d{2}")
_FOUR_LAST = re.compile(r"(?:last|end)\w*\W+(?:\w+\W+){0,6}$", re.IGNORECASE)
_GLUED = re.compile(r"\b[A-Z]{2,}[-/]$")
_NEVER_GLUED = frozenset(PiiKind) - {PiiKind.ACCOUNT_NUMBER, PiiKind.PIN}
"""What no letters are written on to: "PC/2231"."""
_BY_TOPIC, _BY_LENGTH = 0.85, 0.6
_WIDENED = frozenset({PiiKind.ACCOUNT_NUMBER, PiiKind.PIN, PiiKind.SSN})


def number_spans(text: str, context: Context, *, card_asked: bool = False) -> Iterator[Span]:
    """Personal numbers of one turn. ``card_asked``: somebody has asked for a card number in this
    call, so from then on every run of eight digits or more goes."""
    whole = [part for run in digit_runs(text) for part in _parts(text, run)]
    runs = [
        run for run in whole if not is_quantity(text, run) or _dialled_secret(text, run, context)
    ]
    expiry_said = card_said = False
    for group in pieces(text, runs):
        kinds = [_kind(text, run, context, card_asked=card_asked) for run in group]
        topics = context.topics(text, group[0].start, group[-1].end)
        personal = bool(KIND_OF.keys() & set(topics))
        if len(group) > 1 and not (personal and any(kinds)):
            kinds = [_of_pieces(text, group, context)] * len(group)
        for place, run in enumerate(group):
            if card_said and _EXPIRY_SHAPE.fullmatch(run.digits):
                kinds[place] = PiiKind.CARD_EXPIRY
            elif expiry_said and _is_code(text, run):
                kinds[place] = PiiKind.SECURITY_CODE
            expiry_said = kinds[place] is PiiKind.CARD_EXPIRY
            card_said = kinds[place] is PiiKind.CARD_NUMBER and len(run) >= _CARD_SHORTEST
        score = _BY_TOPIC if personal else _BY_LENGTH
        for span in _joined(text, group, kinds, score):
            yield widened(text, span) if span.kind in _WIDENED else span


def _dialled_secret(text: str, run: DigitRun, context: Context) -> bool:
    """ "You press 4821" after a question for the code of the gate."""
    topics = context.topics(text, run.start, run.end)[:1]
    return len(run) >= _PART_OF_ANSWER and is_dialled(text, run) and not _SHORT.isdisjoint(topics)


def _parts(text: str, run: DigitRun) -> list[DigitRun]:
    """ "4539 1488 0343 6467, 05/29, 204": a run that is too long for one number, in its parts."""
    if len(run) < max(CARD_LENGTHS):
        return [run]
    parts: list[DigitRun] = []
    for part in re.finditer(r"[^,]+", text[run.start : run.end]):
        start = run.start + part.start()
        found = digit_runs(part.group())
        parts += [DigitRun(start + r.start, start + r.end, r.digits) for r in found]
    return parts


def _joined(
    text: str, group: Sequence[DigitRun], kinds: Sequence[PiiKind | None], score: float
) -> Iterator[Span]:
    """One span over the whole group if no two of its kinds differ, else one for each run."""
    known = {kind for kind in kinds if kind is not None}
    if len(known) == 1:
        yield Span(whole_start(text, group[0]), group[-1].end, known.pop(), score)
        return
    for run, kind in zip(group, kinds, strict=True):
        if kind is not None:
            yield Span(whole_start(text, run), run.end, kind, score)


def _kind(text: str, run: DigitRun, context: Context, *, card_asked: bool) -> PiiKind | None:
    topics = context.topics(text, run.start, run.end)
    personal = bool(KIND_OF.keys() & set(topics))
    if not personal and (is_ticket(text, run) or _COUNTING in run.digits):
        return None
    if _told_in_passing(text, run, context, topics):
        return None
    if is_free(run.digits) and own_topic(text, run.start, run.end) is not Topic.PHONE:
        return None
    if is_written_date(text[run.start : run.end]) and not personal:
        return None
    own = own_topic(text, run.start, run.end)
    announced = own in KIND_OF and bool(_ANNOUNCED.search(text[max(0, run.start - 40) : run.start]))
    awaited = own in _DIVISIBLE or context.turns_ago == 1
    price = _short_price(text, run) if awaited else like_price(text, run)
    price = price or (context.stale and len(run) <= _PART_OF_ANSWER)
    kind: PiiKind | None = (
        by_shape(text, run)
        or _on_card(text, run, topics)
        or _by_topic(run, topics, own, announced=announced, price=price)
        or _whole_answer(text, run, context)
        or by_length(text, run, topics)
    )
    if kind is None and card_asked and len(run) >= LONG:
        labelled = own is Topic.OTHER and len(run) < _CARD_SHORTEST
        return None if labelled else PiiKind.CARD_NUMBER
    glued = own not in KIND_OF and _GLUED.search(text[: run.start])
    return None if kind in _NEVER_GLUED and glued else kind


def _told_in_passing(text: str, run: DigitRun, context: Context, topics: Sequence[Topic]) -> bool:
    """A year, or a short number in a long sentence a while after a secret was asked for."""
    words = len(text[: run.start].split()) + len(text[run.end :].split())
    if is_year(text, run) and Topic.BIRTH not in topics:
        return True
    if own_topic(text, run.start, run.end) is not None:
        return False
    secret = bool(topics) and topics[0] in _SHORT and topics[0] in context.asked
    return secret and context.turns_ago >= _A_WHILE and words >= _LONG_SENTENCE


def _short_price(text: str, run: DigitRun) -> bool:
    """ "One eighty", not the "forty-two eighteen" that a card ends in."""
    return len(run) <= _PART_OF_ANSWER and like_price(text, run)


def _whole_answer(text: str, run: DigitRun, context: Context) -> PiiKind | None:
    """A turn that is nothing but digits after a question for a number, however few."""
    if not (_PADDING.fullmatch(text[: run.start]) and _PADDING.fullmatch(text[run.end :])):
        return None
    asked = context.asked[-1:]
    if context.stale or (asked and asked[0] in _DIVISIBLE and _short_price(text, run)):
        return None
    numeric = asked and asked[0] in _LENGTHS and context.confirmed == ()
    return KIND_OF[asked[0]] if numeric and len(run) > 1 - (asked[0] in _SHORT) else None


def _of_pieces(text: str, group: Sequence[DigitRun], context: Context) -> PiiKind | None:
    """What the pieces of ``group`` are together."""
    whole = DigitRun(group[0].start, group[-1].end, "".join(run.digits for run in group))
    topics = context.topics(text, whole.start, whole.end)
    if Topic.OTHER in topics and not KIND_OF.keys() & set(topics):
        return None
    by_topic = _by_topic(whole, topics, None, announced=False)
    if by_topic is not None:
        return by_topic
    if len(whole) > max(_ANY_PHONE_LENGTHS):
        return PiiKind.CARD_NUMBER
    phone = len(whole) in _ANY_PHONE_LENGTHS
    return PiiKind.PHONE_NUMBER if phone else by_length(text, whole, topics)


def _on_card(text: str, run: DigitRun, topics: Sequence[Topic]) -> PiiKind | None:
    """Of what stands on a card: the expiry by its shape, and the security code where one is asked
    for, unless the last digits of the card are given."""
    if Topic.CARD in topics or Topic.EXPIRY in topics:
        written = _WRITTEN_EXPIRY.fullmatch(text[run.start : run.end])
        if (written or Topic.EXPIRY in topics) and _EXPIRY_SHAPE.fullmatch(run.digits):
            return PiiKind.CARD_EXPIRY
    if Topic.SECURITY_CODE in topics and _is_code(text, run):
        return PiiKind.SECURITY_CODE
    return None


def _is_code(text: str, run: DigitRun) -> bool:
    last = _FOUR_LAST.search(text[max(0, run.start - 40) : run.start])
    return len(run) in _CODE_DIGITS and not last


def _fits(run: DigitRun, topic: Topic, *, price: bool) -> bool:
    if topic is Topic.EXPIRY:
        return bool(_MONTH_AND_YEAR.fullmatch(run.digits))
    return not (price and topic in _DIVISIBLE)


def _by_topic(
    run: DigitRun,
    topics: Sequence[Topic],
    own: Topic | None,
    *,
    announced: bool,
    price: bool = False,
) -> PiiKind | None:
    if own is not None and announced and len(run) >= _ANNOUNCED_DIGITS:
        return KIND_OF[own]
    for topic in topics:
        if len(run) in _LENGTHS.get(topic, range(0)) and _fits(run, topic, price=price):
            return KIND_OF[topic]
    if price:
        return None
    for topic in topics:
        divisible = topic is not own and topic in _DIVISIBLE
        if divisible and _PART_OF_ANSWER <= len(run) < _LENGTHS[topic].stop:
            return KIND_OF[topic]
    return None
