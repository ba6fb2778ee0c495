"""One call of a conversation, as it lies within the whole."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from novapulse.domain import storage_keys
from novapulse.domain.errors import NotFound
from novapulse.domain.insights import Insights, SegmentSentiment, Sentence
from novapulse.domain.job import Job
from novapulse.domain.transcript import Segment, Transcript, Word
from novapulse.services.home import Home
from novapulse.stages import documents

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Part:
    """``transcript``, ``sentiment`` and ``summary`` have the times and the segment ids of the whole
    conversation; it begins at ``offset`` seconds, and its segments follow ``before``. The latter
    two are read when they are first asked for: who took part is known without them."""

    job: Job
    offset: float
    before: int
    transcript: Transcript
    read_insights: Callable[[], Insights | None]

    @cached_property
    def sentiment(self) -> tuple[SegmentSentiment, ...]:
        if self._insights is None:
            return ()
        return tuple(
            each.model_copy(
                update={
                    "segment_id": each.segment_id + self.before,
                    "start": _later(each.start, self.offset),
                    "end": _later(each.end, self.offset),
                }
            )
            for each in self._insights.sentiment.segments
        )

    @cached_property
    def summary(self) -> tuple[Sentence, ...]:
        if self._insights is None:
            return ()
        return tuple(
            sentence.model_copy(
                update={"segment_ids": tuple(n + self.before for n in sentence.segment_ids)}
            )
            for sentence in self._insights.summary.sentences
        )

    @cached_property
    def sources(self) -> Mapping[int, str]:
        """Who speaks, by segment id: speakers may share a label, but no source. Transcripts of
        earlier releases have labels alone."""
        by_label = {role.label: role.source for role in reversed(self.transcript.speakers)}
        return {
            segment.id: segment.source or by_label.get(segment.speaker, "")
            for segment in self.transcript.segments
        }

    def source_of(self, label: str, *, near: int) -> str | None:
        """The speaker so labelled; of several the one who speaks nearest to segment ``near``."""
        found = [role.source for role in self.transcript.speakers if role.label == label]
        if len(found) > 1:
            said = (segment.id for segment in self.transcript.segments if segment.speaker == label)
            nearest = min(said, key=lambda number: abs(number - near), default=None)
            return found[0] if nearest is None else self.sources[nearest]
        return found[0] if found else None

    @cached_property
    def _insights(self) -> Insights | None:
        return self.read_insights()

    @cached_property
    def end(self) -> float:
        """Seconds from the start of the conversation."""
        spoken = max((segment.end for segment in self.transcript.segments), default=0.0)
        return max(self.offset + self.transcript.duration_seconds, spoken)

    @cached_property
    def last(self) -> int:
        """The highest segment id."""
        return max((segment.id for segment in self.transcript.segments), default=self.before)


def read_parts(home: Home, jobs: tuple[Job, ...]) -> Iterator[Part]:
    """Of completed jobs, in order. What is erased meanwhile is passed over."""
    offset, before = 0.0, 0
    for job in jobs:
        part = _read(home, job, offset, before)
        if part is not None:
            yield part
            offset, before = part.end, part.last


def _read(home: Home, job: Job, offset: float, before: int) -> Part | None:
    key = storage_keys.result_transcript(job.tenant, job.id)
    try:
        transcript = documents.read(home.blobs, key, Transcript)
    except NotFound:
        log.warning("the transcript of job %s is missing", job.id)
        return None
    segments = tuple(_moved(segment, offset, before) for segment in transcript.segments)
    return Part(
        job=job,
        offset=offset,
        before=before,
        transcript=transcript.model_copy(update={"segments": segments}),
        read_insights=partial(_insights, home, job),
    )


def _insights(home: Home, job: Job) -> Insights | None:
    try:
        return documents.read(
            home.blobs, storage_keys.result_insights(job.tenant, job.id), Insights
        )
    except NotFound:
        log.warning("the insights of job %s are missing", job.id)
        return None


def _moved(segment: Segment, offset: float, before: int) -> Segment:
    if not offset and not before:
        return segment
    return segment.model_copy(
        update={
            "id": segment.id + before,
            "start": _later(segment.start, offset),
            "end": _later(segment.end, offset),
            "words": tuple(_moved_word(word, offset) for word in segment.words),
        }
    )


def _moved_word(word: Word, offset: float) -> Word:
    return word.model_copy(
        update={"start": _later(word.start, offset), "end": _later(word.end, offset)}
    )


def _later(seconds: float, offset: float) -> float:
    return round(seconds + offset, 3)
