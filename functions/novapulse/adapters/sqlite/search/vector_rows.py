"""Vectors of passages: as they are stored, and as rows of a matrix."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Row, Select, func, select

from novapulse.adapters.sqlite.search.passage_ids import PLACE_BITS
from novapulse.adapters.sqlite.tables import PASSAGES

STORED = np.dtype("<f2")
BLOCK_ROWS = 16_384
"""Held in one piece at most: 25 MB of 384 dimensions."""
JOBS_A_STATEMENT = 500

_ROWS: Select[Any] = select(PASSAGES.c.id, PASSAGES.c.speaker, PASSAGES.c.vector)


@dataclass(frozen=True)
class VectorRows:
    """``vectors``: shape (passages, dimensions), rows of length 1. ``speakers``: see
    ``speaker_code``."""

    ids: NDArray[np.int64]
    speakers: NDArray[np.int64]
    vectors: NDArray[np.float32]

    @property
    def jobs(self) -> NDArray[np.int64]:
        """The numbers of the indexed jobs."""
        return self.ids >> PLACE_BITS

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, rows: "slice | NDArray[np.bool_] | NDArray[np.int64]") -> "VectorRows":
        return VectorRows(self.ids[rows], self.speakers[rows], self.vectors[rows])


def pack(vectors: NDArray[np.float32]) -> list[bytes | None]:
    """Each row as it is stored; None for a row of zeros."""
    return [row.astype(STORED).tobytes() if row.any() else None for row in vectors]


def read_rows(connection: Connection, jobs: Sequence[int], dimensions: int) -> Iterator[VectorRows]:
    """Blocks of up to ``BLOCK_ROWS``. What has not ``dimensions`` figures is passed over."""
    for at in range(0, len(jobs), JOBS_A_STATEMENT):
        statement = _ROWS.where(
            PASSAGES.c.indexed_job.in_(jobs[at : at + JOBS_A_STATEMENT]),
            func.length(PASSAGES.c.vector) == dimensions * STORED.itemsize,
        )
        for rows in connection.execute(statement).partitions(BLOCK_ROWS):
            yield _unpack(rows, dimensions)


@lru_cache(maxsize=4096)
def speaker_code(speaker: str) -> int:
    """64 bits, so that it is told apart in a row of figures who speaks."""
    digest = blake2b(speaker.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def _unpack(rows: Sequence[Row[Any]], dimensions: int) -> VectorRows:
    ids, speakers, stored = zip(*rows, strict=True)
    vectors = np.frombuffer(b"".join(stored), STORED).reshape(-1, dimensions).astype(np.float32)
    # Rounded to float16 they are of length 1 no more.
    vectors /= np.sqrt(np.einsum("ij,ij->i", vectors, vectors))[:, np.newaxis]
    return VectorRows(
        np.array(ids, np.int64),
        np.array([speaker_code(speaker) for speaker in speakers], np.int64),
        vectors,
    )
