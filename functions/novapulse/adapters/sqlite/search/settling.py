"""Making an FTS5 index forget what was deleted from it
(https://www.sqlite.org/fts5.html#the_merge_command)."""

from sqlalchemy import Connection, Engine, func, select, text

PAGES = 500
"""Of 4 kB, merged in one transaction: about 0.1 s during which nobody else can write."""
TRANSACTIONS = 8

_MERGE = text("INSERT INTO passage_words (passage_words, rank) VALUES ('merge', :pages)")


def merge_deleted(writes: Engine) -> None:
    """A deleted word stays in the index until all parts that hold it or its deletion are merged
    into one. Does so step by step: first it ends what an earlier call began, however much was added
    since; then it begins anew with all parts that there are, which a negative figure means."""
    pages = PAGES
    for _ in range(TRANSACTIONS):
        with writes.begin() as connection:
            changed = _merge(connection, pages)
        if changed:
            continue
        if pages < 0:
            return
        pages = -PAGES


def _merge(connection: Connection, pages: int) -> bool:
    """False if there was nothing to merge: SQLite then counts fewer than 2 changes."""
    before = _changes(connection)
    connection.execute(_MERGE, {"pages": pages})
    return _changes(connection) - before >= 2


def _changes(connection: Connection) -> int:
    return int(connection.execute(select(func.total_changes())).scalar_one())
