"""moto copies the whole table once for each write of a transaction, all before the first; here it
does so once for all of them, which is most of the time that transactions take in it."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch


@contextmanager
def cheap_transactions() -> Iterator[None]:
    from moto.dynamodb import models
    from moto.dynamodb.models.table import Table

    transact = models.DynamoDBBackend.transact_write_items

    def transact_write_items(backend: Any, transact_items: list[dict[str, Any]]) -> None:
        copies: dict[int, Any] = {}

        def deepcopy(value: Any) -> Any:
            if not isinstance(value, Table):
                return copy.deepcopy(value)
            if id(value) not in copies:
                copies[id(value)] = copy.deepcopy(value)
            return copies[id(value)]

        with patch.object(models, "copy", SimpleNamespace(deepcopy=deepcopy, copy=copy.copy)):
            transact(backend, transact_items)

    with patch.object(models.DynamoDBBackend, "transact_write_items", transact_write_items):
        yield
