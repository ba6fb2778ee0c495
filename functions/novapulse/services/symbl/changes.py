"""What callers change of a conversation: its metadata, who its members are, or that it is there."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from novapulse.domain import storage_keys
from novapulse.domain.conversation import Member, SpeakerEvent, SpeakerEvents
from novapulse.domain.errors import InvalidRequest, NotFound
from novapulse.domain.value import Value
from novapulse.services.erase import erase_job
from novapulse.services.home import Home
from novapulse.services.symbl.conversation import (
    Conversation,
    conversation_not_found,
    find_conversation,
)
from novapulse.services.symbl.members import Person, Voice, stored_members
from novapulse.services.symbl.speaker_events import read_events
from novapulse.services.symbl.view import View, read_view
from novapulse.stages import documents


@dataclass(frozen=True)
class NewNames:
    """``email`` None leaves the address as it is; an empty one takes it away."""

    name: str
    email: str | None = None


def change_metadata(
    home: Home, tenant: str, name: str, metadata: Mapping[str, str]
) -> Conversation:
    """In the place of what was there. Raises NotFound(``conversation_not_found``), and
    InvalidRequest for more than a job may have."""
    size, most = len(json.dumps(dict(metadata)).encode()), home.settings.max_metadata_bytes
    if size > most:
        raise InvalidRequest(
            "invalid_parameter", f"metadata: {size} bytes as JSON; accepted are {most}"
        )
    conversation = find_conversation(home, tenant, name)
    try:
        home.jobs.set_metadata(tenant, conversation.first.id, dict(metadata))
    except NotFound:
        raise conversation_not_found() from None
    home.search.retell(tenant, conversation.first.id)
    return find_conversation(home, tenant, name)


def erase_conversation(home: Home, tenant: str, name: str) -> None:
    """With all its parts, also those that come meanwhile. Raises NotFound
    (``conversation_not_found``), also the second time."""
    conversation = find_conversation(home, tenant, name)
    try:
        erase_job(home, tenant=tenant, job_id=conversation.first.id)
    except NotFound:
        raise conversation_not_found() from None


def change_member(home: Home, tenant: str, name: str, member: str, new: NewNames) -> None:
    """Everywhere, as answers are made with the names that are stored then. Raises NotFound
    (``conversation_not_found``, ``member_not_found``)."""
    view = read_view(home, tenant, name)
    person = view.cast.called(member)
    if person is None:
        raise NotFound("member_not_found", "The conversation has no member with this id.")
    for voice in person.voices:
        _rename_voice(home, view, voice, new)
    _rename_user(home, view, person, new)


def add_speaker_events(home: Home, tenant: str, name: str, events: Sequence[SpeakerEvent]) -> None:
    """In the place of those that were there. Raises NotFound(``conversation_not_found``)."""
    conversation = find_conversation(home, tenant, name)
    ordered = tuple(sorted(events, key=lambda event: event.at))
    first = conversation.first
    key = storage_keys.vault_speaker_events(tenant, first.id)
    _keep(home, (tenant, first.id), key, SpeakerEvents(events=ordered))


def _rename_voice(home: Home, view: View, voice: Voice, new: NewNames) -> None:
    job_id, source = voice
    job = next(part.job for part in view.whole.parts if part.job.id == job_id)
    before = stored_members(home, job).get(source, Member(source=source))
    member = Member(source=source, name=new.name, email=_email(before.email, new))
    key = storage_keys.vault_member(job.tenant, job_id, source)
    _keep(home, (job.tenant, job_id), key, member)


def _rename_user(home: Home, view: View, person: Person, new: NewNames) -> None:
    """Of the speaker events that name the person."""
    users = {user for user, who in view.cast.users.items() if who.id == person.id}
    if not users:
        return
    events = tuple(_renamed(read_events(home, view.conversation), users, new))
    first = view.conversation.first
    key = storage_keys.vault_speaker_events(first.tenant, first.id)
    _keep(home, (first.tenant, first.id), key, SpeakerEvents(events=events))


def _renamed(
    events: Sequence[SpeakerEvent], users: set[str], new: NewNames
) -> Iterator[SpeakerEvent]:
    for event in events:
        if event.user_id in users:
            email = _email(event.email, new)
            yield event.model_copy(update={"name": new.name, "email": email})
        else:
            yield event


def _email(before: str | None, new: NewNames) -> str | None:
    return before if new.email is None else new.email or None


def _keep(home: Home, where: tuple[str, str], key: str, document: Value) -> None:
    """Not of a job that is erased meanwhile, or whose time is over: whoever does that comes before
    this is written, or sees it."""
    documents.write(home.vault, key, document)
    try:
        kept = home.jobs.get(*where).data_expired_at is None
    except NotFound:
        kept = False
    if not kept:
        home.vault.delete(key)
        raise conversation_not_found()
