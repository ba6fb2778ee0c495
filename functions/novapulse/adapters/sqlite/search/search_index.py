"""What was said in all calls, found by its words and by its meaning, in SQLite."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, exists, select

from novapulse.adapters.sqlite.database import empty_log, writing
from novapulse.adapters.sqlite.job_rows import read_job
from novapulse.adapters.sqlite.search.allowed import SEARCHABLE
from novapulse.adapters.sqlite.search.indexing import erase_passages, replace_passages
from novapulse.adapters.sqlite.search.passage_reader import PassageReader
from novapulse.adapters.sqlite.search.settling import merge_deleted
from novapulse.adapters.sqlite.search.vector_memory import VectorMemory
from novapulse.adapters.sqlite.tables import INDEXED_JOBS, JOBS
from novapulse.domain.job import Job
from novapulse.domain.search import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class SqliteSearchIndex(PassageReader):
    """Fulfils ``SearchIndex``. ``vector_bytes``: of vectors that are kept in memory at most."""

    def __init__(self, engine: Engine, *, vector_bytes: int) -> None:
        super().__init__(engine, VectorMemory(vector_bytes))
        self._writes = writing(engine)

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

    def retell(self, tenant: str, job_id: str) -> None:
        """Nothing: a hit tells what its job's row does."""

    def settle(self) -> None:
        merge_deleted(self._writes)
        empty_log(Path(str(self._writes.url.database)))
