"""Snapshots of tenants' copies, by which a new process need not read every call's object."""

import logging
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.attributes import Item
from novapulse.adapters.aws.dynamodb.query import Query
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.writes import Update, When
from novapulse.adapters.aws.search.copies import Copies
from novapulse.adapters.aws.search.search_objects import SearchObjects

log = logging.getLogger(__name__)


class Snapshots:
    """``changes``: how many make a new one worth its writing. No snapshot holds what was erased:
    an erasure deletes it, and one that is being written meanwhile is deleted by its writer, or by
    the next ``tend`` if that one was killed."""

    def __init__(
        self,
        table: Table,
        objects: SearchObjects,
        copies: Copies,
        *,
        changes: int,
        scratch: Path,
    ) -> None:
        self._table = table
        self._objects = objects
        self._copies = copies
        self._changes = changes
        self._scratch = scratch

    def tend(self) -> int:
        """How many tenants failed, and are left for the next time. 1 request for all tenants, 1 for
        each 100, and for each snapshot that is written 3 besides what ``refresh`` says."""
        failures = 0
        for tenant, last in self._logs():
            try:
                self._tend(tenant, last)
            except Exception as error:
                log.error("the snapshot of a search index is left: %s", type(error).__name__)
                failures += 1
        return failures

    def _logs(self) -> Iterator[tuple[str, Item]]:
        tenants = [item["tenant"] for item in self._table.query(Query(keys.SEARCH_LOGS))]
        found = self._table.get_many([keys.last_search_change(tenant) for tenant in tenants])
        for tenant in tenants:
            last = found.get(keys.last_search_change(tenant))
            if last is not None:
                yield tenant, last

    def _tend(self, tenant: str, last: Item) -> None:
        written = last.get("snapshot", 0)
        if written and written < last.get("erased", 0):
            self._discard(tenant, written)
            written = 0
        if last["n"] - written >= self._changes:
            self._write(tenant)

    def _write(self, tenant: str) -> None:
        self._scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self._scratch) as folder:
            path = Path(folder, "snapshot.db")
            with self._copies.refreshed(tenant) as copy:
                number = copy.number()
                copy.snapshot(path)
            # Before it is there: what is written now and forgotten by a crash is found again.
            key = keys.last_search_change(tenant)
            self._table.write(Update(key, set={"snapshot": number}))
            self._objects.write_snapshot(tenant, path)
        now = self._table.get(key) or {}
        if now.get("erased", 0) > number:
            self._discard(tenant, number)

    def _discard(self, tenant: str, number: int) -> None:
        """It was begun before the last erasure. The object goes first, then what tells of it."""
        self._objects.delete_snapshot(tenant)
        as_read = When("#snapshot = :number", number=number)
        key = keys.last_search_change(tenant)
        self._table.holds(Update(key, remove=("snapshot",), when=as_read))
