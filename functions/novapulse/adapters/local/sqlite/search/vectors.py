"""Passages by their meaning: the nearest of all vectors, by exact cosine."""

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from novapulse.adapters.local.sqlite.search.allowed import passages_allowed
from novapulse.adapters.local.sqlite.tables import INDEXED_JOBS, PASSAGES
from novapulse.domain.search import SearchFilter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def pack(vectors: "NDArray[np.float32]") -> list[bytes | None]:
    return [row.astype("<f2").tobytes() if row.any() else None for row in vectors]


def nearest(
    connection: Connection,
    tenant: str,
    vector: "NDArray[np.float32]",
    where: SearchFilter,
    model: str,
    limit: int,
) -> list[tuple[int, float]]:
    import numpy as np

    statement = passages_allowed(select(PASSAGES.c.id, PASSAGES.c.vector), tenant, where).where(
        INDEXED_JOBS.c.model == model, PASSAGES.c.vector.is_not(None)
    )
    found = []
    for number, stored in connection.execute(statement):
        row = np.frombuffer(stored, "<f2").astype(np.float32)
        score = float(row @ vector)
        if score > 0:
            found.append((number, score))
    return sorted(found, key=lambda hit: -hit[1])[:limit]
