"""One tenant's vectors in memory, kept as the database has them."""

import threading
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from novapulse.adapters.sqlite.search.vector_rows import BLOCK_ROWS, VectorRows, read_rows

FIRST_ROWS = 256
"""Of a tenant's first block. Each further one doubles the room, up to ``BLOCK_ROWS`` more."""


class _Block:
    """Room for a number of rows, of which the first ``used`` are taken."""

    def __init__(self, rows: int, dimensions: int) -> None:
        self.room = VectorRows(
            np.empty(rows, np.int64),
            np.empty(rows, np.int64),
            np.empty((rows, dimensions), np.float32),
        )
        self.used = 0

    @property
    def taken(self) -> VectorRows:
        return self.room[: self.used]

    def add(self, rows: VectorRows) -> VectorRows:
        """Returns what there was no room for."""
        fits = min(len(rows), len(self.room) - self.used)
        self._write(self.used, rows[:fits])
        self.used += fits
        return rows[fits:]

    def keep_only(self, jobs: NDArray[np.int64]) -> None:
        kept = np.isin(self.taken.jobs, jobs)
        if kept.all():
            return
        before, remaining = self.used, self.taken[kept]
        self._write(0, remaining)
        self.used = len(remaining)
        self.room.vectors[self.used : before] = 0.0  # what was erased is not in memory either

    def _write(self, at: int, rows: VectorRows) -> None:
        for column, values in vars(rows).items():
            getattr(self.room, column)[at : at + len(rows)] = values


class KeptVectors:
    """Whoever holds ``lock`` while it opens its transaction sees no older state than the one before
    it: only then can what is gone be told from what is not yet there."""

    def __init__(self, dimensions: int) -> None:
        self.lock = threading.Lock()
        self.dimensions = dimensions
        self._blocks: list[_Block] = []
        self._jobs: set[int] = set()

    @property
    def size_bytes(self) -> int:
        return sum(block.room.vectors.nbytes for block in self._blocks)

    def refresh(self, connection: Connection, jobs: Sequence[int]) -> None:
        """``jobs``: the numbers of all indexed jobs of the tenant, in this transaction."""
        try:
            self._drop_all_but(jobs)
            new = sorted(set(jobs) - self._jobs)
            for rows in read_rows(connection, new, self.dimensions):
                self._add(rows)
            self._jobs.update(new)
        except BaseException:
            self.clear()
            raise

    def clear(self) -> None:
        self._blocks, self._jobs = [], set()

    def blocks(self) -> Iterator[VectorRows]:
        return (block.taken for block in self._blocks)

    def _drop_all_but(self, jobs: Sequence[int]) -> None:
        if self._jobs <= set(jobs):
            return
        self._jobs &= set(jobs)
        remaining = np.array(jobs, np.int64)
        for block in self._blocks:
            block.keep_only(remaining)
        self._blocks = [block for block in self._blocks if block.used]

    def _add(self, rows: VectorRows) -> None:
        for block in self._blocks:
            rows = block.add(rows)
        while len(rows):
            taken = sum(block.used for block in self._blocks)
            size = min(max(taken, len(rows), FIRST_ROWS), BLOCK_ROWS)
            self._blocks.append(_Block(size, self.dimensions))
            rows = self._blocks[-1].add(rows)
