"""What a call is about, item by item. Every item names the messages it rests on.

Ids are whole numbers of sixteen digits below 2**53, made from the item's place and text: the same
transcript gives the same ids, and items of one call do not share one.
"""

from datetime import datetime
from typing import Literal

from novapulse.domain.insights import Label
from novapulse.domain.media import Notice
from novapulse.domain.tracker import DetectedTracker
from novapulse.domain.transcript import Word
from novapulse.domain.value import Value

ENGLISH_ONLY = "content_english_only"
"""Code of the notice that only messages, custom entities and literal trackers were made."""
DRAFT_LEFT_OUT = "content_draft_left_out"
"""Code of the notice that uncertain segments of a draft gave no insights."""

TaskKind = Literal["action_item", "follow_up"]


class Message(Value):
    """One sentence of one speaker, or one clause where nothing marks sentences. ``offset``: of its
    first character in the segment's text. Times are seconds from the start of the call."""

    id: int
    segment_id: int
    speaker: str
    start: float
    end: float
    offset: int
    text: str
    words: tuple[Word, ...] = ()
    phrases: tuple[str, ...] = ()
    """What is to be done, as it was said: "submit the documents"."""


class Topic(Value):
    """``score`` 0..1. ``parents``: ids of broader topics of the same call. ``sentiment_score``:
    mean of the segments that name it, -1..1, None where no sentiment was given."""

    id: int
    text: str
    score: float
    message_ids: tuple[int, ...]
    segment_ids: tuple[int, ...]
    parents: tuple[int, ...] = ()
    sentiment_score: float | None = None
    sentiment_label: Label | None = None


class FoundEntity(Value):
    """One mention. ``offset``: of its first character in the text that holds it. ``value`` is
    normalised (``2026-03-06``, ``69.99 USD``); ranges have ``start`` and ``end`` instead. Both
    are None for what was redacted."""

    type: str
    text: str
    offset: int
    value: str | None = None
    start: str | None = None
    end: str | None = None
    custom_type: str | None = None


class EntityReference(Value):
    """``offset``: in the message's text."""

    message_id: int
    segment_id: int
    offset: int


class Entity(Value):
    """The same thing said the same way, with all its mentions."""

    id: int
    type: str
    text: str
    references: tuple[EntityReference, ...]
    value: str | None = None
    start: str | None = None
    end: str | None = None
    custom_type: str | None = None


class Question(Value):
    """``score`` 0..1, from the ``evidence`` named."""

    id: int
    text: str
    score: float
    speaker: str
    message_ids: tuple[int, ...]
    segment_ids: tuple[int, ...]
    evidence: tuple[str, ...] = ()


class Task(Value):
    """Something to be done after the call: an action item, or a follow-up, which is a contact among
    the parties to come.

    ``speaker`` said it; ``assignee`` is the speaker whose side it falls to, None where the words do
    not tell. ``definitive``: promised, instructed or agreed to, with no "if" or "maybe".
    ``due_by``: UTC, the last moment that the words allow; ``due_text``: the words.
    """

    id: int
    kind: TaskKind
    text: str
    score: float
    speaker: str
    assignee: str | None
    definitive: bool
    due_text: str | None
    due_by: datetime | None
    entities: tuple[FoundEntity, ...]
    phrases: tuple[str, ...]
    message_ids: tuple[int, ...]
    segment_ids: tuple[int, ...]
    evidence: tuple[str, ...] = ()


class Content(Value):
    """All analyses of the content of one call, each list in the order of the call, topics by
    score."""

    messages: tuple[Message, ...]
    topics: tuple[Topic, ...] = ()
    questions: tuple[Question, ...] = ()
    action_items: tuple[Task, ...] = ()
    follow_ups: tuple[Task, ...] = ()
    entities: tuple[Entity, ...] = ()
    trackers: tuple[DetectedTracker, ...] = ()
    notices: tuple[Notice, ...] = ()
