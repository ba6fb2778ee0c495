"""One tenant's index as a SQLite file: the same tables and questions as in the local home."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    delete,
    insert,
    select,
    update,
)

from novapulse.adapters.aws.search.indexed_call import IndexedCall
from novapulse.adapters.sqlite.database import make_engine, writing
from novapulse.adapters.sqlite.search.indexing import replace_passages
from novapulse.adapters.sqlite.search.passage_reader import PassageReader
from novapulse.adapters.sqlite.search.settling import merge_deleted
from novapulse.adapters.sqlite.search.vector_memory import VectorMemory
from novapulse.adapters.sqlite.storage_trouble import translated
from novapulse.adapters.sqlite.tables import INDEXED_JOBS, JOBS, METADATA, PASSAGES
from novapulse.domain.job import JobStatus

FORMAT = 1
"""Of the file, as SQLite's ``user_version``: a snapshot of another one is left alone."""
FLEETING = ("journal_mode=MEMORY", "synchronous=OFF")
"""A copy that was cut off is made anew."""

_APPLIED = Table("applied", MetaData(), Column("number", Integer, nullable=False))
"""One row: how far the tenant's log was followed."""


class TenantCopy:
    """Whoever uses it holds ``lock``."""

    def __init__(self, tenant: str, path: Path, memory: VectorMemory) -> None:
        self.lock = Lock()
        self.tenant = tenant
        self.path = path
        self._memory = memory
        self._engine: Engine | None = None

    @property
    def is_open(self) -> bool:
        return self._engine is not None

    @property
    def size_bytes(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    def open(self) -> None:
        """What is at ``path`` already is a snapshot; of another format, it is made anew."""
        if self.path.exists() and _format(self.path) != FORMAT:
            self.path.unlink()
        engine = make_engine(self.path, FLEETING)
        with writing(engine).begin() as connection:
            _make_tables(connection)
        self._engine = engine

    def drop(self) -> None:
        if self._engine is not None:
            self._engine.dispose()
        self._engine = None
        self._memory.forget(self.tenant)
        self.path.unlink(missing_ok=True)

    def reader(self) -> PassageReader:
        return PassageReader(self._opened, self._memory)

    def number(self) -> int:
        with self._opened.connect() as connection:
            return int(connection.execute(select(_APPLIED.c.number)).scalar_one())

    def apply(self, calls: Sequence[IndexedCall], gone: Sequence[str], number: int) -> None:
        """Each call takes the place of what was there of it; ``number`` is the last one that this
        follows. What is deleted is gone from the file too."""
        with self._writes.begin() as connection:
            deleted = sum(_delete(connection, job_id) for job_id in gone)
            for call in calls:
                deleted += _delete(connection, call.job_id)
                _insert(connection, self.tenant, call)
            connection.execute(update(_APPLIED).values(number=number))
        if deleted:
            merge_deleted(self._writes)

    def pending(self) -> list[str]:
        """The jobs that were not completed when they were looked at last."""
        statement = select(JOBS.c.id).where(JOBS.c.status != JobStatus.COMPLETED)
        with self._opened.connect() as connection:
            return list(connection.scalars(statement))

    def complete(self, job_ids: Sequence[str]) -> None:
        with self._writes.begin() as connection:
            for job_id in job_ids:
                done = update(JOBS).where(JOBS.c.id == job_id)
                connection.execute(done.values(status=JobStatus.COMPLETED))

    def snapshot(self, target: Path) -> None:
        """All of it, and nothing that was deleted."""
        with translated(), closing(sqlite3.connect(self.path)) as connection:
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("INSERT INTO passage_words (passage_words) VALUES ('optimize')")
            connection.commit()
            connection.execute("VACUUM INTO ?", (str(target),))

    @property
    def _opened(self) -> Engine:
        assert self._engine is not None
        return self._engine

    @property
    def _writes(self) -> Engine:
        return writing(self._opened)


def _format(path: Path) -> int | None:
    try:
        with closing(sqlite3.connect(path)) as connection:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError:
        return None


def _make_tables(connection: Connection) -> None:
    if connection.exec_driver_sql("PRAGMA user_version").scalar_one() == FORMAT:
        return
    METADATA.create_all(connection, tables=[JOBS, INDEXED_JOBS, PASSAGES])
    _APPLIED.create(connection)
    connection.execute(insert(_APPLIED).values(number=0))
    connection.exec_driver_sql(f"PRAGMA user_version={FORMAT}")


def _delete(connection: Connection, job_id: str) -> int:
    """With passages, words and vectors: all refer to the job."""
    return connection.execute(delete(JOBS).where(JOBS.c.id == job_id)).rowcount


def _insert(connection: Connection, tenant: str, call: IndexedCall) -> None:
    connection.execute(insert(JOBS).values(tenant=tenant, **_job_row(call)))
    replace_passages(connection, tenant, call.job_id, call.passages, call.vectors, model=call.model)


def _job_row(call: IndexedCall) -> dict[str, Any]:
    """What a search looks at; whether it is completed is looked up."""
    return {
        "id": call.job_id,
        "status": JobStatus.PROCESSING,
        "options": {"pipeline": call.pipeline, "metadata": call.metadata},
        "file": {"name": call.file_name},
        "created_at": call.created_at,
        "estimated_completion": call.created_at,
        "audio_key": "",
        "audio_sha256": "",
        "warnings": [],
    }
