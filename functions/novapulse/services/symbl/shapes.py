"""What the Conversation API answers, under Symbl's names. What is not known is left out; lists
always are there."""

from typing import Literal

from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from novapulse.domain.insights import Label
from novapulse.domain.value import Value

Id = str
Time = str
"""ISO 8601, UTC, milliseconds, ``Z``."""


class Shape(Value):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class MemberShape(Shape):
    id: str
    name: str
    email: str | None = None


class Members(Shape):
    members: tuple[MemberShape, ...]


class Speaker(Shape):
    """Of a message. Empty where speakers are not told apart."""

    id: str | None = None
    name: str | None = None
    email: str | None = None


class Author(Speaker):
    """Of an insight. ``userId`` is the e-mail address, which some clients look for there."""

    user_id: str | None = None


class ConversationShape(Shape):
    id: Id
    type: Literal["meeting"] = "meeting"
    name: str
    start_time: Time
    end_time: Time
    members: tuple[MemberShape, ...]
    metadata: dict[str, str]


class Conversations(Shape):
    conversations: tuple[ConversationShape, ...]


class Updated(Shape):
    id: Id
    metadata: dict[str, str]


class Done(Shape):
    message: str


class Phrase(Shape):
    type: Literal["action_phrase"] = "action_phrase"
    text: str


class Polarity(Shape):
    score: float = Field(ge=-1, le=1)


class SentimentShape(Shape):
    polarity: Polarity
    suggested: Label


class WordShape(Shape):
    """``speakerTag`` counts speakers from 1; ``score`` is left out of what came as text."""

    word: str
    start_time: Time
    end_time: Time
    speaker_tag: int | None = None
    score: float | None = None
    time_offset: float
    duration: float


class MessageShape(Shape):
    """``timeOffset`` is seconds from the first message's start, ``startTime`` the conversation's
    start and that."""

    id: Id
    text: str
    from_: Speaker = Field(alias="from")
    start_time: Time
    end_time: Time
    time_offset: float
    duration: float
    conversation_id: Id
    phrases: tuple[Phrase, ...]
    sentiment: SentimentShape | None = None
    words: tuple[WordShape, ...] | None = None


class Messages(Shape):
    messages: tuple[MessageShape, ...]


class MessageId(Shape):
    id: Id


class SummaryItem(Shape):
    id: Id
    text: str
    message_refs: tuple[MessageId, ...]
    start_time: Time | None = None
    end_time: Time | None = None


class SummaryShape(Shape):
    summary: tuple[SummaryItem, ...]


class FormattedTranscript(Shape):
    payload: str
    content_type: Literal["text/markdown", "text/srt"]


class TranscriptShape(Shape):
    transcript: FormattedTranscript
