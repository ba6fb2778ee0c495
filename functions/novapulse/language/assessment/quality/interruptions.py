"""Who cut in on whom, when and for how long: the events behind ``interruption_count``."""

from novapulse.domain.behaviour import Turn, agent_labels, interrupting, turns_of
from novapulse.domain.insights import Behavioral
from novapulse.domain.quality import Interruption, Interruptions
from novapulse.domain.transcript import Segment, Transcript
from novapulse.language.assessment.call import Call, SpokenTurn

MANY_BY_AGENT = 3
"""By the agent in one call: once or twice happens to everybody."""


def interruptions(call: Call, behavioral: Behavioral) -> Interruptions:
    """``count`` is that of ``behavioral``; ``domain.behaviour`` says what an interruption is."""
    pairs = interrupting(turns_of(call.transcript))
    beginnings = _beginnings(call.transcript)
    events = tuple(_event(beginnings[turn.agent, turn.start], turn, cut) for turn, cut in pairs)
    by_agent = sum(turn.agent for turn, _ in pairs)
    return Interruptions(
        count=behavioral.interruption_count,
        agent_count=by_agent,
        customer_count=len(pairs) - by_agent,
        events=events,
        flagged=call.roles_clear and by_agent >= MANY_BY_AGENT,
    )


def _event(segment: Segment, turn: Turn, cut: Turn) -> Interruption:
    """``segment``: the one with which ``turn`` begins."""
    alone = SpokenTurn(segment.speaker, 1, (segment,))
    evidence = alone.evidence(0, len(segment.text))
    return Interruption(
        timestamp=round(turn.start, 2),
        duration=round(min(turn.end, cut.end) - turn.start, 2),
        by=segment.speaker,
        evidence=evidence,
    )


def _beginnings(transcript: Transcript) -> dict[tuple[bool, float], Segment]:
    """By side (the agent's?) and start the segment with which a turn begins: of several the one
    that ends first."""
    agents = agent_labels(transcript)
    first: dict[tuple[bool, float], Segment] = {}
    for segment in sorted(transcript.segments, key=lambda s: s.end):
        first.setdefault((segment.speaker in agents, segment.start), segment)
    return first
