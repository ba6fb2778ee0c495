"""The table in plain values: what goes in comes out, however AWS cuts the answer."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from novapulse.adapters.aws.dynamodb.attributes import decode, encode
from novapulse.adapters.aws.dynamodb.keys import Key
from novapulse.adapters.aws.dynamodb.query import Query
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.transactions import ConditionFailed
from novapulse.adapters.aws.dynamodb.writes import ABSENT, Delete, Put, Update, When
from tests.adapters.aws.conftest import Dynamo

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@settings(max_examples=30, deadline=None)
@given(PLAIN)
def test_every_value_comes_back(value: Any) -> None:
    assert decode(encode(value)) == value


def test_a_set_of_numbers_comes_back_and_what_has_no_form_is_refused() -> None:
    assert decode(encode({3, 1})) == {1, 3}
    with pytest.raises(TypeError):
        encode(object())


def test_a_write_that_is_refused_says_what_is_there(dynamo: Dynamo) -> None:
    key = Key("p", "s")
    dynamo.table.write(Put(key, {"n": 1}))
    with pytest.raises(ConditionFailed) as caught:
        dynamo.table.write(Put(key, {"n": 2}, ABSENT))
    assert caught.value.found is not None
    assert caught.value.found["n"] == 1
    with pytest.raises(ConditionFailed) as caught:
        dynamo.table.write(Delete(Key("p", "other"), When("#n = :n", n=1)))
    assert caught.value.found is None


def test_a_transaction_that_is_refused_names_the_writes_and_does_nothing(dynamo: Dynamo) -> None:
    there, new = Key("p", "there"), Key("p", "new")
    dynamo.table.write(Put(there, {}))
    with pytest.raises(ConditionFailed) as caught:
        dynamo.table.transact([Put(new, {}), Put(there, {"n": 2}, ABSENT)])
    assert caught.value.failed == (False, True)
    assert dynamo.table.get(new) is None


def test_an_update_sets_adds_appends_and_removes_in_one(dynamo: Dynamo) -> None:
    key = Key("p", "s")
    dynamo.table.write(Put(key, {"map": {}, "list": [1], "old": True, "status": "a"}))
    dynamo.table.write(
        Update(
            key,
            set={"status": "b"},
            set_within={("map", "a-b.c"): 1.5},
            add={"n": 2, "numbers": {7}},
            append={"list": [2]},
            remove=("old",),
            when=When("#status = :status", status="a"),
        )
    )
    assert dynamo.table.get(key) == {
        "PK": "p",
        "SK": "s",
        "status": "b",
        "map": {"a-b.c": 1.5},
        "n": 2,
        "numbers": {7},
        "list": [1, 2],
    }


def test_a_query_goes_on_from_page_to_page(dynamo: Dynamo) -> None:
    keys = [Key("p", f"{number:03}") for number in range(60)]
    dynamo.table.put_many([Put(key, {}) for key in (*keys, Key("other", "000"))])
    found = dynamo.table.query(Query("p", low="010", high="049", page=7))
    assert [item["SK"] for item in found] == [key.sk for key in keys[10:50]]
    newest = dynamo.table.query(Query("p", newest_first=True, page=7))
    dynamo.client.requests.clear()
    assert next(newest)["SK"] == "059"
    assert dynamo.client.requests == ["query"]
    assert dynamo.table.count(Query("p", low="010", page=7)) == 50


def test_many_items_are_read_and_deleted_in_batches(dynamo: Dynamo) -> None:
    keys = [Key("p", f"{number:03}") for number in range(130)]
    dynamo.table.put_many([Put(key, {"n": 1}) for key in keys[1:]])
    assert set(dynamo.table.get_many(keys)) == set(keys[1:])
    dynamo.table.delete_many(keys)
    assert dynamo.items() == []


class Halving:
    """A DynamoDB that leaves half of each batch undone, as it may."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def batch_get_item(self, RequestItems: dict[str, Any]) -> Any:
        ((table, wanted),) = RequestItems.items()
        keys = wanted["Keys"]
        now, later = keys[: len(keys) // 2 + 1], keys[len(keys) // 2 + 1 :]
        answer = self._client.batch_get_item(RequestItems={table: wanted | {"Keys": now}})
        return answer | {"UnprocessedKeys": {table: wanted | {"Keys": later}} if later else {}}

    def batch_write_item(self, RequestItems: dict[str, Any]) -> Any:
        ((table, writes),) = RequestItems.items()
        now, later = writes[: len(writes) // 2 + 1], writes[len(writes) // 2 + 1 :]
        answer = self._client.batch_write_item(RequestItems={table: now})
        return answer | {"UnprocessedItems": {table: later} if later else {}}


def test_what_a_batch_leaves_undone_is_done_next(dynamo: Dynamo) -> None:
    table = Table(Halving(dynamo.client), dynamo.name)
    keys = [Key("p", f"{number:03}") for number in range(20)]
    table.put_many([Put(key, {}) for key in keys])
    assert set(table.get_many(keys)) == set(keys)
    table.delete_many(keys)
    assert dynamo.items() == []
