"""When personal data was spoken: what of a recording is to be made silent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from novapulse.domain.pii import PLACEHOLDER
from novapulse.domain.transcript import Segment, Transcript

Mode = Literal["silence", "beep"]
AudioFormat = Literal["flac", "wav", "mp3"]

PADDING_SECONDS = 0.15
"""Before and after: word times of recognisers are no closer than that."""


@dataclass(frozen=True)
class Interval:
    """Seconds from the start of the recording; ``start`` < ``end``."""

    start: float
    end: float


def redacted_times(transcript: Transcript) -> tuple[Interval, ...]:
    """Disjoint, in order: the time of each word that was taken out of a redacted transcript, with
    ``PADDING_SECONDS`` on either side. A segment whose text lacks more than its words tell of is
    taken as a whole."""
    spoken = [each for segment in transcript.segments for each in _spoken(segment)]
    return tuple(_merged(_padded(spoken)))


def _spoken(segment: Segment) -> Iterator[tuple[float, float]]:
    taken = [word for word in segment.words if PLACEHOLDER.match(word.word)]
    if len(taken) < len(PLACEHOLDER.findall(segment.text)):
        yield segment.start, segment.end
    yield from ((word.start, word.end) for word in taken)


def _padded(times: Iterable[tuple[float, float]]) -> Iterator[Interval]:
    for start, end in sorted(times):
        yield Interval(max(0.0, start - PADDING_SECONDS), end + PADDING_SECONDS)


def _merged(intervals: Iterable[Interval]) -> Iterator[Interval]:
    current: Interval | None = None
    for interval in intervals:
        if current is None:
            current = interval
        elif interval.start <= current.end:
            current = Interval(current.start, max(current.end, interval.end))
        else:
            yield current
            current = interval
    if current is not None:
        yield current
