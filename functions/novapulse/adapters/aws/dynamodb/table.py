"""The one table, spoken to in plain values. Every read of it (not of its indexes) is consistent."""

from collections.abc import Iterator, Sequence
from typing import Any

from novapulse.adapters.aws.clients import Client
from novapulse.adapters.aws.dynamodb.attributes import Item, decode_item
from novapulse.adapters.aws.dynamodb.keys import Key
from novapulse.adapters.aws.dynamodb.query import Query
from novapulse.adapters.aws.dynamodb.transactions import ConditionFailed, Contended, settled
from novapulse.adapters.aws.dynamodb.writes import (
    Delete,
    Put,
    Update,
    Write,
    key_of,
    request_of,
)
from novapulse.adapters.aws.trouble import PASSING, error_code, translated, unavailable

MOST_WRITES = 100
"""Of one transaction.
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html"""
READ_AT_ONCE = 100
DELETED_AT_ONCE = 25

CANCELLED = "TransactionCanceledException"
CONFLICT = "TransactionConflictException"
CONDITION = "ConditionalCheckFailedException"


class Table:
    """Raises StorageUnavailable where DynamoDB throttles or cannot be reached."""

    def __init__(self, client: Client, name: str) -> None:
        self._client = client
        self._name = name

    def get(self, key: Key) -> Item | None:
        """1 request."""
        with translated():
            answer = self._client.get_item(
                TableName=self._name, Key=key_of(key), ConsistentRead=True
            )
        return decode_item(answer["Item"]) if "Item" in answer else None

    def get_many(self, keys: Sequence[Key]) -> dict[Key, Item]:
        """Those that are there; 1 request for each 100. Not one snapshot: who needs that says what
        was read in the conditions of a transaction."""
        found: dict[Key, Item] = {}
        for start in range(0, len(keys), READ_AT_ONCE):
            wanted = list(dict.fromkeys(keys[start : start + READ_AT_ONCE]))
            for item in self._batch(wanted):
                found[Key(item["PK"], item["SK"])] = item
        return found

    def query(self, query: Query) -> Iterator[Item]:
        """1 request for each page, made when the page is come to."""
        request = query.request()
        while True:
            with translated():
                answer = self._client.query(TableName=self._name, **request)
            yield from map(decode_item, answer["Items"])
            if "LastEvaluatedKey" not in answer:
                return
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def count(self, query: Query) -> int:
        request = query.request() | {"Select": "COUNT"}
        total = 0
        while True:
            with translated():
                answer = self._client.query(TableName=self._name, **request)
            total += int(answer["Count"])
            if "LastEvaluatedKey" not in answer:
                return total
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def write(self, write: Write) -> None:
        """1 request. Raises ConditionFailed, with the item that was found."""
        refused = settled(lambda: self._write(write))
        if refused is not None:
            raise refused

    def holds(self, write: Write) -> bool:
        """The same; False if the condition failed."""
        try:
            self.write(write)
        except ConditionFailed:
            return False
        return True

    def transact(self, writes: Sequence[Write]) -> None:
        """All or nothing; 1 request. Raises ConditionFailed, else Contended if another transaction
        was in the way: for ``settled``."""
        items = [{type(w).__name__: {"TableName": self._name} | request_of(w)} for w in writes]
        with translated():
            try:
                self._client.transact_write_items(TransactItems=items)
            except Exception as error:
                if error_code(error) != CANCELLED:
                    raise
                raise _cancelled(error) from None

    def holds_all(self, writes: Sequence[Write]) -> bool:
        """The same, sent again while another transaction is in the way; False if a condition
        failed."""

        def attempt() -> bool:
            try:
                self.transact(writes)
            except ConditionFailed:
                return False
            return True

        return settled(attempt)

    def delete_many(self, keys: Sequence[Key]) -> None:
        """1 request for each 25; not atomic."""
        for start in range(0, len(keys), DELETED_AT_ONCE):
            batch = keys[start : start + DELETED_AT_ONCE]
            self._write_batch([{"DeleteRequest": {"Key": key_of(key)}} for key in batch])

    def put_many(self, items: Sequence[Put]) -> None:
        """Without conditions; 1 request for each 25; not atomic."""
        for start in range(0, len(items), DELETED_AT_ONCE):
            batch = items[start : start + DELETED_AT_ONCE]
            self._write_batch([{"PutRequest": request_of(put)} for put in batch])

    def _write(self, write: Write) -> ConditionFailed | None:
        call = {
            Put: self._client.put_item,
            Update: self._client.update_item,
            Delete: self._client.delete_item,
        }[type(write)]
        request = request_of(write)
        if write.when is not None:
            request["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
        with translated():
            try:
                call(TableName=self._name, **request)
            except Exception as error:
                if error_code(error) == CONFLICT:
                    raise Contended from error
                if error_code(error) != CONDITION:
                    raise
                found = getattr(error, "response", {}).get("Item")
                return ConditionFailed(found=decode_item(found) if found else None)
        return None

    def _batch(self, keys: Sequence[Key]) -> list[Item]:
        waiting: dict[str, Any] = {"Keys": [key_of(key) for key in keys], "ConsistentRead": True}
        found: list[Item] = []

        def attempt() -> None:
            nonlocal waiting
            with translated():
                answer = self._client.batch_get_item(RequestItems={self._name: waiting})
            found.extend(map(decode_item, answer["Responses"].get(self._name, [])))
            waiting = answer.get("UnprocessedKeys", {}).get(self._name, {})
            if waiting:
                raise Contended

        settled(attempt)
        return found

    def _write_batch(self, requests: list[dict[str, Any]]) -> None:
        def attempt() -> None:
            nonlocal requests
            with translated():
                answer = self._client.batch_write_item(RequestItems={self._name: requests})
            requests = answer.get("UnprocessedItems", {}).get(self._name, [])
            if requests:
                raise Contended

        settled(attempt)


def _cancelled(error: Exception) -> Exception:
    """What a cancelled transaction means, by its reasons in the order of the writes."""
    reasons = [each.get("Code") for each in getattr(error, "response", {})["CancellationReasons"]]
    for reason in reasons:
        if reason in PASSING:
            return unavailable(reason)
    failed = tuple(reason == "ConditionalCheckFailed" for reason in reasons)
    if any(failed):
        return ConditionFailed(failed)
    if "TransactionConflict" in reasons:
        return Contended()
    return error
