"""In which context each turn of a call is heard: what was asked before it and still waits for an
answer, and what is said right before and after it."""

import re
from collections.abc import Sequence

from novapulse.language.pii.context import Context
from novapulse.language.pii.mentions import mentions
from novapulse.language.pii.own_topic import ANSWER_DIGITS
from novapulse.language.pii.questions import asks_anew
from novapulse.language.pii.spoken_numbers import digit_runs
from novapulse.language.pii.topics import IMPERSONAL, KIND_OF, Topic
from novapulse.language.pii.turn_topics import turn_topics

_CONFIRMS = re.compile(
    r"\bthat(?:['’]?s| is)?(?: not)? (?:my|your|the|his|her)\b[^.,?!]{0,30}", re.IGNORECASE
)
_WANTED = re.compile(
    r"\bshould (?:be|start|have|say)\b|\bit['’]?s (?:on|at|in) the\b"
    r"|\b(?:can|could|may) (?:i|we|you) (?:just )?(?:have|get|take|give|read|grab)\b|\b(?:give"
    r"|read) me\b",
    re.IGNORECASE,
)
""" "The claim number should be in the top right"."""
_MEMORY_TURNS = 8
"""A question is remembered over this many turns unless another one replaces it."""
_FULL_ANSWER_DIGITS = 7
_DATED = frozenset({Topic.BIRTH, Topic.EXPIRY})
_GIVEN_PART = 2
"""Digits of the other party from which it did not ask but answer."""
_SHORT_QUESTION = 8
"""Words."""


def contexts(turns: Sequence[tuple[str, str]]) -> list[Context]:
    """The context of each (speaker, text) turn of a call."""
    named = turn_topics(turns)
    return [_context(turns, named, index) for index in range(len(turns))]


def _context(
    turns: Sequence[tuple[str, str]], named: Sequence[tuple[Topic, ...]], index: int
) -> Context:
    speaker = turns[index][0]
    recent = range(index - 1, max(-1, index - 1 - _MEMORY_TURNS), -1)
    place = next((i for i in recent if turns[i][0] != speaker and _asks(turns[i][1], named[i])), -1)
    since = turns[place + 1 : index] if place >= 0 else ()
    own = [text for who, text in since if who == speaker]
    given = [len(run) for text in own for run in digit_runs(text)]
    stale = _goes_on(since, speaker)
    over = _over(spoke=bool(own), stale=stale, digits=sum(given))
    before = _own_turn_before(turns, named, index)
    return Context(
        tuple(t for t in named[place] if t not in over) if place >= 0 else (),
        _main(named[before]) if before is not None else None,
        answered=any(size >= ANSWER_DIGITS for size in given),
        stale=stale,
        turns_ago=index - place,
        opening=index == 0,
        asked_at=place,
        confirmed=_confirmed(turns, index),
    )


def _over(*, spoke: bool, stale: bool, digits: int) -> frozenset[Topic]:
    """Topics of a question that wait for no answer any more. ``digits``: so many were given."""
    over = frozenset({Topic.MEMORABLE}) if spoke else frozenset()
    if not stale:
        return over
    # Another question: names are over, and numbers are once they were given.
    return frozenset(Topic) if digits >= _FULL_ANSWER_DIGITS else over | {Topic.NAME}


def _own_turn_before(
    turns: Sequence[tuple[str, str]], named: Sequence[tuple[Topic, ...]], index: int
) -> int | None:
    """The turn just before, if it is the same speaker's and names something; or the one before a
    short "what is the new one?" or "go ahead" of the other party, which names nothing."""
    speaker = turns[index][0]
    if index and turns[index - 1][0] == speaker:
        return index - 1 if named[index - 1] else None
    if index < 2 or turns[index - 2][0] != speaker or named[index - 1]:
        return None
    given = any(len(run) >= _GIVEN_PART for run in digit_runs(turns[index - 1][1]))
    if given and not _DATED.intersection(named[index - 2]):
        return None
    asked = len(turns[index - 1][1].split()) <= _SHORT_QUESTION
    personal = any(topic in KIND_OF for topic in named[index - 2])
    return index - 2 if asked and personal else None


def _confirmed(turns: Sequence[tuple[str, str]], index: int) -> tuple[Topic, ...]:
    if index + 1 == len(turns) or turns[index + 1][0] == turns[index][0]:
        return ()
    match = _CONFIRMS.search(turns[index + 1][1])
    return tuple(m.topic for m in mentions(match.group()) if m.topic in KIND_OF) if match else ()


def _goes_on(since: Sequence[tuple[str, str]], speaker: str) -> bool:
    """The other party asks something new after ``speaker`` had its say."""
    spoke = next((i for i, (who, _) in enumerate(since) if who == speaker), len(since))
    return any(who != speaker and asks_anew(text) for who, text in since[spoke:])


def _asks(text: str, named: Sequence[Topic]) -> bool:
    """A harmless topic takes the place of an earlier question only as a question."""
    if not named:
        return False
    wanted = text.rstrip().endswith("?") or _WANTED.search(text)
    labelled = wanted and named[-1] is Topic.OTHER
    return not IMPERSONAL.issuperset(named) or bool(labelled) or asks_anew(text)


def _main(named: Sequence[Topic]) -> Topic:
    return next((t for t in reversed(named) if t not in IMPERSONAL), named[-1])
