"""A call as turns whose text can be searched, each match giving its evidence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from novapulse.domain.behaviour import is_back_channel, known_agents
from novapulse.domain.evidence import Evidence
from novapulse.domain.transcript import AGENT, CUSTOMER, Segment, Transcript

LONGEST_QUOTE = 160
"""Characters of a quotation, in which a sentence or two find room."""
_SENTENCE_END = re.compile(r"[.!?](?=\s)")
_ELLIPSIS = "…"


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
        offsets, position = [], 0
        for segment in self.segments:
            offsets.append(position)
            position += len(segment.text) + 1
        return tuple(offsets)

    @property
    def start(self) -> float:
        return self.segments[0].start

    def evidence(self, start: int, end: int) -> Evidence:
        """Of the characters ``start`` to ``end`` (exclusive) of ``text``, quoted with the rest of
        their sentence."""
        within = [
            (segment, offset)
            for segment, offset in zip(self.segments, self._offsets, strict=True)
            if offset < end and start < offset + len(segment.text) + 1
        ]
        first, first_offset = within[0]
        last, last_offset = within[-1]
        return Evidence(
            segment_ids=tuple(segment.id for segment, _ in within),
            speaker=self.speaker,
            start=_time(first, max(0, start - first_offset), at_end=False),
            end=_time(last, end - last_offset, at_end=True),
            quote=_quote(self.text, start, end),
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

    @property
    def customer(self) -> str:
        """The label of the customer: where only the agent is named, of whoever else speaks most."""
        labels = [s.speaker for s in self.transcript.segments if not self.may_be_agent(s.speaker)]
        return CUSTOMER if CUSTOMER in labels or not labels else max(labels, key=labels.count)

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


def _time(segment: Segment, offset: int, *, at_end: bool) -> float:
    """Seconds, two decimals, at which a character is spoken: by its word where the words pair up
    with the text, else by its share of the characters."""
    written = list(re.finditer(r"\S+", segment.text))
    if len(written) == len(segment.words) > 0:
        pairs = zip(written, segment.words, strict=True)
        touched = [w for m, w in pairs if (m.start() < offset if at_end else m.end() > offset)]
        if touched:
            return round(touched[-1].end if at_end else touched[0].start, 2)
    share = min(1.0, offset / max(1, len(segment.text)))
    return round(segment.start + share * (segment.end - segment.start), 2)


def _quote(text: str, start: int, end: int) -> str:
    """The sentences around the characters, cut at words where they are too long."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    first = max((e for e in ends if e <= start), default=0)
    last = min((e for e in ends if e >= end), default=len(text))
    if last - first <= LONGEST_QUOTE:
        return text[first:last].strip()
    spare = max(0, LONGEST_QUOTE - (end - start)) // 2
    begin, until = max(first, start - spare), min(last, max(end, start) + spare)
    until = min(until, begin + LONGEST_QUOTE)
    quote = text[begin:until]
    if begin > first:
        quote = (
            _ELLIPSIS + (quote if text[begin - 1].isspace() else quote.partition(" ")[2]).strip()
        )
    if until < last:
        quote = (quote if text[until].isspace() else quote.rpartition(" ")[0]).strip() + _ELLIPSIS
    return quote.strip()
