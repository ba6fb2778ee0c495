"""A connection that stays open, for the reads that every request makes."""

import sqlite3
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Dialect, Engine, Select

from novapulse.adapters.sqlite.storage_trouble import translated

BUSY_TIMEOUT_SECONDS = 0.1
"""In WAL mode a reader waits for no writer. What else might hold it up, such as another process
that recovers the file, must not hold up the event loop."""


@dataclass(frozen=True)
class OneRow:
    """A statement for at most one row, turned into SQL once. ``columns`` are names, and what makes
    a value of what the driver gives."""

    sql: str
    parameters: tuple[str, ...]
    columns: tuple[tuple[str, Callable[[Any], Any] | None], ...]


def one_row(statement: Select[Any], dialect: Dialect) -> OneRow:
    compiled = statement.compile(dialect=dialect)
    columns = (
        (column.name, column.type.dialect_impl(dialect).result_processor(dialect, None))
        for column in statement.selected_columns
    )
    return OneRow(str(compiled), tuple(compiled.positiontup or ()), tuple(columns))


class StandingReader:
    """Reads single rows by an index, from any thread, at a fifth of the price of a connection from
    the pool: so little that it is done on the event loop, where a hop to a thread would cost more
    than the read. Every read sees all that was committed before it, by whatever process, and
    raises StorageUnavailable while the database cannot be read."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.Lock()

    def prepare(self, statement: Select[Any]) -> OneRow:
        return one_row(statement, self._engine.dialect)

    def read(self, row: OneRow, values: Mapping[str, Any]) -> dict[str, Any] | None:
        """The row's columns by name."""
        parameters = [values[name] for name in row.parameters]
        with self._lock, translated():
            found = self._open().execute(row.sql, parameters).fetchone()
        if found is None:
            return None
        return {
            name: value if convert is None else convert(value)
            for (name, convert), value in zip(row.columns, found, strict=True)
        }

    def data_version(self) -> int:
        """Another number whenever anybody else, in whatever process, has committed since the last
        call; costs no read (https://www.sqlite.org/pragma.html#pragma_data_version)."""
        with self._lock, translated():
            return int(self._open().execute("PRAGMA data_version").fetchone()[0])

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            # Not from the pool, whose connections wait for long already when they are opened.
            self._connection = sqlite3.connect(
                str(self._engine.url.database),
                timeout=BUSY_TIMEOUT_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            )
        return self._connection
