"""A database that cannot be used for a while: no room on the disk, or somebody else's lock."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from novapulse.services.home import Home

FULL = "PRAGMA max_page_count=1"
"""SQLite then takes the file's size as the largest."""
IMPATIENT = "PRAGMA busy_timeout=50"


def engine_of(home: Home) -> Engine:
    """The one that all stores of the home share."""
    stores: Any = home.jobs
    engine: Engine = stores._reads
    return engine


@contextmanager
def full_disk(engine: Engine) -> Iterator[None]:
    """What needs another page of the file fails."""
    with _on_each_connection(engine, FULL):
        yield


@contextmanager
def locked(engine: Engine) -> Iterator[None]:
    """Another process holds the write lock for longer than anybody waits."""
    path = Path(str(engine.url.database))
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        _on_each_connection(engine, IMPATIENT),
    ):
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def _on_each_connection(engine: Engine, pragma: str) -> Iterator[None]:
    def execute(connection: Any, _record: object) -> None:
        connection.execute(pragma)

    engine.dispose()
    event.listen(engine, "connect", execute)
    try:
        yield
    finally:
        event.remove(engine, "connect", execute)
        engine.dispose()
