"""Who takes part in a conversation, as far as callers have said: kept in the vault, by job and
speaker."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from novapulse.domain import storage_keys
from novapulse.domain.conversation import Member
from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job
from novapulse.services.home import Home
from novapulse.services.symbl.ids import member_id
from novapulse.services.symbl.part import Part
from novapulse.stages import documents

Voice = tuple[str, str]
"""A speaker of a job: the job's id, and the speaker's source (``SpeakerRole.source``)."""


@dataclass
class _Known:
    """One person while the parts are gone through."""

    voices: list[Voice] = field(default_factory=list)
    name: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class Person:
    """``number`` counts from 1 by first appearance. ``voices`` are all the speakers that the person
    is: those of several calls where their e-mails are equal."""

    id: str
    number: int
    name: str
    email: str | None
    voices: tuple[Voice, ...] = ()


def people_of(home: Home, parts: Iterable[Part]) -> tuple[Person, ...]:
    """In the order in which they first speak, then those who only are named. Of parts whose
    speakers were not told apart there is nobody."""
    known: list[_Known] = []
    by_email: dict[str, _Known] = {}
    for part in parts:
        if not part.job.options.conversation.separated:
            continue
        said = stored_members(home, part.job)
        for source in _sources(part, said):
            member = said.get(source, Member(source=source))
            person = _known_person(member, known, by_email)
            person.voices.append((part.job.id, source))
            person.name = person.name or member.name
    return tuple(_person(number, person) for number, person in enumerate(known, start=1))


def stored_members(home: Home, job: Job) -> Mapping[str, Member]:
    """By source."""
    found: dict[str, Member] = {}
    for key in home.vault.keys(storage_keys.vault_members(job.tenant, job.id)):
        try:
            member = documents.read(home.vault, key, Member)
        except NotFound:
            continue
        found[member.source] = member
    return found


def _sources(part: Part, said: Mapping[str, Member]) -> Iterator[str]:
    """A speaker who never speaks is there if somebody named it."""
    heard = [source for source in dict.fromkeys(part.sources.values()) if source]
    yield from heard
    for role in part.transcript.speakers:
        if role.source in said and role.source not in heard:
            yield role.source


def _known_person(member: Member, known: list[_Known], by_email: dict[str, _Known]) -> _Known:
    email = (member.email or "").casefold()
    if email in by_email:
        return by_email[email]
    person = _Known(email=member.email)
    known.append(person)
    if email:
        by_email[email] = person
    return person


def _person(number: int, known: _Known) -> Person:
    return Person(
        id=member_id(*known.voices[0]),
        number=number,
        name=known.name or f"Speaker {number}",
        email=known.email,
        voices=tuple(known.voices),
    )


def person_called(people: Sequence[Person], name: str) -> Person | None:
    """By the id of the person, or that of any of its voices."""
    for person in people:
        if name == person.id or any(name == member_id(*voice) for voice in person.voices):
            return person
    return None
