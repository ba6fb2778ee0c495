"""From the sentences in which things are found to the messages that are shown: what came as text
is one message a turn, however many sentences it has."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from novapulse.domain.content import Content, Entity, Message, Question, Task, Topic
from novapulse.domain.tracker import (
    BY_MEANING,
    DetectedTracker,
    TrackerMatch,
    TrackerReference,
)

Found = TypeVar("Found", Topic, Question, Task)


class _Place(NamedTuple):
    """The message that has a sentence, and where the sentence begins in it."""

    message: Message
    offset: int


Places = Mapping[int, tuple[Message, _Place]]
"""By the sentence's id: the sentence, and where it is."""


def in_messages(found: Content, messages: Sequence[Message]) -> Content:
    """``found`` in sentences, referring to ``messages`` of the same transcript, each of which is
    one sentence or several. Texts of what was found stay those of the sentences."""
    places = _places(found.messages, messages)
    return found.model_copy(
        update={
            "messages": _with_phrases(messages, places),
            "topics": tuple(_moved(topic, places) for topic in found.topics),
            "questions": tuple(_moved(question, places) for question in found.questions),
            "action_items": tuple(_moved(task, places) for task in found.action_items),
            "follow_ups": tuple(_moved(task, places) for task in found.follow_ups),
            "entities": tuple(_moved_entity(entity, places) for entity in found.entities),
            "trackers": tuple(_moved_tracker(tracker, places) for tracker in found.trackers),
        }
    )


def _places(sentences: Sequence[Message], messages: Sequence[Message]) -> Places:
    by_segment: dict[int, list[Message]] = {}
    for message in sorted(messages, key=lambda message: message.offset):
        by_segment.setdefault(message.segment_id, []).append(message)
    found = {}
    for sentence in sentences:
        among = by_segment[sentence.segment_id]
        holds = [message for message in among if message.offset <= sentence.offset] or among
        found[sentence.id] = (sentence, _Place(holds[-1], sentence.offset - holds[-1].offset))
    return found


def _with_phrases(messages: Sequence[Message], places: Places) -> tuple[Message, ...]:
    """Those of their sentences."""
    phrases: dict[int, dict[str, None]] = {message.id: {} for message in messages}
    for sentence, place in places.values():
        phrases[place.message.id].update(dict.fromkeys(sentence.phrases))
    return tuple(
        message.model_copy(update={"phrases": tuple(phrases[message.id])}) for message in messages
    )


def _moved(found: Found, places: Places) -> Found:
    ids = dict.fromkeys(places[i][1].message.id for i in found.message_ids)
    return found.model_copy(update={"message_ids": tuple(ids)})


def _moved_entity(entity: Entity, places: Places) -> Entity:
    references = tuple(
        reference.model_copy(
            update={
                "message_id": places[reference.message_id][1].message.id,
                "offset": places[reference.message_id][1].offset + reference.offset,
            }
        )
        for reference in entity.references
    )
    return entity.model_copy(update={"references": references})


def _moved_tracker(tracker: DetectedTracker, places: Places) -> DetectedTracker:
    matches = tuple(_moved_match(match, places) for match in tracker.matches)
    return tracker.model_copy(update={"matches": matches})


def _moved_match(match: TrackerMatch, places: Places) -> TrackerMatch:
    """A message that several of its sentences are near to an entry is near to it once."""
    near: dict[tuple[int, int], TrackerReference] = {}
    for reference in match.references:
        moved = _moved_reference(reference, places)
        key = (moved.message_id, moved.offset)
        if key not in near or near[key].similarity < moved.similarity:
            near[key] = moved
    return match.model_copy(update={"references": tuple(near.values())})


def _moved_reference(reference: TrackerReference, places: Places) -> TrackerReference:
    place = places[reference.message_id][1]
    literal = reference.offset != BY_MEANING
    return reference.model_copy(
        update={
            "message_id": place.message.id,
            "text": place.message.text,
            "offset": place.offset + reference.offset if literal else BY_MEANING,
        }
    )
