"""What finds personal data, apart from the rules that do: their patterns take time to import."""

from collections.abc import Sequence
from typing import Protocol

from novapulse.domain.pii import Span

Turn = tuple[str, str]
"""Who speaks, and what they say."""


class PiiDetector(Protocol):
    def detect(self, turns: Sequence[Turn]) -> list[list[Span]]:
        """For each turn of a call, in time order, its personal data: disjoint spans over its text,
        in order. Placeholders that stand there already are left alone."""
        ...
