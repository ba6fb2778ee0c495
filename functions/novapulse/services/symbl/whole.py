"""What was said in a conversation, its parts joined, and what is found in it.

The content of one call is stored with its results. That of several is found anew when it is read,
so that nothing of a part outlives it.
"""

import logging
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from novapulse.domain import storage_keys
from novapulse.domain.content import Content
from novapulse.domain.errors import EngineUnavailable, NotFound
from novapulse.domain.insights import Sentiment
from novapulse.domain.sentiment import overall_label, overall_score, trend
from novapulse.domain.tracker import Tracker
from novapulse.domain.transcript import Transcript
from novapulse.language.content import analyse_content
from novapulse.language.embedder import Embedder
from novapulse.services.home import Home
from novapulse.services.symbl.conversation import Conversation
from novapulse.services.symbl.part import Part, read_parts
from novapulse.stages import documents
from novapulse.stages.content import wanted_trackers

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Whole:
    """``parts`` are the completed ones; where there is none, nothing is found. ``content`` is
    looked for when it is first asked for: who took part is known without it."""

    parts: tuple[Part, ...]
    find_content: Callable[[], Content]

    @cached_property
    def content(self) -> Content:
        return self.find_content()

    @cached_property
    def scores(self) -> Mapping[int, float]:
        """Sentiment by segment id, -1..1."""
        return {each.segment_id: each.score for part in self.parts for each in part.sentiment}

    def part_of(self, segment_id: int) -> Part:
        place = bisect_left(self._last_segments, segment_id)
        return self.parts[min(place, len(self.parts) - 1)]

    @cached_property
    def _last_segments(self) -> Sequence[int]:
        return [part.last for part in self.parts]


def read_whole(home: Home, conversation: Conversation) -> Whole:
    parts = tuple(read_parts(home, conversation.completed))
    return Whole(parts, partial(_content, home, conversation, parts))


def _content(home: Home, conversation: Conversation, parts: Sequence[Part]) -> Content:
    if not parts:
        return Content(messages=())
    if len(parts) == 1:
        job = parts[0].job
        try:
            key = storage_keys.result_content(job.tenant, job.id)
            return documents.read(home.blobs, key, Content)
        except NotFound:
            log.info("the content of job %s is found anew: none is stored", job.id)
    return _found_anew(home, conversation, parts)


def _found_anew(home: Home, conversation: Conversation, parts: Sequence[Part]) -> Content:
    """All that any part asked for is looked for in all; the last one's threshold holds."""
    asked = [part.job.options.content for part in parts]
    trackers = _trackers(home, parts)
    return analyse_content(
        _joined_transcript(parts),
        _joined_sentiment(parts),
        started_at=conversation.started_at,
        custom_entities=tuple(
            dict.fromkeys(each for options in asked for each in options.custom_entities)
        ),
        trackers=trackers,
        embedder=_embedder(home, trackers),
        confidence_threshold=asked[-1].confidence_threshold,
    )


def _trackers(home: Home, parts: Sequence[Part]) -> Sequence[Tracker]:
    """Of one name the first."""
    by_name: dict[str, Tracker] = {}
    for part in parts:
        for tracker in wanted_trackers(part.job, home.trackers):
            by_name.setdefault(tracker.name, tracker)
    return tuple(by_name.values())


def _embedder(home: Home, trackers: Sequence[Tracker]) -> Embedder | None:
    """Its model is loaded for trackers alone; without it they are found by their words."""
    if not trackers:
        return None
    try:
        return home.embedder()
    except EngineUnavailable as error:
        log.warning("trackers are found by their words alone: %s", error.code)
        return None


def _joined_transcript(parts: Sequence[Part]) -> Transcript:
    """Labels are left as they are: the agent of one call stands on the same side in the next."""
    first = parts[0].transcript
    engine = first.engine.model_copy(
        update={"draft": any(part.transcript.engine.draft for part in parts)}
    )
    speakers = {role.label: role for part in reversed(parts) for role in part.transcript.speakers}
    return first.model_copy(
        update={
            "engine": engine,
            "duration_seconds": parts[-1].end,
            "speakers": tuple(speakers.values()),
            "segments": tuple(s for part in parts for s in part.transcript.segments),
            "pii_redacted": all(part.transcript.pii_redacted for part in parts),
            "notices": tuple(n for part in parts for n in part.transcript.notices),
        }
    )


def _joined_sentiment(parts: Sequence[Part]) -> Sentiment:
    segments = tuple(each for part in parts for each in part.sentiment)
    score = overall_score(segments)
    return Sentiment(
        overall_label=overall_label(score),
        overall_score=score,
        trend=trend(segments),
        segments=segments,
    )
