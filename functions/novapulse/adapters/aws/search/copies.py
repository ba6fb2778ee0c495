"""The copies of a process: of the tenants that were last asked for."""

import hashlib
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock
from typing import TYPE_CHECKING

from novapulse.adapters.aws.dynamodb.search_log import ERASURES_KEPT
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.search.search_objects import SearchObjects
from novapulse.ports import Clock

if TYPE_CHECKING:
    from novapulse.adapters.aws.search.tenant_copy import TenantCopy
    from novapulse.adapters.sqlite.search.passage_reader import PassageReader
    from novapulse.adapters.sqlite.search.vector_memory import VectorMemory

KEPT_UNREAD = ERASURES_KEPT / 2
"""A copy that was not brought up to date for longer is made anew: words of erasures are deleted
from the log."""


@dataclass(frozen=True)
class Room:
    """What copies may take of a process: of all tenants on disk, and of vectors in memory."""

    disk_bytes: int
    vector_bytes: int


class Copies:
    """Each tenant has a file of its own, below a directory of this process in ``scratch``. Nothing
    is opened before the first search. Thread-safe; searches of one tenant follow one another."""

    def __init__(
        self, table: Table, objects: SearchObjects, clock: Clock, *, scratch: Path, room: Room
    ) -> None:
        self._table = table
        self._objects = objects
        self._clock = clock
        self._scratch = scratch
        self._room = room
        self._lock = Lock()
        self._copies: OrderedDict[str, TenantCopy] = OrderedDict()
        self._read_at: dict[str, datetime] = {}

    @contextmanager
    def current(self, tenant: str) -> "Iterator[PassageReader]":
        """As the log is now."""
        with self.refreshed(tenant) as copy:
            yield copy.reader()

    @contextmanager
    def refreshed(self, tenant: str) -> "Iterator[TenantCopy]":
        copy = self._of(tenant)
        with copy.lock:
            self._refresh(copy)
            self._make_room()
            yield copy

    def _refresh(self, copy: "TenantCopy") -> None:
        from novapulse.adapters.aws.search.refresh import refresh

        now = self._clock.now()
        if now - self._read_at.get(copy.tenant, now) > KEPT_UNREAD:
            copy.drop()
        refresh(copy, self._table, self._objects, most_bytes=self._room.disk_bytes)
        self._read_at[copy.tenant] = now

    def _of(self, tenant: str) -> "TenantCopy":
        from novapulse.adapters.aws.search.tenant_copy import TenantCopy

        with self._lock:
            if tenant not in self._copies:
                name = hashlib.sha256(tenant.encode()).hexdigest()
                path = self._folder / f"{name}.db"
                self._copies[tenant] = TenantCopy(tenant, path, self._memory)
            self._copies.move_to_end(tenant)
            return self._copies[tenant]

    def _make_room(self) -> None:
        """The copies that were asked for the longest time ago go, but none that is in use."""
        with self._lock:
            oldest_first = list(self._copies.values())
        taken = sum(copy.size_bytes for copy in oldest_first)
        for copy in oldest_first:
            if taken <= self._room.disk_bytes:
                return
            if copy.lock.acquire(blocking=False):
                try:
                    taken -= copy.size_bytes
                    copy.drop()
                finally:
                    copy.lock.release()

    @cached_property
    def _folder(self) -> Path:
        self._scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Path(mkdtemp(prefix="search-", dir=self._scratch))

    @cached_property
    def _memory(self) -> "VectorMemory":
        from novapulse.adapters.sqlite.search.vector_memory import VectorMemory

        return VectorMemory(self._room.vector_bytes)
