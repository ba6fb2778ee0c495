"""A tenant's jobs in pages, newest first."""

import heapq
from collections.abc import Iterator
from itertools import islice

from novapulse.adapters.aws.dynamodb import keys, metadata_index
from novapulse.adapters.aws.dynamodb.attributes import utc_text
from novapulse.adapters.aws.dynamodb.job_items import job_of
from novapulse.adapters.aws.dynamodb.query import FILTERED_PAGE, Index, Query
from novapulse.adapters.aws.dynamodb.table import READ_AT_ONCE, Table
from novapulse.adapters.aws.dynamodb.writes import When
from novapulse.domain.job import Job
from novapulse.domain.listing import Cursor, JobFilter


def page(
    table: Table, tenant: str, where: JobFilter, *, limit: int, after: Cursor | None
) -> tuple[Job, ...]:
    """1 request without conditions on metadata, more where other conditions pass over many jobs. By
    an index that follows the table within a moment: a job may be missing from the list just after
    it was submitted, and stand in it with its status of just before."""
    if where.metadata:
        return tuple(islice(_by_metadata(table, tenant, where, limit, after), limit))
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


def _by_metadata(
    table: Table, tenant: str, where: JobFilter, limit: int, after: Cursor | None
) -> Iterator[Job]:
    """By the pointers of the first condition; 3 requests where that is the only one, else 3 for
    each 100 jobs that are looked at. Pointers and jobs are in the table itself: nothing is missing,
    nothing is out of date."""
    at_once = limit if where == JobFilter(metadata=where.metadata[:1]) else READ_AT_ONCE
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
        for partition in metadata_index.partitions(tenant, where.metadata[0])
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
    if len(conditions) == 2:
        return conditions[0] & conditions[1]
    return next(iter(conditions), None)


def _matches(job: Job, where: JobFilter) -> bool:
    """All but the times, which the query keeps to."""
    if where.status not in (None, job.status):
        return False
    if where.pipeline not in (None, job.options.pipeline):
        return False
    return set(where.metadata) <= set(metadata_index.entries(job.options.metadata))
