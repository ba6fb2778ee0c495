"""Five metrics of how a call was held: talk shares, silence, interruptions, response time.

Roles: the agent is the speaker labelled ``Agent``. Where nobody is (``Speaker 1``, ``Speaker 2``),
``Speaker 1`` takes the agent's place and everybody else the customer's, so that the shares still
describe the call; who is who then stays unknown, as the labels say. A colleague who takes over is
on the agent's side, also where one alone of them can be called ``Agent``.
"""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from novapulse.domain.insights import Behavioral
from novapulse.domain.transcript import AGENT, CUSTOMER, Segment, SpeakerRole, Transcript

Interval = tuple[float, float]

INTERRUPTION_AFTER = 0.3
"""Seconds that the other must have been speaking before: else both simply began together."""
INTERRUPTION_BEFORE_END = 0.5
"""Seconds that the other still spoke: less is an early start at the end of a turn."""
LONGEST_RESPONSE = 10.0
"""Seconds. A longer gap is a hold or a search, not somebody's response time."""

_BACK_CHANNEL = re.compile(
    r"^\W*(?:(?:uh[ -]?huh|mm[ -]?hmm?|mhm|m+|uh|um|hmm+|yeah|yes|yep|yup|okay|ok|right|sure|oh"
    r"|i see|got it|alright|all right|great|thank you|thanks|no)\W*){1,3}$",
    re.IGNORECASE,
)
_COLLEAGUE = "also the agent"
"""How the reason of a further agent's role begins: where every label is given once, one alone of
several agents is called Agent."""
_LONG_HUM = re.compile("m{9,}", re.IGNORECASE)
_HUM = "m" * 8


@dataclass(frozen=True)
class Turn:
    """Neighbouring segments of one side of the call. ``back_channel``: only "uh huh", "okay"."""

    agent: bool
    start: float
    end: float
    back_channel: bool


def behavioral(transcript: Transcript) -> Behavioral:
    """The five metrics. Shares have four decimals at most and are of the call's duration.

    - ``silence_ratio``: 1 minus the union of all speech.
    - ``agent_talk_ratio``, ``customer_talk_ratio``: speech of that side. Time in which both speak
      is split evenly, so the three shares always sum to 1.
    - ``interruption_count``: see ``interruptions``.
    - ``average_response_time_seconds``: see ``response_time``.

    A call without duration counts as silent.
    """
    agent, customer, silence = talk_shares(transcript)
    turns = turns_of(transcript)
    return Behavioral(
        silence_ratio=silence,
        interruption_count=interruptions(turns),
        agent_talk_ratio=agent,
        customer_talk_ratio=customer,
        average_response_time_seconds=response_time(turns_of(transcript, back_channels=False)),
    )


def agent_labels(transcript: Transcript) -> frozenset[str]:
    """Who stands on the agent's side; see the module's docstring."""
    labels = {s.speaker for s in transcript.segments} | {s.label for s in transcript.speakers}
    named = AGENT in labels or CUSTOMER in labels
    return known_agents(transcript) if named else frozenset({"Speaker 1"})


def known_agents(transcript: Transcript) -> frozenset[str]:
    """The label ``Agent`` and those of colleagues who take over; nobody stands in for an agent who
    is not known."""
    return frozenset({AGENT, *(role.label for role in transcript.speakers if is_colleague(role))})


def is_colleague(role: SpeakerRole) -> bool:
    """Of the agent, and takes over."""
    return role.reason.startswith(_COLLEAGUE)


def talk_shares(transcript: Transcript) -> tuple[float, float, float]:
    """Shares of agent, customer and silence, 0..1, which sum to 1."""
    agents = agent_labels(transcript)
    mine = _union([(s.start, s.end) for s in transcript.segments if s.speaker in agents])
    theirs = _union([(s.start, s.end) for s in transcript.segments if s.speaker not in agents])
    spoken = _length(_union([*mine, *theirs]))
    last = max((end for _, end in (*mine, *theirs)), default=0.0)
    duration = max(transcript.duration_seconds, last)
    if duration <= 0:
        return 0.0, 0.0, 1.0
    both = _length(mine) + _length(theirs) - spoken
    agent_share = round((_length(mine) - both / 2) / duration, 4)
    customer_share = round((_length(theirs) - both / 2) / duration, 4)
    return agent_share, customer_share, max(0.0, round(1 - agent_share - customer_share, 4))


