"""What was said in a conversation, its parts joined, and what is found in it.

The content of one call is stored with its results. That of several is found when it is read, so
that nothing of a part outlives it.
"""

import logging
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from novapulse.domain import storage_keys
from novapulse.domain.content import Content
from novapulse.domain.errors import NotFound
from novapulse.services.home import Home
from novapulse.services.symbl.conversation import Conversation
from novapulse.services.symbl.joined import find_content
from novapulse.services.symbl.part import Part, read_parts
from novapulse.stages import documents

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
    return find_content(home, conversation, parts)
