"""What was said in all calls, found by its words and by its meaning, in SQLite."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, exists, select

from novapulse.adapters.sqlite.database import empty_log, writing
from novapulse.adapters.sqlite.job_rows import read_job
from novapulse.adapters.sqlite.search.allowed import SEARCHABLE, allowed_jobs
from novapulse.adapters.sqlite.search.hits import read_hits
from novapulse.adapters.sqlite.search.indexing import erase_passages, replace_passages
from novapulse.adapters.sqlite.search.meanings import Meanings
from novapulse.adapters.sqlite.search.settling import merge_deleted
from novapulse.adapters.sqlite.search.words import by_words
from novapulse.adapters.sqlite.tables import INDEXED_JOBS, JOBS, PASSAGES
from novapulse.domain.job import Job
from novapulse.domain.search import Hit, Passage, SearchFilter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class SqliteSearchIndex:
    """Fulfils ``SearchIndex``. ``vector_bytes``: of vectors that are kept in memory at most."""

    def __init__(self, engine: Engine, *, vector_bytes: int) -> None:
        self._reads = engine
        self._writes = writing(engine)
        self._meanings = Meanings(engine, memory_bytes=vector_bytes)

    def put(
        self,
        tenant: str,
        job_id: str,
        passages: Sequence[Passage],
        vectors: "NDArray[np.float32]",
        *,
        model: str,
    ) -> None:
        with self._writes.begin() as connection:
            replace_passages(connection, tenant, job_id, passages, vectors, model=model)

    def erase_job(self, tenant: str, job_id: str) -> int:
        with self._writes.begin() as connection:
            return erase_passages(connection, tenant, job_id)

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

    def unindexed(self, model: str, *, limit: int) -> tuple[Job, ...]:
        indexed = exists().where(INDEXED_JOBS.c.job_id == JOBS.c.id, INDEXED_JOBS.c.model == model)
        statement = (
            select(JOBS)
            .where(*SEARCHABLE, ~indexed)
            .order_by(JOBS.c.created_at.desc(), JOBS.c.id.desc())
            .limit(limit)
        )
        with self._reads.connect() as connection:
            return tuple(read_job(row, {}) for row in connection.execute(statement))

    def settle(self) -> None:
        merge_deleted(self._writes)
        empty_log(Path(str(self._writes.url.database)))
