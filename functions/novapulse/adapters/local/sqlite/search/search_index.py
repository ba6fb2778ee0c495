"""What was said in all calls, found by its words and by its meaning, in SQLite."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, and_, exists, func, insert, select

from novapulse.adapters.local.sqlite.database import writing
from novapulse.adapters.local.sqlite.job_queries import delete_passages
from novapulse.adapters.local.sqlite.job_rows import read_job
from novapulse.adapters.local.sqlite.search.allowed import SEARCHABLE, passages_allowed
from novapulse.adapters.local.sqlite.search.hits import read_hits
from novapulse.adapters.local.sqlite.search.vectors import nearest, pack
from novapulse.adapters.local.sqlite.search.words import by_words, insert_words
from novapulse.adapters.local.sqlite.tables import INDEXED_JOBS, JOBS, PASSAGES
from novapulse.domain.job import Job, job_not_found
from novapulse.domain.search import Hit, Passage, SearchFilter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class SqliteSearchIndex:
    """Fulfils ``SearchIndex``. ``vector_bytes``: of vectors that are kept in memory at most."""

    def __init__(self, engine: Engine, *, vector_bytes: int) -> None:
        self._reads = engine
        self._writes = writing(engine)
        self._vector_bytes = vector_bytes

    def put(
        self,
        tenant: str,
        job_id: str,
        passages: Sequence[Passage],
        vectors: "NDArray[np.float32]",
        *,
        model: str,
    ) -> None:
        packed = pack(vectors)
        with self._writes.begin() as connection:
            _check_kept(connection, tenant, job_id)
            connection.execute(delete_passages(tenant, job_id))
            number = connection.execute(
                insert(INDEXED_JOBS).values(
                    tenant=tenant,
                    job_id=job_id,
                    model=model,
                    vectors=sum(vector is not None for vector in packed),
                )
            ).inserted_primary_key[0]
            if not passages:
                return
            connection.execute(
                insert(PASSAGES),
                [
                    passage.model_dump() | {"indexed_job": number, "vector": vector}
                    for passage, vector in zip(passages, packed, strict=True)
                ],
            )
            insert_words(connection, number, [(p.segment, p.text) for p in passages])

    def erase_job(self, tenant: str, job_id: str) -> int:
        mine = select(INDEXED_JOBS.c.number).where(
            INDEXED_JOBS.c.tenant == tenant, INDEXED_JOBS.c.job_id == job_id
        )
        count = select(func.count()).where(PASSAGES.c.indexed_job.in_(mine))
        with self._writes.begin() as connection:
            erased = connection.execute(count).scalar_one()
            connection.execute(delete_passages(tenant, job_id))
        return erased

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
        with self._reads.connect() as connection:
            found = nearest(connection, tenant, vector, where, model, limit)
            return read_hits(connection, found)

    def following(self, tenant: str, hit: Hit) -> Hit | None:
        here = SearchFilter(job_id=hit.job_id)
        statement = (
            passages_allowed(select(PASSAGES.c.id), tenant, here)
            .where(PASSAGES.c.segment > hit.passage.segment)
            .order_by(PASSAGES.c.segment)
            .limit(1)
        )
        with self._reads.connect() as connection:
            found = connection.execute(statement).scalars().all()
            return next(
                iter(read_hits(connection, [(number, hit.score) for number in found])), None
            )

    def unindexed(self, model: str, *, limit: int) -> tuple[Job, ...]:
        indexed = exists().where(
            and_(INDEXED_JOBS.c.job_id == JOBS.c.id, INDEXED_JOBS.c.model == model)
        )
        statement = (
            select(JOBS)
            .where(*SEARCHABLE, ~indexed)
            .order_by(JOBS.c.created_at.desc(), JOBS.c.id.desc())
            .limit(limit)
        )
        with self._reads.connect() as connection:
            return tuple(read_job(row, {}) for row in connection.execute(statement))

    def settle(self) -> None:
        pass


def _check_kept(connection: Connection, tenant: str, job_id: str) -> None:
    statement = select(JOBS.c.id).where(
        JOBS.c.tenant == tenant, JOBS.c.id == job_id, JOBS.c.data_expired_at.is_(None)
    )
    if connection.execute(statement).one_or_none() is None:
        raise job_not_found()
