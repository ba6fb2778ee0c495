"""As much of a long call as a language model is to read: its beginning and its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from novapulse.domain.transcript import Segment

OVERHEAD = 60
"""Characters of a turn beside its text: id, speaker, punctuation of JSON."""
LONGEST_SHARE = 8
"""One turn takes at most this part of all."""


@dataclass(frozen=True)
class Excerpt:
    """``head`` and ``tail`` are turns in order; ``left_out`` is how many were between them."""

    head: tuple[Segment, ...]
    tail: tuple[Segment, ...]
    left_out: int

    @property
    def segments(self) -> tuple[Segment, ...]:
        return (*self.head, *self.tail)


def excerpt(segments: Sequence[Segment], longest: int) -> Excerpt:
    """At most ``longest`` characters. Why somebody calls is said first and how it ended last, so
    whole turns are left out of the middle. Turns without a text are no turns; one that is very long
    is cut at a word."""
    turns = [
        _cut(segment, longest // LONGEST_SHARE) for segment in segments if segment.text.strip()
    ]
    if sum(map(_size, turns)) <= longest:
        return Excerpt(tuple(turns), (), 0)
    head = _fitting(turns, longest // 2)
    rest = turns[len(head) :]
    tail = _fitting(rest[::-1], longest - sum(map(_size, head)))[::-1]
    return Excerpt(tuple(head), tuple(tail), len(rest) - len(tail))


def _fitting(turns: Sequence[Segment], room: int) -> Sequence[Segment]:
    """The first of them, as many as have room."""
    sizes = accumulate(map(_size, turns))
    return turns[: sum(size <= room for size in sizes)]


def _size(segment: Segment) -> int:
    return len(segment.text) + OVERHEAD


def _cut(segment: Segment, longest: int) -> Segment:
    if len(segment.text) <= longest:
        return segment
    text = f"{segment.text[:longest].rpartition(' ')[0]} …"
    return segment.model_copy(update={"text": text, "words": ()})
