"""Passages by their meaning: the nearest vectors of those that may be found."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, Row, Select, and_, select

from novapulse.adapters.sqlite.search.allowed import allowed
from novapulse.adapters.sqlite.search.hits import read_hits
from novapulse.adapters.sqlite.search.vector_memory import VectorMemory
from novapulse.adapters.sqlite.tables import INDEXED_JOBS, JOBS
from novapulse.domain.search import Hit, SearchFilter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from novapulse.adapters.sqlite.search.kept_vectors import KeptVectors
    from novapulse.adapters.sqlite.search.vector_rows import VectorRows


class Meanings:
    """Vectors are compared in memory. A tenant that has too many for it has them read from the
    database at each search, block by block."""

    def __init__(self, engine: Engine, memory: VectorMemory) -> None:
        self._engine = engine
        self._memory = memory

    def nearest(
        self,
        tenant: str,
        vector: "NDArray[np.float32]",
        where: SearchFilter,
        *,
        model: str,
        limit: int,
    ) -> tuple[Hit, ...]:
        from novapulse.adapters.sqlite.search.nearest import Competing, nearest

        kept = self._memory.of(tenant, model, len(vector))
        # The lock comes before the transaction: KeptVectors says why.
        with kept.lock, self._engine.connect() as connection:
            jobs = connection.execute(_indexed_jobs(tenant, model, where)).all()
            competing = Competing([job.number for job in jobs if job.allowed], where.speaker)
            blocks = self._blocks(connection, kept, jobs)
            return read_hits(connection, nearest(blocks, vector, competing, limit))

    def _blocks(
        self, connection: Connection, kept: "KeptVectors", jobs: Sequence[Row[Any]]
    ) -> "Iterable[VectorRows]":
        from novapulse.adapters.sqlite.search.vector_rows import read_rows

        if self._memory.fits(sum(job.vectors for job in jobs), kept.dimensions):
            kept.refresh(connection, [job.number for job in jobs])
            self._memory.make_room()
            return kept.blocks()
        kept.clear()
        return read_rows(connection, [job.number for job in jobs if job.allowed], kept.dimensions)


def _indexed_jobs(tenant: str, model: str, where: SearchFilter) -> Select[Any]:
    """All that the tenant has indexed, newest job first, and whether it may be found."""
    return (
        select(
            INDEXED_JOBS.c.number,
            INDEXED_JOBS.c.vectors,
            and_(*allowed(where)).label("allowed"),
        )
        .join(JOBS, JOBS.c.id == INDEXED_JOBS.c.job_id)
        .where(INDEXED_JOBS.c.tenant == tenant, INDEXED_JOBS.c.model == model)
        .order_by(JOBS.c.created_at.desc(), JOBS.c.id.desc())
    )
