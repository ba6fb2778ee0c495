"""A call as turns whose text can be searched, each match giving its evidence."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from novapulse.domain.behaviour import is_back_channel, known_agents
from novapulse.domain.evidence import Evidence
from novapulse.domain.transcript import AGENT, CUSTOMER, Segment, Transcript
from novapulse.language.assessment.quotation import quote, sentence_ends
from novapulse.language.assessment.timed_text import TimedText


@dataclass(frozen=True)
class SpokenTurn:
    """What one speaker said until another took over; "uh huh" under it takes nothing over.
    ``number`` counts the turns of this speaker, from 1."""

    speaker: str
    number: int
    segments: tuple[Segment, ...]

    @cached_property
    def text(self) -> str:
        """The segments' texts, a blank between them."""
        return " ".join(segment.text for segment in self.segments)

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        """Where in ``text`` each segment begins."""
        offsets, position = [], 0
        for segment in self.segments:
            offsets.append(position)
            position += len(segment.text) + 1
        return tuple(offsets)

    @cached_property
    def _timed(self) -> tuple[TimedText, ...]:
        return tuple(TimedText(segment) for segment in self.segments)

    @cached_property
    def _sentence_ends(self) -> tuple[int, ...]:
        return sentence_ends(self.text)

    @property
    def start(self) -> float:
        return self.segments[0].start

    def evidence(self, start: int, end: int) -> Evidence:
        """Of the characters ``start`` to ``end`` (exclusive) of ``text``, at least one, quoted with
        the rest of their sentence."""
        first = bisect_right(self._offsets, start) - 1
        last = bisect_left(self._offsets, end) - 1
        return Evidence(
            segment_ids=tuple(segment.id for segment in self.segments[first : last + 1]),
            speaker=self.speaker,
            start=self._timed[first].start_of(max(0, start - self._offsets[first])),
            end=self._timed[last].end_of(end - self._offsets[last]),
            quote=quote(self.text, start, end, self._sentence_ends),
        )

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        return pattern.finditer(self.text)

    def first(self, pattern: re.Pattern[str]) -> Evidence | None:
        match = pattern.search(self.text)
        return self.evidence(*match.span()) if match else None


@dataclass(frozen=True)
class Call:
    """``roles_clear``: it is known who the agent is. Where it is not, everybody may be the agent
    and everybody the customer."""

    transcript: Transcript
    turns: tuple[SpokenTurn, ...]
    roles_clear: bool

    @cached_property
    def agent_turns(self) -> tuple[SpokenTurn, ...]:
        return tuple(turn for turn in self.turns if self.may_be_agent(turn.speaker))

    @cached_property
    def customer_turns(self) -> tuple[SpokenTurn, ...]:
        return tuple(
            turn for turn in self.turns if not self.roles_clear or turn.speaker == self.customer
        )

    def may_be_agent(self, speaker: str) -> bool:
        if not self.roles_clear:
            return True
        return speaker in self._agents if self._agent_is_named else speaker != CUSTOMER

    @cached_property
    def customer(self) -> str:
        """The label of the customer: where only the agent is named, of whoever else speaks most."""
        speakers = (segment.speaker for segment in self.transcript.segments)
        said = Counter(speaker for speaker in speakers if not self.may_be_agent(speaker))
        return CUSTOMER if CUSTOMER in said or not said else said.most_common(1)[0][0]

    @cached_property
    def _agents(self) -> frozenset[str]:
        """A colleague who takes over is one too."""
        return known_agents(self.transcript)

    @cached_property
    def _agent_is_named(self) -> bool:
        return AGENT in _labels(self.transcript)


def read_call(transcript: Transcript) -> Call:
    labels = _labels(transcript)
    clear = AGENT in labels or CUSTOMER in labels
    return Call(transcript, tuple(_turns(transcript)), clear)


def _labels(transcript: Transcript) -> set[str]:
    return {s.speaker for s in transcript.segments} | {s.label for s in transcript.speakers}


def _turns(transcript: Transcript) -> Iterator[SpokenTurn]:
    counts: dict[str, int] = {}
    pending: list[Segment] = []
    for segment in sorted(transcript.segments, key=lambda s: (s.start, s.end)):
        if pending and segment.speaker != pending[-1].speaker:
            if segment.start < pending[-1].end and is_back_channel(segment.text):
                continue
            yield _turn(pending, counts)
            pending = []
        if segment.text.strip():
            pending.append(segment)
    if pending:
        yield _turn(pending, counts)


def _turn(segments: list[Segment], counts: dict[str, int]) -> SpokenTurn:
    speaker = segments[0].speaker
    counts[speaker] = counts.get(speaker, 0) + 1
    return SpokenTurn(speaker, counts[speaker], tuple(segments))
