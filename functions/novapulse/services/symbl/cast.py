"""Whose each message is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from novapulse.domain.content import Message
from novapulse.domain.conversation import SpeakerEvent
from novapulse.services.home import Home
from novapulse.services.symbl.conversation import Conversation
from novapulse.services.symbl.members import Person, Voice, people_of, person_called
from novapulse.services.symbl.speaker_events import Stretch, read_events, stretches_of, user_of
from novapulse.services.symbl.whole import Whole


@dataclass(frozen=True)
class Cast:
    """``people`` are those that were heard, then those whom only the speaker events name; of the
    latter ``users`` are the ids that the caller gave them."""

    whole: Whole
    people: tuple[Person, ...]
    users: Mapping[str, Person]
    spoken: Mapping[str, Sequence[Stretch]]

    def called(self, name: str) -> Person | None:
        """The member of that id."""
        return person_called(self.people, name) or self.users.get(name)

    def of_message(self, message: Message) -> Person | None:
        """None where speakers were not told apart."""
        return self._speakers.get(message.id)

    def of_messages(self, message_ids: Sequence[int]) -> Person | None:
        """Of the first of them."""
        return self._speakers.get(message_ids[0]) if message_ids else None

    def voice(self, segment_id: int, label: str) -> Person | None:
        """Who is so labelled in the part that has the segment."""
        part = self.whole.part_of(segment_id)
        source = part.source_of(label, near=segment_id)
        return None if source is None else self._voices.get((part.job.id, source))

    @cached_property
    def _voices(self) -> Mapping[Voice, Person]:
        return {voice: person for person in self.people for voice in person.voices}

    @cached_property
    def _speakers(self) -> Mapping[int, Person | None]:
        return {message.id: self._speaker(message) for message in self.whole.content.messages}

    def _speaker(self, message: Message) -> Person | None:
        user = user_of(message.start, message.end, self.spoken)
        if user is not None:
            return self.users[user]
        part = self.whole.part_of(message.segment_id)
        source = part.sources.get(message.segment_id, "")
        return self._voices.get((part.job.id, source))


def read_cast(home: Home, conversation: Conversation, whole: Whole) -> Cast:
    if not whole.parts:
        return Cast(whole, (), {}, {})
    people = list(people_of(home, whole.parts))
    events = read_events(home, conversation)
    users: dict[str, Person] = {}
    for event in events:
        if event.user_id not in users:
            users[event.user_id] = _user(event, people)
    return Cast(whole, tuple(people), users, stretches_of(events))


def _user(event: SpeakerEvent, people: list[Person]) -> Person:
    """Somebody who is known already, by id or e-mail, or else somebody new."""
    email = (event.email or "").casefold()
    known = person_called(people, event.user_id)
    if known is not None:
        return known
    for person in people:
        if email and email == (person.email or "").casefold():
            return person
    number = len(people) + 1
    person = Person(
        id=event.user_id,
        number=number,
        name=event.name or f"Speaker {number}",
        email=event.email,
    )
    people.append(person)
    return person
