"""Action items and follow-ups: what is left to be done after a call, by whom and by when."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from novapulse.domain.content import Message, Task
from novapulse.language.content.action_phrases import action_phrases, cut_phrase
from novapulse.language.content.entities import find_entities
from novapulse.language.content.identity import item_id
from novapulse.language.content.later_due import with_later_day
from novapulse.language.content.openings import core
from novapulse.language.content.parties import Parties
from novapulse.language.content.pledges.clause import clauses_of
from novapulse.language.content.pledges.finding import Pledge, judge, pledges_of
from novapulse.language.content.pledges.form import Form
from novapulse.language.content.pledges.offers import ACCEPTED_OFFER, CONSENT, DOES_THAT, OFFER
from novapulse.language.content.pledges.score import AGREED, CONDITION_BEFORE, MOST, VAGUE
from novapulse.language.content.verbs import leaves_something
from novapulse.language.content.what_if import supposes


def tasks_of(
    messages: Sequence[Message], *, started_at: datetime, threshold: float
) -> tuple[Task, ...]:
    """Of messages that are sentences, in the order of the call; those with a score below
    ``threshold``, 0..1, are left out. ``started_at`` has a time zone, in which days are told."""
    parties = Parties(messages)
    found = [
        pledge
        for place, message in enumerate(messages)
        for pledge in pledges_of(message, place, started_at=started_at, names=parties.first_names)
    ]
    found += _accepted_offers(messages, found, parties, started_at)
    found.sort(key=lambda pledge: (pledge.clause.place, pledge.clause.offset))
    judged = (_supposed(_agreed(pledge, parties), messages) for pledge in found)
    kept = [pledge for pledge in judged if pledge.score >= threshold and pledge.score > 0]
    dated = (with_later_day(pledge, messages, parties, started_at) for pledge in _once(kept))
    return tuple(_task(pledge, parties) for pledge in dated)


def _agreed(pledge: Pledge, parties: Parties) -> Pledge:
    """Raised where the other party agrees at once, or where "that" answers a request of theirs."""
    place = pledge.clause.place
    if "vague" in pledge.evidence and CONSENT.match(pledge.clause.message.text):
        return _with(pledge, "answers", -VAGUE / 2)
    answer = None if pledge.form.firm else parties.answer(place)
    if answer and (CONSENT.match(answer.text) or DOES_THAT.search(answer.text)):
        return _with(pledge, "agreed", AGREED)
    return pledge


def _supposed(pledge: Pledge, messages: Sequence[Message]) -> Pledge:
    """Lowered where its sentence answers "and if he doesn't?"."""
    place, message = pledge.clause.place, pledge.clause.message
    before = messages[place - 1] if place else message
    if before.speaker != message.speaker and supposes(message.text, before.text):
        return _with(pledge, "condition", CONDITION_BEFORE)
    return pledge


def _with(pledge: Pledge, name: str, weight: float) -> Pledge:
    score = round(min(pledge.score + weight, MOST), 2)
    return replace(pledge, score=score, evidence=(*pledge.evidence, name))


def _accepted_offers(
    messages: Sequence[Message], found: Sequence[Pledge], parties: Parties, started_at: datetime
) -> Iterator[Pledge]:
    """ "Would you like me to send another one?" - "That would be great." Where the answer itself
    leaves something to be done, that counts instead."""
    promising = {pledge.clause.message.segment_id for pledge in found}
    form = Form("accepted_offer", ACCEPTED_OFFER, "speaker", OFFER)
    for place, message in enumerate(messages):
        for clause in clauses_of(message, place, started_at):
            offer = OFFER.match(core(clause.text).lower())
            answer = parties.answer(place) if offer else None
            if not (offer and answer and CONSENT.match(answer.text)):
                continue
            if answer.segment_id in promising or not leaves_something(offer["phrase"]):
                continue
            if pledge := judge(clause, form, offer["phrase"]):
                yield pledge


def _once(pledges: Sequence[Pledge]) -> list[Pledge]:
    """The same words in the same mouth count once."""
    seen: dict[tuple[str, str, str], Pledge] = {}
    for pledge in pledges:
        said = core(pledge.clause.text).lower()
        seen.setdefault((pledge.kind, pledge.clause.message.speaker, said), pledge)
    return list(seen.values())


def _task(pledge: Pledge, parties: Parties) -> Task:
    clause, message, due = pledge.clause, pledge.clause.message, pledge.due
    asked = parties.asked(clause.place) if "vague" in pledge.evidence else None
    rests_on = (asked, message) if asked else (message,)
    firm = pledge.form.firm or "agreed" in pledge.evidence
    return Task(
        id=item_id(pledge.kind, message.id, clause.offset),
        kind=pledge.kind,
        text=clause.text,
        score=pledge.score,
        speaker=message.speaker,
        assignee=parties.assignee(pledge.form.whose, message, clause.place),
        definitive=firm and not {"hedged", "condition"} & set(pledge.evidence),
        due_text=due.text if due else None,
        due_by=due.by if due else None,
        entities=tuple(find_entities(clause.text, clause.now)),
        phrases=action_phrases(clause.text) or (cut_phrase(pledge.phrase),),
        message_ids=tuple(m.id for m in rests_on),
        segment_ids=tuple(dict.fromkeys(m.segment_id for m in rests_on)),
        evidence=pledge.evidence,
    )