def turns_of(transcript: Transcript, *, back_channels: bool = True) -> list[Turn]:
    """The call as turns of its two sides, in order of start. Without ``back_channels`` a turn goes
    on where the other only said "uh huh"; with them, what its speaker says later is a turn of its
    own."""
    agents = agent_labels(transcript)
    turns: list[Turn] = []
    for segment in sorted(transcript.segments, key=lambda s: (s.start, s.end)):
        turn = _turn(segment, is_agent=segment.speaker in agents)
        if turn.back_channel and not back_channels:
            continue
        if turns and turns[-1].agent == turn.agent and turns[-1].back_channel <= turn.back_channel:
            last = turns.pop()
            turn = Turn(
                turn.agent,
                last.start,
                max(last.end, turn.end),
                last.back_channel and turn.back_channel,
            )
        turns.append(turn)
    return turns


def interruptions(turns: Sequence[Turn]) -> int:
    """How many turns are interruptions; see ``interrupting``."""
    return len(interrupting(turns))


def interrupting(turns: Sequence[Turn]) -> list[tuple[Turn, Turn]]:
    """Turns, other than back-channels, that begin while the other side has been speaking for at
    least 0.3 s and goes on for at least 0.5 s more; each with the turn that it cuts into, the
    latest of several. ``turns``: in order of start, as of ``turns_of``. In linear time."""
    sides = {True: _Underway(turns, agent=True), False: _Underway(turns, agent=False)}
    found = []
    for turn in turns:
        cut = None if turn.back_channel else sides[not turn.agent].at(turn.start)
        if cut:
            found.append((turn, cut))
    return found


def response_time(turns: Sequence[Turn]) -> float:
    """Mean seconds, two decimals, from the end of one side's turn to the start of the other's,
    for turns without back-channels: "uh huh" neither answers nor waits for an answer.
    Overlapping starts and gaps of more than 10 s are left out; without any gap it is 0."""
    gaps = [
        following.start - turn.end
        for turn, following in pairwise(turns)
        if 0 <= following.start - turn.end <= LONGEST_RESPONSE
    ]
    return round(sum(gaps) / len(gaps), 2) if gaps else 0.0


def is_back_channel(text: str) -> bool:
    """Only "uh huh", "okay" and the like."""
    # A long run of "m" could be split between the parts of the pattern in very many ways.
    return bool(_BACK_CHANNEL.match(_LONG_HUM.sub(_HUM, text)))


class _Underway:
    """The turns of one side that may be interrupted at a moment; moments are asked in order."""

    def __init__(self, turns: Sequence[Turn], *, agent: bool) -> None:
        self._to_come = deque(turn for turn in turns if turn.agent == agent)
        self._begun: list[Turn] = []

    def at(self, moment: float) -> Turn | None:
        """The latest turn that has gone on for long enough by then, and goes on for long enough."""
        while self._to_come and moment - self._to_come[0].start >= INTERRUPTION_AFTER:
            self._begun.append(self._to_come.popleft())
        # What ends too early for this moment ends too early for every later one.
        while self._begun and self._begun[-1].end - moment < INTERRUPTION_BEFORE_END:
            self._begun.pop()
        return self._begun[-1] if self._begun else None


def _turn(segment: Segment, *, is_agent: bool) -> Turn:
    return Turn(is_agent, segment.start, segment.end, is_back_channel(segment.text))


def _union(intervals: Sequence[Interval]) -> list[Interval]:
    """Disjoint intervals in order that cover the same time."""
    merged: list[Interval] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        elif end > start:
            merged.append((start, end))
    return merged


def _length(intervals: Sequence[Interval]) -> float:
    return sum(end - start for start, end in intervals)
