"""What the Conversation API answers, under Symbl's names. What is not known is left out; lists
always are there."""

from typing import Any, Literal

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


class ParentReference(Shape):
    type: Literal["topic"] = "topic"
    text: str


class TopicShape(Shape):
    id: Id
    text: str
    type: Literal["topic"] = "topic"
    score: float = Field(ge=0, le=1)
    message_ids: tuple[Id, ...]
    sentiment: SentimentShape | None = None
    parent_refs: tuple[ParentReference, ...]


class Topics(Shape):
    topics: tuple[TopicShape, ...]


class QuestionShape(Shape):
    id: Id
    text: str
    type: Literal["question"] = "question"
    score: float = Field(ge=0, le=1)
    message_ids: tuple[Id, ...]
    from_: Author = Field(alias="from")


class Questions(Shape):
    questions: tuple[QuestionShape, ...]


class NamedPerson(Shape):
    name: str


class MentionShape(Shape):
    """``offset``: of its first character in the insight's text. Ranges have ``start`` and
    ``end``."""

    type: str
    text: str
    offset: int
    value: str | NamedPerson | None = None
    start: str | None = None
    end: str | None = None


class _Task(Shape):
    id: Id
    text: str
    score: float = Field(ge=0, le=1)
    entities: tuple[MentionShape, ...]
    phrases: tuple[Phrase, ...]
    from_: Author = Field(alias="from")
    definitive: bool
    assignee: Speaker
    due_by: Time | None = None


class ActionItem(_Task):
    type: Literal["action_item"] = "action_item"
    message_ids: tuple[Id, ...]


class FollowUp(_Task):
    type: Literal["follow_up"] = "follow_up"
    message_ids: tuple[Id, ...]


class ActionItems(Shape):
    action_items: tuple[ActionItem, ...]


class FollowUps(Shape):
    follow_ups: tuple[FollowUp, ...]


class MessageId(Shape):
    id: Id


class ComprehensiveActionItem(_Task):
    type: Literal["action_item"] = "action_item"
    message_refs: tuple[MessageId, ...]


class ComprehensiveActionItems(Shape):
    action_items: tuple[ComprehensiveActionItem, ...]


class QuestionInsight(QuestionShape):
    """In the list of all insights each has entities and phrases."""

    entities: tuple[MentionShape, ...] = ()
    phrases: tuple[Phrase, ...] = ()


class Insights(Shape):
    insights: tuple[QuestionInsight | ActionItem | FollowUp, ...]


class MessageReference(Shape):
    """``offset``: of the first character that matched, -1 where only the meaning did."""

    id: Id
    text: str
    offset: int = Field(ge=-1)


class EntityMatch(Shape):
    detected_value: str
    message_refs: tuple[MessageReference, ...]


class EntityShape(Shape):
    """The first fields are those of the API's first version; ``category``, ``subType`` and
    ``matches`` those of its later one."""

    type: str
    custom_type: str | None = None
    value: str | None = None
    text: str
    start: str | None = None
    end: str | None = None
    message_refs: tuple[MessageReference, ...]
    category: Literal["Custom", "Managed"]
    sub_type: str
    matches: tuple[EntityMatch, ...]


class Entities(Shape):
    entities: tuple[EntityShape, ...]


class InsightReferenceShape(Shape):
    id: Id
    type: Literal["question", "action_item", "follow_up"]
    text: str
    offset: int = Field(ge=-1)


class TrackerMatchShape(Shape):
    """``value`` is the entry of the vocabulary."""

    type: Literal["vocabulary"] = "vocabulary"
    value: str
    message_refs: tuple[MessageReference, ...]
    insight_refs: tuple[InsightReferenceShape, ...]


class TrackerShape(Shape):
    id: Id
    name: str
    matches: tuple[TrackerMatchShape, ...]


class Metric(Shape):
    type: Literal["total_silence", "total_talk_time", "total_overlap"]
    percent: float
    seconds: float


class Pace(Shape):
    wpm: int


class Times(Shape):
    percentage: float
    seconds: float


class OverlappingMember(Shape):
    id: str
    name: str
    user_id: str | None = None
    percent: float
    seconds: float


class OverlapShape(Shape):
    """Empty where nobody spoke at the same time."""

    overlap_duration: float | None = None
    overlapping_members: tuple[OverlappingMember, ...] | None = None


class MemberAnalytics(Shape):
    id: str
    name: str
    user_id: str | None = None
    pace: Pace
    talk_time: Times
    listen_time: Times
    overlap: OverlapShape


class Analytics(Shape):
    metrics: tuple[Metric, ...]
    members: tuple[MemberAnalytics, ...]


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


class Intents(Shape):
    intents: tuple[dict[str, Any], ...] = ()
