"""Insights as items of the table, beside their jobs; every other blob, and what is too large for
an item, goes to the store behind."""

import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.keys import Key
from novapulse.adapters.aws.dynamodb.query import Query
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.transactions import settled
from novapulse.adapters.aws.dynamodb.writes import Delete, Put
from novapulse.domain.storage_keys import result_insights
from novapulse.ports import BlobStore

MOST_BYTES = 350_000
"""An item takes 400 KB, its names and keys too.
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html"""

RESULTS = "results/"
"""What ``result_insights`` begins with."""


class InsightsInTable:
    """Fulfils ``BlobStore`` over another one, which has all that is not insights. A pointer beside
    each item makes it one that can be listed."""

    def __init__(self, table: Table, others: BlobStore) -> None:
        self._table = table
        self._others = others

    def put(self, key: str, data: bytes) -> None:
        """1 request for insights; 2 for those above 350 kB."""
        item = _item_key(key)
        if item is None:
            self._others.put(key, data)
            return
        if len(data) > MOST_BYTES:
            self._others.put(key, data)
            gone = [Delete(item), Delete(keys.insights_by_name(key))]
            settled(lambda: self._table.transact(gone))
            return
        there = [Put(item, {"document": data}), Put(keys.insights_by_name(key), {})]
        settled(lambda: self._table.transact(there))

    def writer(self, key: str) -> AbstractContextManager[BinaryIO]:
        return self._others.writer(key) if _item_key(key) is None else self._writer(key)

    def adopt(self, key: str, source: Path) -> None:
        if _item_key(key) is None:
            self._others.adopt(key, source)
            return
        self.put(key, source.read_bytes())
        source.unlink()

    def get(self, key: str) -> bytes:
        """1 request for insights; 2 for those above 350 kB."""
        document = self._document(key)
        return self._others.get(key) if document is None else document

    def local_path(self, key: str) -> AbstractContextManager[Path]:
        return self._others.local_path(key) if _item_key(key) is None else self._local_path(key)

    def exists(self, key: str) -> bool:
        return self._document(key) is not None or self._others.exists(key)

    def delete(self, prefix: str) -> int:
        """2 requests more than the store behind takes, for a prefix of results; else none more."""
        names = self._names(prefix)
        pairs = [(_item_key(name), keys.insights_by_name(name)) for name in names]
        self._table.delete_many([key for pair in pairs for key in pair if key is not None])
        return len(names) + self._others.delete(prefix)

    def keys(self, prefix: str) -> Iterator[str]:
        """In order; 1 request more than the store behind takes, for a prefix of results."""
        names = self._names(prefix)
        others = self._others.keys(prefix)
        yield from sorted({*names, *others}) if names else others

    def _document(self, key: str) -> bytes | None:
        item_key = _item_key(key)
        item = None if item_key is None else self._table.get(item_key)
        return None if item is None else bytes(item["document"])

    def _names(self, prefix: str) -> list[str]:
        if not (prefix.startswith(RESULTS) or RESULTS.startswith(prefix)):
            return []
        query = Query(keys.INSIGHTS, low=prefix or RESULTS, high=prefix + keys.LAST_TEXT)
        return [item["SK"] for item in self._table.query(query)]

    @contextmanager
    def _writer(self, key: str) -> Iterator[BinaryIO]:
        stream = BytesIO()
        yield stream
        self.put(key, stream.getvalue())

    @contextmanager
    def _local_path(self, key: str) -> Iterator[Path]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "insights.json")
            path.write_bytes(self.get(key))
            yield path


def _item_key(key: str) -> Key | None:
    """Where insights rest; None for any other blob."""
    owner = key.split("/")[1:3]
    if len(owner) != 2 or key != result_insights(*owner):
        return None
    return keys.insights(*owner)
