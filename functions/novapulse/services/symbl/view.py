"""All that there is to show of a conversation, read once for one answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

from novapulse.domain.content import Message
from novapulse.domain.insights import Label
from novapulse.services.home import Home
from novapulse.services.symbl import shapes
from novapulse.services.symbl.cast import Cast, read_cast
from novapulse.services.symbl.conversation import Conversation, find_conversation
from novapulse.services.symbl.members import Person
from novapulse.services.symbl.whole import Whole, read_whole

BAND = 0.3
"""Symbl calls what lies beyond it, on either side, positive or negative."""


@dataclass(frozen=True)
class View:
    """Of a conversation of which nothing is completed there are no messages."""

    conversation: Conversation
    whole: Whole
    cast: Cast

    @property
    def messages(self) -> Sequence[Message]:
        return self.whole.content.messages

    @cached_property
    def by_id(self) -> Mapping[int, Message]:
        return {message.id: message for message in self.messages}

    @cached_property
    def zero(self) -> float:
        """Seconds into the recording at which the first message starts: times are told from it."""
        return min((message.start for message in self.messages), default=0.0)

    def item(self, number: int) -> str:
        return self.conversation.item(number)

    def items(self, numbers: Sequence[int]) -> tuple[str, ...]:
        return tuple(self.item(number) for number in numbers)

    def time(self, seconds: float) -> str:
        """When that was. ``seconds``: from the start of the recording."""
        return wire_millis(self.conversation.started_at + timedelta(seconds=self.offset(seconds)))

    def offset(self, seconds: float) -> float:
        """From the first message's start."""
        return seconds - self.zero


def read_view(home: Home, tenant: str, name: str) -> View:
    """Raises NotFound(``conversation_not_found``)."""
    return view_of(home, find_conversation(home, tenant, name))


def view_of(home: Home, conversation: Conversation) -> View:
    whole = read_whole(home, conversation)
    return View(conversation, whole, read_cast(home, conversation, whole))


def wire_millis(at: datetime) -> str:
    """``2020-07-10T11:16:21.024Z``."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def sentiment_shape(score: float) -> shapes.SentimentShape:
    return shapes.SentimentShape(polarity=shapes.Polarity(score=score), suggested=suggested(score))


def suggested(score: float) -> Label:
    if score > BAND:
        return "positive"
    return "negative" if score < -BAND else "neutral"


def speaker_shape(person: Person | None) -> shapes.Speaker:
    if person is None:
        return shapes.Speaker()
    return shapes.Speaker(id=person.id, name=person.name, email=person.email)


def author_shape(person: Person | None) -> shapes.Author:
    if person is None:
        return shapes.Author()
    return shapes.Author(id=person.id, name=person.name, email=person.email, user_id=person.email)


def phrase_shapes(phrases: Sequence[str]) -> tuple[shapes.Phrase, ...]:
    return tuple(shapes.Phrase(text=phrase) for phrase in phrases)
