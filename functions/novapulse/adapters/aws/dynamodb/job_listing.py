"""A tenant's jobs in pages, newest first."""

import heapq
from collections.abc import Iterator
from functools import reduce
from itertools import islice
from operator import and_

from novapulse.adapters.aws.dynamodb import keys, metadata_index
from novapulse.adapters.aws.dynamodb.attributes import utc_text
from novapulse.adapters.aws.dynamodb.job_items import job_of
from novapulse.adapters.aws.dynamodb.query import FILTERED_PAGE, Index, Query
from novapulse.adapters.aws.dynamodb.table import READ_AT_ONCE, Table
from novapulse.adapters.aws.dynamodb.writes import When
from novapulse.domain.job import Job
from novapulse.domain.listing import Cursor, JobFilter, call_conditions


def page(
    table: Table, tenant: str, where: JobFilter, *, limit: int, after: Cursor | None
) -> tuple[Job, ...]:
    """1 request without conditions on metadata and ids, more where other conditions pass over many
    jobs. By an index that follows the table within a moment: a job may be missing from the list
    just after it was submitted, and stand in it with its status of just before."""
    if metadata_index.partitions(tenant, where):
        return tuple(islice(_by_pointers(table, tenant, where, limit, after), limit))
    query = Query(
        keys.jobs(tenant),
        index=Index.GSI1,
        low=_low(where),
        high=_high(where, after),
        newest_first=True,
        where=_filter(where),
        page=limit + 1 if _filter(where) is None else FILTERED_PAGE,
    )
    items = (item for item in table.query(query) if not _is_at(after, item["GSI1SK"]))
    return tuple(map(job_of, islice(items, limit)))


def _by_pointers(
    table: Table, tenant: str, where: JobFilter, limit: int, after: Cursor | None
) -> Iterator[Job]:
    """By the pointers of one condition; 3 requests (2 by an id) where that is the only one, else as
    many for each 100 jobs that are looked at. Pointers and jobs are in the table itself: nothing is
    missing, nothing is out of date."""
    at_once = limit if _conditions(where) == 1 else READ_AT_ONCE
    found = (
        table.query(
            Query(
                partition,
                low=_low(where),
                high=_high(where, after),
                newest_first=True,
                page=at_once + 1,
            )
        )
        for partition in metadata_index.partitions(tenant, where)
    )
    pointers = heapq.merge(*found, key=lambda item: item["SK"], reverse=True)
    wanted = (item for item in pointers if not _is_at(after, item["SK"]))
    while batch := [keys.job(tenant, item["job_id"]) for item in islice(wanted, at_once)]:
        items = table.get_many(batch)
        # An erasure deletes pointers a moment after the job.
        jobs = (job_of(items[key]) for key in batch if key in items)
        yield from (job for job in jobs if _matches(job, where))


def _low(where: JobFilter) -> str | None:
    return None if where.created_after is None else utc_text(where.created_after)


def _high(where: JobFilter, after: Cursor | None) -> str | None:
    highs = [] if after is None else [keys.moment(after.created_at, after.id)]
    if where.created_before is not None:
        highs.append(utc_text(where.created_before) + keys.LAST_TEXT)
    return min(highs, default=None)


def _is_at(after: Cursor | None, sort_key: str) -> bool:
    return after is not None and sort_key == keys.moment(after.created_at, after.id)


def _filter(where: JobFilter) -> When | None:
    conditions = []
    if where.status is not None:
        conditions.append(When("#status = :status", status=where.status))
    if where.pipeline is not None:
        conditions.append(When("#pipeline = :pipeline", pipeline=where.pipeline))
    if where.direction is not None:
        conditions.append(When("#call_direction = :direction", direction=where.direction))
    return reduce(and_, conditions) if conditions else None


def _conditions(where: JobFilter) -> int:
    """How many, without the times, which the query keeps to."""
    ruled = (where.status, where.pipeline, *where.metadata, *call_conditions(where))
    return sum(condition is not None for condition in ruled)


def _matches(job: Job, where: JobFilter) -> bool:
    """All but the times, which the query keeps to."""
    if where.status not in (None, job.status):
        return False
    if where.pipeline not in (None, job.options.pipeline):
        return False
    call = job.options.call
    if any(getattr(call, name) != value for name, value in call_conditions(where)):
        return False
    return set(where.metadata) <= set(metadata_index.entries(job.options.metadata))
