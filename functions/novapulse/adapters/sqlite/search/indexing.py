"""Writing what is indexed of a job, inside the caller's transaction."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, insert, select

from novapulse.adapters.sqlite.job_queries import delete_passages
from novapulse.adapters.sqlite.search.passage_ids import passage_id
from novapulse.adapters.sqlite.search.words import insert_words
from novapulse.adapters.sqlite.tables import INDEXED_JOBS, JOBS, PASSAGES
from novapulse.domain.job import job_not_found
from novapulse.domain.search import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def replace_passages(
    connection: Connection,
    tenant: str,
    job_id: str,
    passages: Sequence[Passage],
    vectors: "NDArray[np.float32]",
    *,
    model: str,
) -> None:
    """Raises NotFound(``job_not_found``), also for a job whose data are deleted already: what came
    too late would stay for ever."""
    from novapulse.adapters.sqlite.search.vector_rows import pack

    _check_kept(connection, tenant, job_id)
    connection.execute(delete_passages(tenant, job_id))
    packed = pack(vectors)
    number = connection.execute(
        insert(INDEXED_JOBS).values(
            tenant=tenant,
            job_id=job_id,
            model=model,
            vectors=sum(vector is not None for vector in packed),
        )
    ).lastrowid
    rows = [
        passage.model_dump()
        | {"id": passage_id(number, place), "indexed_job": number, "vector": vector}
        for place, (passage, vector) in enumerate(zip(passages, packed, strict=True))
    ]
    if rows:
        connection.execute(insert(PASSAGES), rows)
        insert_words(connection, [(row["id"], row["text"]) for row in rows])


def erase_passages(connection: Connection, tenant: str, job_id: str) -> int:
    """Returns how many there were."""
    mine = select(INDEXED_JOBS.c.number).where(
        INDEXED_JOBS.c.tenant == tenant, INDEXED_JOBS.c.job_id == job_id
    )
    count = select(func.count()).where(PASSAGES.c.indexed_job.in_(mine))
    erased = connection.execute(count).scalar_one()
    connection.execute(delete_passages(tenant, job_id))
    return erased


def _check_kept(connection: Connection, tenant: str, job_id: str) -> None:
    statement = select(JOBS.c.id).where(
        JOBS.c.tenant == tenant, JOBS.c.id == job_id, JOBS.c.data_expired_at.is_(None)
    )
    if connection.execute(statement).one_or_none() is None:
        raise job_not_found()
