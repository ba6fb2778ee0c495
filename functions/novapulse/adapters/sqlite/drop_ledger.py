"""Which dropped files became which jobs, in SQLite."""

from sqlalchemy import Engine, select, update
from sqlalchemy.dialects import sqlite

from novapulse.adapters.sqlite.database import writing
from novapulse.adapters.sqlite.tables import DROPPED_FILES
from novapulse.domain.dropped_file import DroppedFile


class SqliteDropLedger:
    """Fulfils ``DropLedger``."""

    def __init__(self, engine: Engine) -> None:
        self._reads = engine
        self._writes = writing(engine)

    def knows(self, path: str, version: str) -> bool:
        statement = select(DROPPED_FILES.c.job_id).where(
            DROPPED_FILES.c.path == path, DROPPED_FILES.c.version == version
        )
        with self._reads.connect() as connection:
            return connection.execute(statement).one_or_none() is not None

    def add(self, file: DroppedFile) -> None:
        statement = sqlite.insert(DROPPED_FILES).values(
            path=file.path,
            version=file.version,
            tenant=file.tenant,
            job_id=file.job_id,
            answered=0,
        )
        with self._writes.begin() as connection:
            connection.execute(statement.on_conflict_do_nothing())

    def unanswered(self) -> tuple[DroppedFile, ...]:
        statement = select(DROPPED_FILES).where(DROPPED_FILES.c.answered == 0)
        with self._reads.connect() as connection:
            return tuple(
                DroppedFile(
                    tenant=row.tenant,
                    name=row.path.removeprefix(f"{row.tenant}/"),
                    version=row.version,
                    job_id=row.job_id,
                )
                for row in connection.execute(statement)
            )

    def answered(self, file: DroppedFile) -> None:
        statement = (
            update(DROPPED_FILES)
            .where(DROPPED_FILES.c.path == file.path, DROPPED_FILES.c.version == file.version)
            .values(answered=1)
        )
        with self._writes.begin() as connection:
            connection.execute(statement)
