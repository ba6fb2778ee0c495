"""Who cut in on whom, when and for how long: the events behind ``interruption_count``."""

from novapulse.domain.behaviour import Turn, agent_labels, interrupting, turns_of
from novapulse.domain.insights import Behavioral
from novapulse.domain.quality import Interruption, Interruptions
from novapulse.domain.transcript import Segment
from novapulse.language.assessment.call import Call, SpokenTurn

MANY_BY_AGENT = 3
"""By the agent in one call: once or twice happens to everybody."""


def interruptions(call: Call, behavioral: Behavioral) -> Interruptions:
    """``count`` is that of ``behavioral``; ``domain.behaviour`` says what an interruption is."""
    pairs = interrupting(turns_of(call.transcript))
    events = tuple(_event(call, turn, cut) for turn, cut in pairs)
    by_agent = sum(turn.agent for turn, _ in pairs)
    return Interruptions(
        count=behavioral.interruption_count,
        agent_count=by_agent,
        customer_count=len(pairs) - by_agent,
        events=events,
        flagged=call.roles_clear and by_agent >= MANY_BY_AGENT,
    )


def _event(call: Call, turn: Turn, cut: Turn) -> Interruption:
    segment = _beginning(call, turn)
    alone = SpokenTurn(segment.speaker, 1, (segment,))
    evidence = alone.evidence(0, len(segment.text))
    return Interruption(
        timestamp=round(turn.start, 2),
        duration=round(min(turn.end, cut.end) - turn.start, 2),
        by=segment.speaker,
        evidence=evidence,
    )


def _beginning(call: Call, turn: Turn) -> Segment:
    """The segment with which the turn begins."""
    agents = agent_labels(call.transcript)
    there = (s for s in call.transcript.segments if (s.speaker in agents) == turn.agent)
    return min((s for s in there if s.start == turn.start), key=lambda s: s.end)
