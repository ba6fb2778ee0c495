"""Clauses of what was said that leave something to be done."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from novapulse.domain.content import Message, TaskKind
from novapulse.language.content.contacts import is_contact
from novapulse.language.content.due import Due, find_due
from novapulse.language.content.openings import core
from novapulse.language.content.pledges.clause import Clause, clauses_of, parts
from novapulse.language.content.pledges.form import Form
from novapulse.language.content.pledges.forms import best_form
from novapulse.language.content.pledges.score import total, weights_of
from novapulse.language.content.verbs import leaves_something

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
        form, phrase = best_form(_masked(core(clause.text).lower(), names))
        for part, verb_phrase in parts(clause, phrase):
            pledge = judge(part, form, verb_phrase) if form else None
            if pledge is not None:
                yield pledge


def _masked(said: str, names: frozenset[str]) -> str:
    """A speaker's name at the beginning like any redacted one."""
    first, blank, rest = said.partition(" ")
    return f"[name]{blank}{rest}" if first in names else said


def judge(clause: Clause, form: Form, phrase: str) -> Pledge | None:
    """None where the thing passes with the call: "let me check that"."""
    contact = is_contact(phrase, form.whose)
    lasts = leaves_something(phrase)
    waited_for = _LOOKS_UP.match(phrase) and _MEANWHILE.search(clause.message.text)
    passes = (
        lasts is False or form.name == "farewell" or _PASSING_OBJECT.match(phrase) or waited_for
    )
    if passes and not contact:
        return None
    due = find_due(clause.text, clause.now, contact=contact)
    said = core(clause.text).lower()
    evidence = {form.name: form.score}
    evidence |= weights_of(said, phrase, due=due is not None, lasts=bool(lasts or contact))
    kind: TaskKind = "follow_up" if contact else "action_item"
    return Pledge(clause, form, phrase, kind, due, total(evidence), tuple(evidence))
