"""Clauses of what was said that leave something to be done."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from novapulse.domain.content import Message, TaskKind
from novapulse.language.content.contacts import is_contact
from novapulse.language.content.due import Due, find_due
from novapulse.language.content.openings import core, opening_length, plain
from novapulse.language.content.pledge_score import total, weights_of
from novapulse.language.content.pledges import FORMS, IMPERATIVE, Form
from novapulse.language.content.verbs import leaves_something

_CLAUSE = re.compile(
    r"(?:,\s+|\s+)(?=(?:and|but|so|because) (?:then )?(?:im|ive|ill|youll|theyll|i|we|you|he|she"
    r"|they|someone|somebody|please)(?:['’]\w+)?\b(?! (?:know|see|mean)\b))"
    r"|,\s+(?=(?:i|we|you)(?:['’]\w+)\b|(?:can|could|would|will) you\b|please\b|(?:i|we) will\b)",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"\b(?:what|how|when|where|why|whether|before|after|until|once|while|than|said|told me|think"
    r"|hope|guarantee|guaranteed|know|knew|believe|says|as soon as|so that|which|who|(?:can|could"
    r"|may|might) (?:i|we))\s+$"
)
_INVERTED = re.compile(r"\b(?:do|does|did|will|would|shall|should|can|could|must|may|have|has) $")
"""Before a pronoun: "will I have to pay" asks."""
_NO_COMMANDS = frozenset(["have", "get", "do", "let", "start", "stop", "test", "text", "set"])
_JOINT = re.compile(r",?\s+and\s+(?:then\s+)?", re.IGNORECASE)
_MOST_JOINTS = 4
"""Of one sentence: nobody promises more in one breath."""
_NEAR = 24
"""Characters before a form that may turn its meaning."""
_NOT_NOW = re.compile(r"\b(?:no longer|not|never|n't)\s*$")
_PASSING_OBJECT = re.compile(
    r"^(?:give (?:me|you) (?:your|the|that|my)|help|call (?:it|that|this) (?:a|an)\b"
    r"|call(?:ing)? (?:about|to|because|in|from|regarding)|set (?:that|it) aside"
    r"|open (?:the|your|up the) (?:app|browser|settings|page|menu|website)"
    r"|check (?:to|if|that|whether|what|on that)|ask (?:you|that you|a (?:few|couple))"
    r"|keep (?:going|that in mind|in mind|an eye)|move (?:on|forward)|include you"
    r"|get (?:you )?(?:the|my|our|a) (?:[\w-]+ ){0,2}(?:desk|team|manager|supervisor|colleague"
    r"|department|lead|specialist)|try (?:my|me|our) luck|bring (?:in|up)"
    r"|put you (?:through|on|over)|writ(?:e|ing)(?: (?:it|that|this|all|everything))+ down"
    r"|do the (?:same|trick)|have the (?:same|chance|right|option))\b"
)

_LOOKS_UP = re.compile(r"^(?:check|ask|speak|talk|look|see|find)\b")
_MEANWHILE = re.compile(
    r"\b(?:(?:one|(?:just|for|me) an?) (?:moment|second|sec|minute|mo|tick)"
    r"|bear with me|(?:hold|hang) on|while you (?:wait|hold)|won['’]t be (?:a|long))\b",
    re.IGNORECASE,
)
"""Somebody waits for it: "let me check with the depot, one moment"."""


@dataclass(frozen=True)
class Clause:
    """``text`` stands at ``offset`` of the message, which is the call's message at ``place``.
    ``now``: when it was said."""

    message: Message
    place: int
    text: str
    offset: int
    now: datetime


@dataclass(frozen=True)
class Pledge:
    """A clause with the form that it has, its part from the verb on in lower case, and the score
    0..1 with the names of what that rests on."""

    clause: Clause
    form: Form
    phrase: str
    kind: TaskKind
    due: Due | None
    score: float
    evidence: tuple[str, ...]


def pledges_of(
    message: Message, place: int, *, started_at: datetime, names: frozenset[str]
) -> Iterator[Pledge]:
    """``names``: first names of speakers in lower case, who may be the ones to act."""
    for clause in clauses_of(message, place, started_at):
        form, phrase = _best_form(_masked(core(clause.text).lower(), names))
        for part, verb_phrase in _parts(clause, phrase):
            pledge = judge(part, form, verb_phrase) if form else None
            if pledge is not None:
                yield pledge


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


def _masked(said: str, names: frozenset[str]) -> str:
    """A speaker's name at the beginning like any redacted one."""
    first, blank, rest = said.partition(" ")
    return f"[name]{blank}{rest}" if first in names else said


def _parts(clause: Clause, phrase: str) -> Iterator[tuple[Clause, str]]:
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


def judge(clause: Clause, form: Form, phrase: str) -> Pledge | None:
    """None where the thing passes with the call: "let me check that"."""
    contact = is_contact(phrase, form.whose)
    lasts = leaves_something(phrase)
    waited_for = _LOOKS_UP.match(phrase) and _MEANWHILE.search(clause.message.text)
    passes = (
        lasts is False
        or form.name == "farewell"
        or _PASSING_OBJECT.match(phrase)
        or bool(waited_for)
    )
    if passes and not contact:
        return None
    due = find_due(clause.text, clause.now, contact=contact)
    said = core(clause.text).lower()
    evidence = {form.name: form.score}
    evidence |= weights_of(said, phrase, due=due is not None, lasts=bool(lasts or contact))
    kind: TaskKind = "follow_up" if contact else "action_item"
    return Pledge(clause, form, phrase, kind, due, total(evidence), tuple(evidence))


def _best_form(said: str) -> tuple[Form | None, str]:
    """The form with the highest score among those whose verb lasts, and the part from it on."""
    found: list[tuple[Form, str]] = []
    for form in FORMS:
        match = form.pattern.search(said)
        if match and not _denied(said, match):
            found.append((form, match["phrase"]))
    if found:
        return max(found, key=lambda pair: _rank(*pair))
    match = IMPERATIVE.pattern.match(said)
    if match and _commands(match["phrase"]):
        return IMPERATIVE, match["phrase"]
    return None, ""


def _rank(form: Form, phrase: str) -> tuple[bool, float]:
    return bool(leaves_something(phrase) or is_contact(phrase)), form.score


def _denied(said: str, match: re.Match[str]) -> bool:
    """Said to be not so, or inside a question or thought: "when we will send", "I don't ..."."""
    before = said[: match.start()]
    inverted = _INVERTED.search(before[-_NEAR:]) and said[match.start() :].startswith(
        ("i ", "we ", "you ")
    )
    near = before[-_NEAR:]
    return bool(inverted or _SUBORDINATE.search(near) or _NOT_NOW.search(near))


def _commands(phrase: str) -> bool:
    """A command and no participle or noun: "keep the receipts", not "sending it"."""
    first = phrase.split(" ", maxsplit=1)[0]
    article = re.match(r"[a-z]+ (?:the|an?|your|my|our|us|me|it|them|that|this|those|in)\b", phrase)
    passing = first.endswith(("ing", "ed", "s")) or first in _NO_COMMANDS
    return bool(article) and not passing and bool(leaves_something(phrase))
