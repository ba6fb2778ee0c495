"""A search index with the jobs that it belongs to, and what the tests put into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from novapulse.adapters.sqlite.database import open_database
from novapulse.adapters.sqlite.job_store import SqliteJobStore
from novapulse.adapters.sqlite.search.search_index import SqliteSearchIndex
from novapulse.domain.job import JobOptions
from novapulse.domain.search import Hit, Passage, SearchFilter
from novapulse.ports import JobStore, SearchIndex
from tests.adapters.homes import VECTOR_BYTES, Storage
from tests.adapters.make import NOON, add_job, make_job

MODEL = "model-4"
DIMENSIONS = 4
EVERYTHING = SearchFilter()


@dataclass
class SearchHouse:
    index: SearchIndex
    jobs: JobStore

    def call(
        self,
        number: int,
        *texts: str,
        tenant: str = "acme",
        vectors: Sequence[Sequence[float]] | None = None,
        model: str = MODEL,
        **options: Any,
    ) -> str:
        """A completed job, submitted ``number`` minutes after noon, of which ``texts`` are
        indexed: the agent and the customer in turns. Returns its id."""
        job = make_job(
            number,
            tenant=tenant,
            created_at=NOON + timedelta(minutes=number),
            options=JobOptions(**options),
        )
        add_job(self.jobs, job)
        self.jobs.start(tenant, job.id, NOON)
        self.put(job.id, *texts, tenant=tenant, vectors=vectors, model=model)
        self.jobs.complete(tenant, job.id, NOON, ())
        return job.id

    def put(
        self,
        job_id: str,
        *texts: str,
        tenant: str = "acme",
        vectors: Sequence[Sequence[float]] | None = None,
        model: str = MODEL,
    ) -> None:
        rows = unit(*vectors) if vectors else np.tile(unit((1, 0, 0, 0)), (len(texts), 1))
        self.index.put(tenant, job_id, passages(*texts), rows, model=model)

    def words(
        self, *phrases: str, tenant: str = "acme", where: SearchFilter = EVERYTHING, limit: int = 50
    ) -> list[tuple[str, int]]:
        return places(self.index.by_words(tenant, phrases, where, limit=limit))

    def meaning(
        self,
        *vector: float,
        tenant: str = "acme",
        where: SearchFilter = EVERYTHING,
        model: str = MODEL,
        limit: int = 50,
    ) -> list[tuple[str, int]]:
        query = unit(vector)[0]
        return places(self.index.by_meaning(tenant, query, where, model=model, limit=limit))


def house_of(storage: Storage) -> SearchHouse:
    return SearchHouse(storage.search, storage.jobs)


def open_sqlite(folder: Path, *, vector_bytes: int = VECTOR_BYTES) -> SearchHouse:
    engine = open_database(folder / "novapulse.db")
    return SearchHouse(SqliteSearchIndex(engine, vector_bytes=vector_bytes), SqliteJobStore(engine))


def passages(*texts: str) -> tuple[Passage, ...]:
    return tuple(
        Passage(
            segment=number,
            speaker="Agent" if number % 2 else "Customer",
            start=number * 4.0,
            end=number * 4.0 + 3.5,
            text=text,
        )
        for number, text in enumerate(texts, start=1)
    )


def unit(*vectors: Sequence[float]) -> NDArray[np.float32]:
    """Rows of length 1, or of zeros."""
    rows = np.array(vectors, np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(lengths == 0, 1, lengths)).astype(np.float32)


def places(hits: Sequence[Hit]) -> list[tuple[str, int]]:
    return [hit.place for hit in hits]
