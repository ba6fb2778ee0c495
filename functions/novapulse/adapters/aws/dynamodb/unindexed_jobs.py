"""Completed jobs that a model has not embedded, of all tenants."""

import heapq
from collections.abc import Iterator
from itertools import islice

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.attributes import Item
from novapulse.adapters.aws.dynamodb.indexed_jobs import model_group
from novapulse.adapters.aws.dynamodb.job_items import job_of
from novapulse.adapters.aws.dynamodb.query import Index, Query
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.domain.job import Job, JobStatus


def newest(table: Table, model: str, *, limit: int) -> tuple[Job, ...]:
    """Read of each other model's jobs, and of those that are indexed by none, are only the newest:
    the price is that of what is found."""
    groups = [group for group in _groups(table) if group != model_group(model)]
    found = (table.query(_newest_first(group, limit)) for group in groups)
    pointers = islice(heapq.merge(*found, key=_moment, reverse=True), limit)
    wanted = [keys.job(item["tenant"], item["job_id"]) for item in pointers]
    items = table.get_many(wanted)
    return tuple(job_of(items[key]) for key in wanted if key in items and _is_kept(items[key]))


def _groups(table: Table) -> Iterator[str]:
    """What the sort keys begin with, each looked for behind the one before."""
    high = keys.LAST_TEXT
    while True:
        query = Query(keys.SEARCHABLE, index=Index.GSI2, high=high, newest_first=True, page=1)
        last = next(table.query(query), None)
        if last is None:
            return
        high, _, _ = last["GSI2SK"].partition("#")
        yield high


def _newest_first(group: str, limit: int) -> Query:
    return Query(
        keys.SEARCHABLE,
        index=Index.GSI2,
        low=f"{group}#",
        high=f"{group}#{keys.LAST_TEXT}",
        newest_first=True,
        page=limit,
    )


def _moment(item: Item) -> str:
    _, _, moment = item["GSI2SK"].partition("#")
    return str(moment)


def _is_kept(item: Item) -> bool:
    return item["status"] == JobStatus.COMPLETED and "data_expired_at" not in item
