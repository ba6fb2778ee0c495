"""Trackers: things that a caller wants to be told of when they come up, and where they did."""

from datetime import datetime

from novapulse.domain.errors import Conflict, NotFound
from novapulse.domain.value import Value

BY_MEANING = -1
"""The offset of a match whose words are other words."""


class Tracker(Value):
    """``vocabulary``: words and phrases, each of which stands for the tracker."""

    name: str
    vocabulary: tuple[str, ...]


class StoredTracker(Value):
    """A tenant's tracker. ``id``: sixteen digits; ``name`` is unique within the tenant, case
    counts."""

    id: str
    tracker: Tracker
    description: str = ""
    categories: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    created_at: datetime
    updated_at: datetime


def tracker_exists(name: str) -> Conflict:
    return Conflict("tracker_exists", f"name: there is a tracker {name!r} already; send another")


def too_many_trackers(at_most: int) -> Conflict:
    return Conflict(
        "too_many_trackers", f"There are {at_most} trackers, as many as a tenant may have."
    )


def tracker_not_found() -> NotFound:
    """Unknown, another tenant's, or no id at all: the one answer to all of them."""
    return NotFound("tracker_not_found", "No such tracker exists; an id is sixteen digits.")


class TrackerReference(Value):
    """A message that matched. ``offset``: of the first matching character in ``text``, or
    ``BY_MEANING``; ``similarity``: cosine, 1 for a literal match."""

    message_id: int
    segment_id: int
    text: str
    offset: int
    similarity: float


class InsightReference(Value):
    """An insight that rests on a message which matched. ``kind``: question, action_item or
    follow_up; ``offset`` as above, in ``text``."""

    id: int
    kind: str
    text: str
    offset: int


class TrackerMatch(Value):
    """All that matched one entry of the vocabulary."""

    value: str
    references: tuple[TrackerReference, ...]
    insights: tuple[InsightReference, ...] = ()


class DetectedTracker(Value):
    """A tracker with at least one match. Trackers that nothing matched are not reported."""

    id: int
    name: str
    matches: tuple[TrackerMatch, ...]
