"""Deleting a job's record, and all that stands beside it in the table."""

from collections.abc import Sequence
from datetime import datetime

from novapulse.adapters.aws.dynamodb import indexed_jobs, keys, metadata_index
from novapulse.adapters.aws.dynamodb.attributes import Item, utc_text
from novapulse.adapters.aws.dynamodb.content import content_key
from novapulse.adapters.aws.dynamodb.job_items import as_read, is_open, job_of
from novapulse.adapters.aws.dynamodb.job_moves import no_longer_open
from novapulse.adapters.aws.dynamodb.keys import Key
from novapulse.adapters.aws.dynamodb.query import Query
from novapulse.adapters.aws.dynamodb.table import MOST_WRITES, Table
from novapulse.adapters.aws.dynamodb.writes import PRESENT, Delete, Update, When, Write
from novapulse.domain.job import Job


def try_erase(table: Table, tenant: str, job_id: str) -> bool:
    """3 requests. False if there is no such job. For ``settled``.

    One transaction, unless there is more than it takes: then the excess goes before, so that an
    erasure which is interrupted leaves a job that can be erased again.
    """
    beside = _beside(table, tenant, job_id)
    item = beside.pop(keys.job(tenant, job_id), None)
    rest = [*deliveries_among(tenant, beside), *_tokens_among(beside)]
    if item is None:
        table.delete_many(rest)
        return False
    job = job_of(item)
    rest += [keys.event(tenant, number) for number in item["events"]]
    rest += metadata_index.pointers(job)
    indexed = beside.get(keys.indexed_job(tenant, job_id))
    known = _known(table, job, item, indexed)
    _delete_all(table, [*_record(job, item), *known], rest)
    return True


def try_expire(table: Table, tenant: str, job_id: str, at: datetime) -> None:
    """2 requests; 3 if something of it is still indexed. For ``settled``."""
    beside = _beside(table, tenant, job_id)
    item = beside.pop(keys.job(tenant, job_id), None)
    rest = deliveries_among(tenant, beside)
    if item is None:
        table.delete_many(rest)
        return
    job = job_of(item)
    expired = {"data_expired_at": utc_text(at)}
    noted = Update(keys.job(tenant, job_id), set=expired, when=PRESENT)
    indexed = beside.get(keys.indexed_job(tenant, job_id))
    in_log = indexed_jobs.indexed_of(indexed).number is not None
    log = table.get(keys.last_search_change(tenant)) if in_log else None
    unindexed = indexed_jobs.gone(tenant, job_id, indexed, log)
    _delete_all(table, [noted, *_after_end(job), *unindexed], rest)


def deliveries_among(tenant: str, beside: dict[Key, Item]) -> list[Key]:
    """Of what stands beside a job: its deliveries, and the pointers to them."""
    pointers = [key for key in beside if key.sk.startswith(keys.DELIVERY_OF_JOB)]
    ids = [key.sk.removeprefix(keys.DELIVERY_OF_JOB) for key in pointers]
    return [*(keys.delivery(tenant, id) for id in ids), *pointers]


def _tokens_among(beside: dict[Key, Item]) -> list[Key]:
    return [key for key in beside if key.sk.startswith(keys.TOKEN_OF_JOB)]


def _beside(table: Table, tenant: str, job_id: str) -> dict[Key, Item]:
    """All of the job's partition, itself too."""
    items = table.query(Query(keys.job(tenant, job_id).pk))
    return {Key(item["PK"], item["SK"]): item for item in items}


def _record(job: Job, item: Item) -> tuple[Write, ...]:
    """Only as it was read: an event that came since would stay, or a pointer."""
    unchanged = When("#last_event = :last", last=item["last_event"]) & as_read(item)
    record = Delete(keys.job(job.tenant, job.id), unchanged)
    return (record, *(no_longer_open(job) if is_open(item) else _after_end(job)))


def _after_end(job: Job) -> tuple[Write, ...]:
    return (
        Delete(keys.job_with_data(job.tenant, job.created_at, job.id)),
        Delete(keys.untold_job(job.tenant, job.id)),
    )


def _known(table: Table, job: Job, item: Item, indexed: Item | None) -> list[Write]:
    """What is known of its content and its idempotency key, unless a later job stands there; and
    what is indexed of it."""
    memories = [content_key(job)]
    if "idempotency" in item:
        memories.append(keys.idempotency(job.tenant, item["idempotency"]))
    log = keys.last_search_change(job.tenant)
    found = table.get_many([*memories, log])
    mine = When("#job_id = :job_id", job_id=job.id)
    return [
        *(Delete(k, mine) for k in memories if k in found and found[k]["job_id"] == job.id),
        *indexed_jobs.gone(job.tenant, job.id, indexed, found.get(log)),
    ]


def _delete_all(table: Table, together: Sequence[Write], rest: Sequence[Key]) -> None:
    room = MOST_WRITES - len(together)
    table.delete_many(rest[room:])
    table.transact([*together, *map(Delete, rest[:room])])
