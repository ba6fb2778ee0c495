"""Things named in a text: times, amounts, places, organisations, ids, and what was redacted."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from novapulse.domain.content import Entity, EntityReference, FoundEntity, Message
from novapulse.domain.content_options import CustomEntity
from novapulse.domain.pii import PLACEHOLDER, PiiKind
from novapulse.language.content.amounts import amounts
from novapulse.language.content.custom import find_custom
from novapulse.language.content.identity import item_id
from novapulse.language.content.occupied import Occupied
from novapulse.language.content.places import locations, organizations
from novapulse.language.content.reference_ids import reference_ids
from novapulse.language.content.temporal import TimeExpression, time_expressions

_REDACTED = {
    PiiKind.NAME: "person",
    PiiKind.EMAIL: "email",
    PiiKind.PHONE_NUMBER: "phone_number",
    PiiKind.CARD_NUMBER: "card_number",
    PiiKind.ADDRESS: "location",
    PiiKind.DATE_OF_BIRTH: "date",
    PiiKind.ACCOUNT_NUMBER: "account_number",
}
"""Types of what is known to have been there. Codes and secrets have none."""


def entities_of(
    messages: Sequence[Message],
    *,
    started_at: datetime,
    custom: Sequence[CustomEntity],
    english: bool,
) -> tuple[Entity, ...]:
    """In the order of their first mention. Managed types in English only."""
    grouped: dict[tuple[str, ...], tuple[FoundEntity, list[EntityReference]]] = {}
    for message in messages:
        now = started_at + timedelta(seconds=message.start)
        managed = find_entities(message.text, now) if english else []
        for found in [*managed, *find_custom(message.text, custom)]:
            _, references = grouped.setdefault(_key(found), (found, []))
            references.append(
                EntityReference(
                    message_id=message.id, segment_id=message.segment_id, offset=found.offset
                )
            )
    return tuple(_entity(key, first, refs) for key, (first, refs) in grouped.items())


def find_entities(text: str, now: datetime) -> list[FoundEntity]:
    """Managed entities in order, none overlapping; where two could be, the one whose kind comes
    first below stands."""
    candidates: Iterable[Iterable[FoundEntity]] = (
        _redacted(text),
        reference_ids(text),
        organizations(text),
        (_time(found) for found in time_expressions(text, now)),
        amounts(text),
        locations(text),
    )
    taken = Occupied()
    chosen = [
        found
        for kind in candidates
        for found in kind
        if taken.take(found.offset, found.offset + len(found.text))
    ]
    return sorted(chosen, key=lambda found: found.offset)


def _redacted(text: str) -> Iterator[FoundEntity]:
    for match in PLACEHOLDER.finditer(text):
        kind = _REDACTED.get(PiiKind(match.group()[1:-1]))
        if kind:
            yield FoundEntity(type=kind, text=match.group(), offset=match.start())


def _time(found: TimeExpression) -> FoundEntity:
    start, end = found.bounds or (None, None)
    return FoundEntity(
        type=found.kind,
        text=found.text,
        offset=found.start,
        value=found.value,
        start=start,
        end=end,
    )


def _key(found: FoundEntity) -> tuple[str, ...]:
    """Mentions in another case are one entity, what means another day is another."""
    text = re.sub(r"\s+", " ", found.text.casefold())
    if found.custom_type is not None:
        text = ""
    parts = (found.type, found.custom_type, text, found.value, found.start, found.end)
    return tuple(part or "" for part in parts)


def _entity(
    key: tuple[str, ...], first: FoundEntity, references: Sequence[EntityReference]
) -> Entity:
    return Entity(
        id=item_id("entity", *key),
        references=tuple(references),
        **first.model_dump(exclude={"offset"}),
    )
