"""Bringing a tenant's copy up to date."""

from collections.abc import Iterator, Sequence
from itertools import islice

from novapulse.adapters.aws.dynamodb import indexed_jobs, keys
from novapulse.adapters.aws.dynamodb.search_log import Change, changes_after
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.search.indexed_call import unpack
from novapulse.adapters.aws.search.search_objects import SearchObjects
from novapulse.adapters.aws.search.tenant_copy import TenantCopy
from novapulse.domain.errors import StorageUnavailable

CHANGES_AT_ONCE = 256
"""Their objects are in memory together: about 15 MB of calls of ten minutes."""


def refresh(copy: TenantCopy, table: Table, objects: SearchObjects, *, most_bytes: int) -> None:
    """1 request where nothing has changed. Else 1 for each call that was indexed, 32 side by side,
    and 1 for each 100 calls that were not completed before. A copy that is new begins with the
    tenant's snapshot: 2 requests more, and in parts where it is large.

    Raises StorageUnavailable for an index of more than ``most_bytes``.
    """
    if not copy.is_open:
        objects.read_snapshot(copy.tenant, copy.path)
        copy.open()
    changes = changes_after(table, copy.tenant, copy.number())
    for batch in _batches(changes, CHANGES_AT_ONCE):
        _check_size(copy, batch, most_bytes)
        _apply(copy, objects, batch)
    _check_size(copy, (), most_bytes)
    _complete(copy, table)


def _apply(copy: TenantCopy, objects: SearchObjects, changes: Sequence[Change]) -> None:
    """An object that is gone was erased since: the word of it comes later in the log."""
    last = {change.job_id: change for change in changes}
    put = [job_id for job_id, change in last.items() if change.size_bytes is not None]
    found = objects.get_many(copy.tenant, put)
    gone = [job_id for job_id in last if job_id not in found]
    copy.apply([unpack(data) for data in found.values()], gone, changes[-1].number)


def _complete(copy: TenantCopy, table: Table) -> None:
    pending = copy.pending()
    if not pending:
        return
    wanted = [keys.indexed_job(copy.tenant, job_id) for job_id in pending]
    items = table.get_many(wanted)
    copy.complete([item["job_id"] for item in items.values() if indexed_jobs.is_completed(item)])


def _check_size(copy: TenantCopy, changes: Sequence[Change], most_bytes: int) -> None:
    size = copy.size_bytes + sum(change.size_bytes or 0 for change in changes)
    if size > most_bytes:
        raise StorageUnavailable(
            "service_unavailable",
            f"the search index of this tenant takes {size} bytes of disk; "
            f"NOVAPULSE_AWS_SEARCH_DISK_BYTES allows {most_bytes}",
        )


def _batches(changes: Iterator[Change], size: int) -> Iterator[Sequence[Change]]:
    while batch := tuple(islice(changes, size)):
        yield batch
