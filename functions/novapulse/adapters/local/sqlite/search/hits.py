"""Passages as they are answered."""

from collections.abc import Sequence

from sqlalchemy import Connection, Row, select

from novapulse.adapters.local.sqlite.tables import INDEXED_JOBS, JOBS, PASSAGES
from novapulse.domain.search import Hit, Passage

_PASSAGE = (
    PASSAGES.c.segment,
    PASSAGES.c.speaker,
    PASSAGES.c.start,
    PASSAGES.c.end,
    PASSAGES.c.text,
)


def read_hits(connection: Connection, found: Sequence[tuple[int, float]]) -> tuple[Hit, ...]:
    """``found``: the ids of passages and their scores; the order stays."""

    statement = (
        select(PASSAGES, JOBS.c.id.label("the_job"), JOBS.c.file, JOBS.c.created_at, JOBS.c.options)
        .join(INDEXED_JOBS, INDEXED_JOBS.c.number == PASSAGES.c.indexed_job)
        .join(JOBS, JOBS.c.id == INDEXED_JOBS.c.job_id)
        .where(PASSAGES.c.id.in_([number for number, _ in found]))
    )
    rows = {row.id: row for row in connection.execute(statement)}
    return tuple(_hit(rows[number], score) for number, score in found)


def _hit(row: Row, score: float) -> Hit:
    return Hit(
        job_id=row.the_job,
        file_name=row.file["name"],
        created_at=row.created_at,
        metadata=row.options["metadata"],
        passage=Passage(
            segment=row.segment,
            speaker=row.speaker,
            start=row.start,
            end=row.end,
            text=row.text,
        ),
        score=score,
    )
