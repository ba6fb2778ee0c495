"""Passages as they are answered."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from novapulse.adapters.sqlite.tables import INDEXED_JOBS, JOBS, PASSAGES
from novapulse.domain.search import Hit, Passage

_HIT: Select[Any] = (
    select(
        *(column for column in PASSAGES.c if column is not PASSAGES.c.vector),
        INDEXED_JOBS.c.job_id,
        JOBS.c.file,
        JOBS.c.created_at,
        JOBS.c.options,
    )
    .join(INDEXED_JOBS, INDEXED_JOBS.c.number == PASSAGES.c.indexed_job)
    .join(JOBS, JOBS.c.id == INDEXED_JOBS.c.job_id)
)


def read_hits(connection: Connection, found: Sequence[tuple[int, float]]) -> tuple[Hit, ...]:
    """``found``: ids of passages with their scores, in the order of the hits. In the transaction
    that found them, so that all are there."""
    ids = [passage for passage, _ in found]
    rows = {row.id: row for row in connection.execute(_HIT.where(PASSAGES.c.id.in_(ids)))}
    return tuple(_hit(rows[passage], score) for passage, score in found)


def _hit(row: Row[Any], score: float) -> Hit:
    return Hit(
        job_id=row.job_id,
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
