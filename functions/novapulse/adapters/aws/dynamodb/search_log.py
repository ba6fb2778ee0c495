"""The changes of a tenant's search index, numbered in the order of their commits.

A job has one entry: what takes the place of an earlier one deletes it in the same transaction. So
the log is a list of what is indexed, and of what was erased lately.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.attributes import Item, ttl
from novapulse.adapters.aws.dynamodb.query import Query
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.writes import ABSENT, Delete, Put, Update, When, Write

ERASURES_KEPT = timedelta(days=7)
"""Whoever has not read the log for half of this starts anew, and needs no word of erasures."""
LAST_NUMBER = 10**20 - 1


@dataclass(frozen=True)
class Change:
    """``size_bytes`` is that of the object with what is indexed; None: nothing is any more."""

    number: int
    job_id: str
    size_bytes: int | None


def last_number(log: Item | None) -> int:
    """``log`` is the item at ``keys.last_search_change``."""
    return 0 if log is None else int(log["n"])


def changes_after(table: Table, tenant: str, number: int) -> Iterator[Change]:
    """In order; 1 request for each MB of them, which is about 8,000."""
    query = Query(
        keys.search_change(tenant, 0).pk,
        low=keys.search_change(tenant, number + 1).sk,
        high=keys.search_change(tenant, LAST_NUMBER).sk,
    )
    for item in table.query(query):
        yield Change(int(item["SK"]), item["job_id"], item.get("size_bytes"))


def put_writes(
    tenant: str, job_id: str, size_bytes: int, *, last: int, before: int | None
) -> tuple[Write, ...]:
    """``last`` is the number that was read: of two that take the next one is refused. ``before``
    is the number of the job's earlier entry."""
    entry = Put(keys.search_change(tenant, last + 1), {"job_id": job_id, "size_bytes": size_bytes})
    return (entry, _counted(tenant, last, erasure=False), *_around(tenant, last, before))


def erasure_writes(tenant: str, job_id: str, *, last: int, before: int) -> tuple[Write, ...]:
    """The same, for a job of which nothing is indexed any more."""
    # By the real clock, as DynamoDB's own: a time to live is nothing that the core reckons with.
    erased = {"job_id": job_id, "ttl": ttl(datetime.now(UTC), ERASURES_KEPT)}
    entry = Put(keys.search_change(tenant, last + 1), erased)
    return (entry, _counted(tenant, last, erasure=True), *_around(tenant, last, before))


def _counted(tenant: str, last: int, *, erasure: bool) -> Write:
    number = last + 1
    counted = {"n": number} | ({"erased": number} if erasure else {})
    key = keys.last_search_change(tenant)
    if last == 0:
        return Put(key, counted, ABSENT)
    return Update(key, set=counted, when=When("#n = :earlier", earlier=last))


def _around(tenant: str, last: int, before: int | None) -> Iterator[Write]:
    if last == 0:
        yield Put(keys.search_log(tenant), {"tenant": tenant})
    if before is not None:
        yield Delete(keys.search_change(tenant, before))
