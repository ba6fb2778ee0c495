"""The contract of whatever words an answer: it knows the passages that it is given, no more."""

from collections.abc import Sequence
from typing import Protocol

from novapulse.domain.search import Passage


class Answerer(Protocol):
    def answer(self, question: str, passages: Sequence[Passage]) -> str:
        """``passages``: one or more that support an answer, the most relevant first. The text rests
        on them alone and marks what it takes from the n-th with ``[n]``, n from 1."""
        ...
