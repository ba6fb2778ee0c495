"""The contract of a summariser."""

from typing import Protocol

from novapulse.domain.insights import Summary
from novapulse.domain.transcript import Transcript


class Summariser(Protocol):
    def summarise(self, transcript: Transcript) -> Summary:
        """A summary of a redacted transcript. Nothing in it goes beyond what was said."""
        ...
