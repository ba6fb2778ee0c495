"""The local home's SQLite file, opened so that no commit is ever lost."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event

from novapulse.adapters.local.disk.files import make_private_directory
from novapulse.adapters.sqlite.migrations import migrate
from novapulse.adapters.sqlite.storage_trouble import translate, translated

BUSY_TIMEOUT_MS = 30_000
"""How long a writer waits for another process before it gives up."""

EMPTY_LOG_SECONDS = 2.0

ALWAYS = (f"busy_timeout={BUSY_TIMEOUT_MS}", "foreign_keys=ON", "secure_delete=ON")
DURABLE = ("journal_mode=WAL", "synchronous=FULL")


def open_database(path: Path) -> Engine:
    """The database at ``path``, made when absent, readable by its owner alone.

    Each process opens its own engine; an engine may be shared by threads, never by a fork.
    Raises NovaPulseError(``database_too_new``) for a file of a later version. Whatever is done
    with the engine raises StorageUnavailable while the file is locked or the disk is full.
    """
    engine = make_engine(path, DURABLE)
    _prepare_schema(engine, path)
    return engine


def make_engine(path: Path, pragmas: Sequence[str]) -> Engine:
    """An engine of ours for the file at ``path``, which is made when absent, with nothing in it."""
    make_private_directory(path.parent)
    path.touch(mode=0o600, exist_ok=True)
    engine = create_engine(
        f"sqlite:///{path}", pool_size=8, max_overflow=32, connect_args={"timeout": 30}
    )
    event.listen(engine, "connect", partial(_configure, pragmas))
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", translate)
    return engine


def _configure(pragmas: Sequence[str], connection: Any, _record: object) -> None:
    # The driver must not open transactions by itself: _begin does, and it locks at once.
    connection.isolation_level = None
    for pragma in (*ALWAYS, *pragmas):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    # A read that later writes could fail with a stale snapshot; a writer therefore locks first.
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def writing(engine: Engine) -> Engine:
    """The same engine; its transactions take the write lock when they begin."""
    return engine.execution_options(write=True)


def empty_log(path: Path) -> None:
    """Until then what was deleted can be read in the write-ahead log. Left for a later time if
    others read for long."""
    with translated(), closing(sqlite3.connect(path, timeout=EMPTY_LOG_SECONDS)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _prepare_schema(engine: Engine, path: Path) -> None:
    with writing(engine).begin() as connection:
        migrate(connection, str(path))
