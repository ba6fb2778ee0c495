"""SQLite's own trouble, such as a full disk, told apart from mistakes of ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import ExceptionContext

from novapulse.domain.errors import StorageUnavailable

PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_NOMEM,
    }
)
"""Nothing was changed, and the same call may succeed later
(https://www.sqlite.org/rescode.html)."""
PRIMARY = 0xFF
"""An extended result code holds its primary one in the low byte."""


def storage_unavailable(error: BaseException) -> StorageUnavailable | None:
    """What ``error`` of the driver means to the core; None for anything but passing trouble."""
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(error, sqlite3.Error) or code is None or code & PRIMARY not in PASSING:
        return None
    name = error.sqlite_errorname
    return StorageUnavailable("service_unavailable", f"the database cannot be used now ({name})")


def translate(context: ExceptionContext) -> None:
    """For an engine's event ``handle_error``."""
    unavailable = storage_unavailable(context.original_exception)
    if unavailable is not None:
        raise unavailable from context.original_exception


@contextmanager
def translated() -> Iterator[None]:
    """Around work with the driver itself."""
    try:
        yield
    except sqlite3.Error as error:
        unavailable = storage_unavailable(error)
        if unavailable is None:
            raise
        raise unavailable from error
