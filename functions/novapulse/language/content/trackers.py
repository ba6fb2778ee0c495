"""Where the vocabulary of trackers was said: word by word, or in other words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from novapulse.domain.content import Message, Question, Task
from novapulse.domain.tracker import (
    BY_MEANING,
    DetectedTracker,
    InsightReference,
    Tracker,
    TrackerMatch,
    TrackerReference,
)
from novapulse.language.content.custom import phrase_places
from novapulse.language.content.identity import item_id
from novapulse.language.embedder import Embedder
from novapulse.language.passages import says_something

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Similarities = NDArray[np.float32]

CLOSER = 0.0
"""How far above the embedder's ``supports``, as a share of what remains to 1, a cosine must lie."""
_FEWEST_WORDS = 3
"""Shorter entries are names of things and are matched by their words alone: whoever tracks "fee"
does not want every sentence about money."""


def floor_of(embedder: Embedder) -> float:
    """The least cosine of a match by meaning."""
    return embedder.supports + CLOSER * (1 - embedder.supports)


def detect_trackers(
    messages: Sequence[Message],
    trackers: Sequence[Tracker],
    insights: Sequence[Question | Task],
    embedder: Embedder | None,
) -> tuple[DetectedTracker, ...]:
    """In the order of ``trackers``, those without a match left out. A message that has an entry's
    words is not matched with it by meaning too. Without an embedder nothing is."""
    near = _Meanings(messages, trackers, embedder)
    detected: list[DetectedTracker] = []
    for number, tracker in enumerate(trackers):
        matches = tuple(_matches(tracker, messages, insights, near))
        if matches:
            identity = item_id("tracker", number, tracker.name)
            detected.append(DetectedTracker(id=identity, name=tracker.name, matches=matches))
    return tuple(detected)


def _matches(
    tracker: Tracker,
    messages: Sequence[Message],
    insights: Sequence[Question | Task],
    near: "_Meanings",
) -> Iterator[TrackerMatch]:
    for entry in dict.fromkeys(tracker.vocabulary):
        found = [ref for message in messages for ref in _references(message, entry, near)]
        if found:
            yield TrackerMatch(
                value=entry, references=tuple(found), insights=_touched(entry, found, insights)
            )


def _references(message: Message, entry: str, near: "_Meanings") -> Iterator[TrackerReference]:
    places = list(phrase_places(message.text, entry))
    similarity = 1.0 if places else near.similarity(message, entry)
    offsets = [start for start, _ in places] or ([BY_MEANING] if similarity else [])
    for offset in offsets:
        yield TrackerReference(
            message_id=message.id,
            segment_id=message.segment_id,
            text=message.text,
            offset=offset,
            similarity=similarity,
        )


def _touched(
    entry: str, found: Sequence[TrackerReference], insights: Sequence[Question | Task]
) -> tuple[InsightReference, ...]:
    """Insights of the messages that matched; of a literal match only those that hold the words."""
    literal = {reference.message_id: reference.offset >= 0 for reference in found}
    touched: list[InsightReference] = []
    for insight in insights:
        message = next((i for i in insight.message_ids if i in literal), None)
        if message is None:
            continue
        place = next(phrase_places(insight.text, entry), None)
        if literal[message] and place is None:
            continue
        touched.append(
            InsightReference(
                id=insight.id,
                kind=insight.kind if isinstance(insight, Task) else "question",
                text=insight.text,
                offset=place[0] if place else BY_MEANING,
            )
        )
    return tuple(touched)


class _Meanings:
    """Cosines of messages with entries of vocabularies, computed once for all."""

    def __init__(
        self, messages: Sequence[Message], trackers: Sequence[Tracker], embedder: Embedder | None
    ) -> None:
        entries = dict.fromkeys(e for t in trackers for e in t.vocabulary if _long_enough(e))
        telling = [message for message in messages if says_something(message.text)]
        self._rows: Mapping[int, int] = {m.id: row for row, m in enumerate(telling)}
        self._columns: Mapping[str, int] = {entry: n for n, entry in enumerate(entries)}
        self._cosines: Similarities | None = None
        if embedder is not None and entries and telling:
            said = embedder.encode([message.text for message in telling])
            self._cosines = said @ embedder.encode(list(entries)).T
            self._floor = floor_of(embedder)

    def similarity(self, message: Message, entry: str) -> float:
        """0 for what is not near enough."""
        row, column = self._rows.get(message.id), self._columns.get(entry)
        if self._cosines is None or row is None or column is None:
            return 0.0
        cosine = float(self._cosines[row, column])
        return round(min(cosine, 1.0), 4) if cosine >= self._floor else 0.0


def _long_enough(entry: str) -> bool:
    return len(entry.split()) >= _FEWEST_WORDS
