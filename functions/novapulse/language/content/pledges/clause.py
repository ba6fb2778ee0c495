"""Clauses of what was said, and the parts of one in which two things are left to be done."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from novapulse.domain.content import Message
from novapulse.language.content.contacts import is_contact
from novapulse.language.content.openings import opening_length, plain
from novapulse.language.content.verbs import leaves_something

_CLAUSE = re.compile(
    r"(?:,\s+|\s+)(?=(?:and|but|so|because) (?:then )?(?:im|ive|ill|youll|theyll|i|we|you|he|she"
    r"|they|someone|somebody|please)(?:['’]\w+)?\b(?! (?:know|see|mean)\b))"
    r"|,\s+(?=(?:i|we|you)(?:['’]\w+)\b|(?:can|could|would|will) you\b|please\b|(?:i|we) will\b)",
    re.IGNORECASE,
)
_JOINT = re.compile(r",?\s+and\s+(?:then\s+)?", re.IGNORECASE)
_MOST_JOINTS = 4
"""Of one sentence: nobody promises more in one breath."""


@dataclass(frozen=True)
class Clause:
    """``text`` stands at ``offset`` of the message, which is the call's message at ``place``.
    ``now``: when it was said."""

    message: Message
    place: int
    text: str
    offset: int
    now: datetime


def clauses_of(message: Message, place: int, started_at: datetime) -> Iterator[Clause]:
    """Coordinated clauses with a subject of their own, less the words that only open them."""
    now = started_at + timedelta(seconds=message.start)
    start = 0
    for match in [*_CLAUSE.finditer(message.text), None]:
        end = match.start() if match else len(message.text)
        said = message.text[start:end]
        if said.strip():
            lead = opening_length(said)
            yield Clause(message, place, said[lead:].rstrip(" ,"), start + lead, now)
        start = match.end() if match else end


def parts(clause: Clause, phrase: str) -> Iterator[tuple[Clause, str]]:
    """Work and contact that are promised in one breath are two things: "I'll test the connection
    and call you back on Friday". What passes with the call leaves the other: "I'll take some and
    send them"."""
    for joint in islice(_JOINT.finditer(clause.text), _MOST_JOINTS):
        first, rest = phrase.split(" and ", maxsplit=1)[0], clause.text[joint.end() :]
        second = plain(rest).lower()
        if leaves_something(first) is False and leaves_something(second) and not is_contact(first):
            yield clause, second
            return
        if is_contact(first) == is_contact(second) or not leaves_something(second):
            continue
        yield replace(clause, text=clause.text[: joint.start()]), first
        yield replace(clause, text=rest, offset=clause.offset + joint.end()), second
        return
    yield clause, phrase
