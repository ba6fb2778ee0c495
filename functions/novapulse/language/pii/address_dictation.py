"""Addresses dictated piece by piece, a turn for each: "two one eight", "linden avenue", "fresno",
"nine three seven", "two one"."""

import re
from collections.abc import Iterator, Sequence

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.addresses import UNIT_ANSWER
from novapulse.language.pii.dictation import only_number
from novapulse.language.pii.mentions import mentions
from novapulse.language.pii.questions import asks_anew
from novapulse.language.pii.street_words import CLEAR_SUFFIX, LOOSE_SUFFIX
from novapulse.language.pii.topics import Topic

_STREET = re.compile(
    r"\W*(?:(?:uh|um|it['’]?s|on|at|yes|yeah|okay|and)\b\W*)*"
    rf"(?P<street>(?:[a-z'’]+\s+){{1,3}}?(?:{CLEAR_SUFFIX}|{LOOSE_SUFFIX})"
    rf"(?:\s+(?:{CLEAR_SUFFIX}))?)\W*",
    re.IGNORECASE,
)
_HOUSE_DIGITS = 6
_POSTAL_DIGITS = 5
_TALKED_OF = 6
"""Turns before the street in which an address was talked of."""
_LONGEST = 12
"""Turns after the street in which the address may go on."""
_WORDS_OF_A_PIECE = 4
_OF_ADDRESS = frozenset((Topic.ADDRESS, Topic.POSTAL_CODE))

Turns = Sequence[tuple[str, str]]


def dictated_addresses(turns: Turns) -> Iterator[tuple[int, Span]]:
    """(turn index, span) for the house number, the street, the flat and the postal code of each
    address whose street is a turn of its own."""
    for index, (_, text) in enumerate(turns):
        street = _STREET.fullmatch(text)
        house = _house(turns, index) if street else None
        if street is None or house is None or not _talked_of(turns, index):
            continue
        yield house
        yield index, Span(*street.span("street"), PiiKind.ADDRESS, 0.8)
        yield from _rest(turns, index)


def _house(turns: Turns, street: int) -> tuple[int, Span] | None:
    """The number that the same speaker said just before, a "mhm" aside."""
    for index in range(street - 1, max(-1, street - 3), -1):
        speaker, text = turns[index]
        if speaker != turns[street][0]:
            continue
        run = only_number(text)
        if run is None or len(run) > _HOUSE_DIGITS:
            return None
        return index, Span(run.start, run.end, PiiKind.ADDRESS, 0.8)
    return None


def _talked_of(turns: Turns, street: int) -> bool:
    return any(
        mention.topic is Topic.ADDRESS
        for _, text in turns[max(0, street - _TALKED_OF) : street]
        for mention in mentions(text)
    )


def _rest(turns: Turns, street: int) -> Iterator[tuple[int, Span]]:
    """Until the postal code is whole or something else is talked of."""
    digits = 0
    following = list(enumerate(turns))[street + 1 : street + 1 + _LONGEST]
    for index, (speaker, text) in following:
        if _ends(text):
            return
        unit = UNIT_ANSWER.search(text)
        run = None if unit else only_number(text)
        if unit is not None:
            yield index, Span(unit.start(), unit.end(), PiiKind.ADDRESS, 0.8)
        elif run is not None:
            yield index, Span(run.start, run.end, PiiKind.ADDRESS, 0.8)
            digits += len(run) if speaker == turns[street][0] else 0
        if digits >= _POSTAL_DIGITS:
            return


def _ends(text: str) -> bool:
    topics = {mention.topic for mention in mentions(text)}
    if topics and topics <= _OF_ADDRESS:
        return False
    long = len(text.split()) > _WORDS_OF_A_PIECE and only_number(text) is None
    return bool(topics) or long or asks_anew(text)
