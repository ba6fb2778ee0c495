"""Whether the words of a transcript can be relied on."""

from novapulse.domain.reliability import is_unreliable
from novapulse.domain.transcript import Transcript


def is_draft(transcript: Transcript) -> bool:
    """The words must not be relied on: the engine or the quality gate says so."""
    return transcript.engine.draft or is_unreliable(transcript.notices)
