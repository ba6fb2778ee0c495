"""Finding passages in one SQLite file."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Engine, select

from novapulse.adapters.sqlite.search.allowed import allowed_jobs
from novapulse.adapters.sqlite.search.hits import read_hits
from novapulse.adapters.sqlite.search.meanings import Meanings
from novapulse.adapters.sqlite.search.vector_memory import VectorMemory
from novapulse.adapters.sqlite.search.words import by_words
from novapulse.adapters.sqlite.tables import PASSAGES
from novapulse.domain.search import Hit, SearchFilter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class PassageReader:
    """The questions of ``SearchIndex``. ``memory`` may be shared by readers of several files, as
    long as each tenant is in one file only."""

    def __init__(self, engine: Engine, memory: VectorMemory) -> None:
        self._reads = engine
        self._meanings = Meanings(engine, memory)

    def by_words(
        self, tenant: str, phrases: Sequence[str], where: SearchFilter, *, limit: int
    ) -> tuple[Hit, ...]:
        if not phrases:
            return ()
        with self._reads.connect() as connection:
            found = connection.execute(by_words(tenant, phrases, where, limit))
            return read_hits(connection, [(row.id, row.score) for row in found])

    def by_meaning(
        self,
        tenant: str,
        vector: "NDArray[np.float32]",
        where: SearchFilter,
        *,
        model: str,
        limit: int,
    ) -> tuple[Hit, ...]:
        return self._meanings.nearest(tenant, vector, where, model=model, limit=limit)

    def following(self, tenant: str, hit: Hit) -> Hit | None:
        here = allowed_jobs(tenant, SearchFilter(job_id=hit.job_id))
        later = PASSAGES.c.segment > hit.passage.segment
        statement = (
            select(PASSAGES.c.id)
            .where(PASSAGES.c.indexed_job.in_(here), later)
            .order_by(PASSAGES.c.segment)
            .limit(1)
        )
        with self._reads.connect() as connection:
            found = [(passage, hit.score) for passage in connection.scalars(statement)]
            return next(iter(read_hits(connection, found)), None)
