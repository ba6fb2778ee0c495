"""Several rankings of the same things as one."""

from collections.abc import Hashable, Sequence
from typing import TypeVar

K = 60
"""How much less the first places count than they would alone, after Cormack, Clarke and Büttcher,
"Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods", SIGIR 2009."""

T = TypeVar("T", bound=Hashable)


def fuse(*rankings: Sequence[T], k: int = K) -> dict[T, float]:
    """Reciprocal Rank Fusion: each thing with the sum of ``1 / (k + rank)`` over the rankings that
    hold it, ranks from 1; best first, and of equals the one that was met first. A ranking holds
    each thing once. The scale of the rankings' own scores does not matter."""
    scores: dict[T, float] = {}
    for ranking in rankings:
        for rank, thing in enumerate(ranking, start=1):
            scores[thing] = scores.get(thing, 0.0) + 1 / (k + rank)
    return dict(sorted(scores.items(), key=lambda entry: -entry[1]))
