"""Who of a call speaks for the company."""

from novapulse.domain.behaviour import agent_labels
from novapulse.domain.transcript import AGENT, Transcript


def agents_of(transcript: Transcript) -> frozenset[str]:
    """Labels of the agent and of colleagues who take over. Nobody in a call of one speaker whose
    role nobody can tell: who speaks to a machine is a caller."""
    labels = {segment.speaker for segment in transcript.segments}
    agents = agent_labels(transcript)
    alone = len(labels) == 1 and len(transcript.speakers) == 1
    return frozenset() if alone and AGENT not in agents else agents
