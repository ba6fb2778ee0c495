"""The nearest of all vectors, exactly, block by block."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from novapulse.adapters.sqlite.search.vector_rows import VectorRows, speaker_code

ROUNDING = 1e-4
"""More than a product of float32 rows of length 1 can be wrong by."""

FEW = 8
"""Rows are picked out before they are compared if fewer than one in so many compete."""


class Competing:
    """Which passages may be found: of the indexed jobs ``newest_first`` what ``speaker`` said,
    else all of it."""

    def __init__(self, newest_first: Sequence[int], speaker: str | None) -> None:
        jobs = np.array(newest_first, np.int64)
        self._age = np.argsort(jobs)
        self._jobs = jobs[self._age]
        self._speaker = None if speaker is None else speaker_code(speaker)

    def mask(self, rows: VectorRows) -> NDArray[np.bool_]:
        mask: NDArray[np.bool_] = np.isin(rows.jobs, self._jobs)
        if self._speaker is not None:
            mask &= rows.speakers == self._speaker
        return mask

    def age(self, jobs: NDArray[np.int64]) -> NDArray[np.int64]:
        """0 for the newest job; only for jobs that compete."""
        age: NDArray[np.int64] = self._age[np.searchsorted(self._jobs, jobs)]
        return age


@dataclass(frozen=True)
class _Found:
    ids: NDArray[np.int64]
    ages: NDArray[np.int64]
    scores: NDArray[np.float64]

    def best(self, limit: int) -> "_Found":
        order = np.lexsort((self.ids, self.ages, -self.scores))[:limit]
        return _Found(self.ids[order], self.ages[order], self.scores[order])

    def with_(self, other: "_Found") -> "_Found":
        return _Found(
            np.concatenate((self.ids, other.ids)),
            np.concatenate((self.ages, other.ages)),
            np.concatenate((self.scores, other.scores)),
        )


_NOTHING = _Found(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float64))


def nearest(
    blocks: Iterable[VectorRows],
    vector: NDArray[np.float32],
    competing: Competing,
    limit: int,
) -> list[tuple[int, float]]:
    """Ids and cosines above 0, best first, of equals the newest. ``vector`` is of length 1, or of
    zeros and near to nothing."""
    found = _NOTHING
    for rows in blocks:
        found = found.with_(_nearest_in(rows, vector, competing, limit)).best(limit)
    return list(zip(found.ids.tolist(), found.scores.tolist(), strict=True))


def _nearest_in(
    rows: VectorRows, vector: NDArray[np.float32], competing: Competing, limit: int
) -> _Found:
    mask = competing.mask(rows)
    if np.count_nonzero(mask) * FEW < len(rows):
        rows = rows[mask]
        mask = mask[mask]
    scores = rows.vectors @ vector
    scores[~mask] = -np.inf
    lowest = np.float32(0.0)
    if len(scores) > limit:
        lowest = max(lowest, np.partition(scores, -limit)[-limit])
    near = rows[np.flatnonzero(scores > lowest - ROUNDING)]
    # Summed up one row like the other, equal vectors have equal scores, wherever they stand.
    exact = np.minimum((near.vectors.astype(np.float64) * vector).sum(axis=1), 1.0)
    near, exact = near[exact > 0], exact[exact > 0]
    return _Found(near.ids, competing.age(near.jobs), exact).best(limit)
