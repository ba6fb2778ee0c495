"""Who of a call speaks for the company."""

from novapulse.domain.behaviour import agent_label
from novapulse.domain.transcript import Transcript

_COLLEAGUE = "also the agent"
"""How the reason of a further agent's role begins: of two agents one alone is called Agent."""


def agents_of(transcript: Transcript) -> frozenset[str]:
    """Labels of the agent and of colleagues who take over. Nobody in a call of one speaker whose
    role nobody can tell: who speaks to a machine is a caller."""
    labels = {segment.speaker for segment in transcript.segments}
    agent = agent_label(transcript)
    if len(labels) == 1 and len(transcript.speakers) == 1 and agent.startswith("Speaker"):
        return frozenset()
    colleagues = (role.label for role in transcript.speakers if _is_colleague(role.reason))
    return frozenset({agent, *colleagues})


def _is_colleague(reason: str) -> bool:
    return reason.startswith(_COLLEAGUE)
