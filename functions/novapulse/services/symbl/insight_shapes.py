"""What is found in a conversation, under Symbl's names."""

from typing import Any, Literal

from pydantic import Field

from novapulse.services.symbl.shapes import (
    Author,
    Id,
    MessageId,
    Phrase,
    SentimentShape,
    Shape,
    Speaker,
    Time,
)


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


class Intents(Shape):
    intents: tuple[dict[str, Any], ...] = ()
