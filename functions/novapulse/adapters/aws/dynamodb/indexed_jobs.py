"""What is indexed of each job, as an item beside it. What of it goes with the job's own changes is
written in their transactions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from novapulse.adapters.aws.dynamodb import keys, search_log
from novapulse.adapters.aws.dynamodb.attributes import Item, present
from novapulse.adapters.aws.dynamodb.job_items import job_of
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.writes import (
    ABSENT,
    ConditionCheck,
    Delete,
    Put,
    Update,
    When,
    Write,
)
from novapulse.domain.job import Job, JobStatus, job_not_found

NO_MODEL = "-"
MODEL_DIGITS = 16


@dataclass(frozen=True)
class Indexed:
    """``model`` is None, and so is the number, where nothing is indexed."""

    model: str | None
    number: int | None = None
    passages: int = 0


@dataclass(frozen=True)
class Reading:
    """A job whose data are kept, what is indexed of it, and the last number of its tenant's log,
    read at once."""

    job: Job | None
    indexed: Indexed
    last: int


def model_group(model: str | None) -> str:
    """What the sort keys of one model's jobs begin with."""
    return NO_MODEL if model is None else keys.text_sha256(model)[:MODEL_DIGITS]


def read(table: Table, tenant: str, job_id: str) -> Reading:
    """1 request."""
    wanted = (
        keys.job(tenant, job_id),
        keys.indexed_job(tenant, job_id),
        keys.last_search_change(tenant),
    )
    job, indexed, log = map(table.get_many(wanted).get, wanted)
    return Reading(
        job=None if job is None or "data_expired_at" in job else job_of(job),
        indexed=indexed_of(indexed),
        last=search_log.last_number(log),
    )


def try_put(table: Table, reading: Reading, *, model: str, passages: int, size_bytes: int) -> None:
    """1 request. Raises NotFound(``job_not_found``). For ``settled``, with what was just read."""
    job = reading.job
    if job is None:
        raise job_not_found()
    indexed = Indexed(model, reading.last + 1, passages)
    before = reading.indexed.number
    table.transact(
        [
            _still(job),
            Put(keys.indexed_job(job.tenant, job.id), _item(job, indexed)),
            *search_log.put_writes(
                job.tenant, job.id, size_bytes, last=reading.last, before=before
            ),
        ]
    )


def try_erase(table: Table, tenant: str, job_id: str) -> int:
    """How many passages there were; 2 requests, 1 if nothing is indexed. For ``settled``."""
    reading = read(table, tenant, job_id)
    number = reading.indexed.number
    if number is None:
        return 0
    key, job = keys.indexed_job(tenant, job_id), reading.job
    writes: list[Write] = [Delete(key)]
    if job is not None:
        # It can be found that a completed one is to be indexed.
        kept = job.status is JobStatus.COMPLETED
        after = Put(key, _item(job, Indexed(None))) if kept else Delete(key)
        writes = [_still(job), after]
    erased = search_log.erasure_writes(tenant, job_id, last=reading.last, before=number)
    table.transact([*writes, *erased])
    return reading.indexed.passages


def completed(job: Job, item: Item | None) -> Write:
    """For the transaction in which the job ends. From then on what is indexed of it is found."""
    key = keys.indexed_job(job.tenant, job.id)
    if item is None:
        return Put(key, _item(job, Indexed(None)), ABSENT)
    indexed = indexed_of(item)
    as_read = (
        When("attribute_exists(#PK) AND attribute_not_exists(#number)")
        if indexed.number is None
        else When("#number = :number", number=indexed.number)
    )
    return Update(key, set=_listed(job, indexed.model), when=as_read)


def gone(tenant: str, job_id: str, item: Item | None, log: Item | None) -> Iterator[Write]:
    """For the transaction in which the job or its data go. Both items as they were read: what was
    indexed since is not overlooked."""
    key, number = keys.indexed_job(tenant, job_id), indexed_of(item).number
    if number is None:
        yield Delete(key, When("attribute_not_exists(#number)"))
        return
    yield Delete(key)
    last = search_log.last_number(log)
    yield from search_log.erasure_writes(tenant, job_id, last=last, before=number)


def indexed_of(item: Item | None) -> Indexed:
    item = item or {}
    return Indexed(item.get("model"), item.get("number"), item.get("passages", 0))


def is_completed(item: Item) -> bool:
    return "GSI2SK" in item


def _item(job: Job, indexed: Indexed) -> Item:
    listed = _listed(job, indexed.model) if job.status is JobStatus.COMPLETED else {}
    return present({"tenant": job.tenant, "job_id": job.id, **vars(indexed), **listed})


def _listed(job: Job, model: str | None) -> dict[str, Any]:
    """In an index of the completed jobs whose data are kept, by model."""
    moment = keys.moment(job.created_at, job.id)
    return {"GSI2PK": keys.SEARCHABLE, "GSI2SK": f"{model_group(model)}#{moment}"}


def _still(job: Job) -> ConditionCheck:
    """The job is kept, and no further than it was read."""
    kept = "#status = :status AND attribute_not_exists(#data_expired_at)"
    return ConditionCheck(keys.job(job.tenant, job.id), When(kept, status=job.status))
