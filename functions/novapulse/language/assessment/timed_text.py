"""When each character of a segment's text is spoken."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from novapulse.domain.transcript import Segment


@dataclass(frozen=True)
class TimedText:
    """Seconds, two decimals, by the segment's words where they pair up with its text, else by the
    share of its characters. The text is divided into words once, however often it is asked."""

    segment: Segment

    def start_of(self, offset: int) -> float:
        """When the character is spoken that is the ``offset``-th, from 0."""
        word = bisect_right(self._spans, offset, key=lambda span: span[1])
        if word < len(self._spans):
            return round(self.segment.words[word].start, 2)
        return self._by_share(offset)

    def end_of(self, offset: int) -> float:
        """When all characters before the ``offset``-th have been spoken."""
        word = bisect_left(self._spans, offset, key=lambda span: span[0]) - 1
        if word >= 0:
            return round(self.segment.words[word].end, 2)
        return self._by_share(offset)

    @cached_property
    def _spans(self) -> tuple[tuple[int, int], ...]:
        """First character and last + 1 of each word; none where the words are not timed."""
        if not self.segment.words:
            return ()
        written = tuple(match.span() for match in re.finditer(r"\S+", self.segment.text))
        return written if len(written) == len(self.segment.words) else ()

    def _by_share(self, offset: int) -> float:
        share = min(1.0, offset / max(1, len(self.segment.text)))
        start, end = self.segment.start, self.segment.end
        return round(start + share * (end - start), 2)
