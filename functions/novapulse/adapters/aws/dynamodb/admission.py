"""Letting a job in: the rules of ``AdmissionRules``, read first and then made the conditions of one
transaction. No index is relied upon."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from novapulse.adapters.aws.dynamodb import keys, metadata_index
from novapulse.adapters.aws.dynamodb.attributes import Item, ttl, utc_text
from novapulse.adapters.aws.dynamodb.content import content_key
from novapulse.adapters.aws.dynamodb.event_log import event_writes, last_number
from novapulse.adapters.aws.dynamodb.job_items import job_item, job_of
from novapulse.adapters.aws.dynamodb.keys import Key
from novapulse.adapters.aws.dynamodb.query import Query
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.transactions import ConditionFailed, Contended, settled
from novapulse.adapters.aws.dynamodb.writes import ABSENT, Put, Update, When, Write
from novapulse.domain.admission import (
    Admission,
    AdmissionRules,
    IdempotencyKey,
    Remembered,
    Verdict,
)
from novapulse.domain.errors import Conflict
from novapulse.domain.events import EventType, event_of
from novapulse.domain.job import Job

Found = Mapping[Key, Item]


def admit(table: Table, job: Job, rules: AdmissionRules, *, events_kept: timedelta) -> Admission:
    """2 requests; a refusal 1 to 3; 2 more for each other that writes of this tenant at once.
    Raises Conflict for an id that is taken."""
    return settled(partial(_attempt, table, job, rules, events_kept))


def find_remembered(table: Table, tenant: str, key: str, since: datetime) -> Remembered | None:
    item = table.get(_idempotency_key(tenant, key))
    return None if item is None else _remembered(item, since)


def first_to_end(table: Table, tenant: str) -> Job | None:
    """2 requests. None while no job is open, and while one is just ending."""
    pointers = Query(keys.open_jobs(tenant), page=1)
    pointer = next(table.query(pointers), None)
    item = None if pointer is None else table.get(keys.job(tenant, pointer["job_id"]))
    return None if item is None else job_of(item)


def _attempt(table: Table, job: Job, rules: AdmissionRules, events_kept: timedelta) -> Admission:
    found = table.get_many(_relied_upon(job, rules))
    refused = (
        _judge_key(found, job.tenant, rules.idempotency)
        or _judge_duplicate(table, found, job, rules.duplicates_since)
        or _judge_open(table, found, job.tenant, rules.max_open)
    )
    if refused is not None:
        return refused
    number = last_number(found.get(keys.last_event(job.tenant))) + 1
    event = event_of(job, EventType.CREATED, job.created_at, number=number)
    writes = (*_job_writes(job, rules, number), *event_writes(event, kept=events_kept))
    try:
        table.transact(writes)
    except ConditionFailed as failed:
        if failed.failed[0]:
            raise Conflict("job_already_exists", f"A job '{job.id}' exists already.") from None
        raise
    return Admission(Verdict.STORED, job)


def _relied_upon(job: Job, rules: AdmissionRules) -> list[Key]:
    known = [content_key(job), keys.open_count(job.tenant), keys.last_event(job.tenant)]
    if rules.idempotency is not None:
        known.append(_idempotency_key(job.tenant, rules.idempotency.key))
    return known


def _judge_key(found: Found, tenant: str, rule: IdempotencyKey | None) -> Admission | None:
    item = None if rule is None else found.get(_idempotency_key(tenant, rule.key))
    if rule is None or item is None:
        return None
    remembered = _remembered(item, rule.since)
    if remembered is None:
        return None
    same = remembered.fingerprint == rule.fingerprint
    return Admission(Verdict.REMEMBERED if same else Verdict.KEY_REUSED, remembered.job)


def _judge_duplicate(
    table: Table, found: Found, job: Job, since: datetime | None
) -> Admission | None:
    item = found.get(content_key(job))
    if since is None or item is None or item["created_at"] < utc_text(since):
        return None
    earlier = table.get(keys.job(job.tenant, item["job_id"]))
    if earlier is None:  # erased since the first look
        raise Contended
    return Admission(Verdict.DUPLICATE, job_of(earlier))


def _judge_open(table: Table, found: Found, tenant: str, max_open: int | None) -> Admission | None:
    if max_open is None or found.get(keys.open_count(tenant), {}).get("n", 0) < max_open:
        return None
    first = first_to_end(table, tenant)
    if first is None:  # ended since the first look
        raise Contended
    return Admission(Verdict.TOO_MANY_OPEN, first)


def _job_writes(job: Job, rules: AdmissionRules, number: int) -> tuple[Write, ...]:
    """The job comes first."""
    key, since = rules.idempotency, rules.duplicates_since
    told = {"events": {number}, "last_event": number}
    if key is not None:
        told["idempotency"] = keys.text_sha256(key.key)
    pointer = {"job_id": job.id}
    return (
        Put(keys.job(job.tenant, job.id), {**job_item(job), **told}, ABSENT),
        Update(keys.open_count(job.tenant), add={"n": 1}, when=_below(rules.max_open)),
        Put(keys.open_job(job.tenant, job.estimated_completion, job.id), pointer),
        Put(content_key(job), {**pointer, "created_at": utc_text(job.created_at)}, _older(since)),
        *(Put(each, pointer) for each in metadata_index.pointers(job)),
        *(() if key is None else (_remember(job, key),)),
    )


def _below(most: int | None) -> When | None:
    if most is None:
        return None
    return When("attribute_not_exists(#n) OR #n < :most", most=most)


def _older(since: datetime | None) -> When | None:
    if since is None:
        return None
    text = "attribute_not_exists(#PK) OR #created_at < :since"
    return When(text, since=utc_text(since))


def _remember(job: Job, key: IdempotencyKey) -> Put:
    return Put(
        _idempotency_key(job.tenant, key.key),
        {
            "fingerprint": key.fingerprint,
            "job_id": job.id,
            "doc": job.model_dump_json(),
            "created_at": utc_text(job.created_at),
            "ttl": ttl(job.created_at, job.created_at - key.since),
        },
        _older(key.since),
    )


def _remembered(item: Item, since: datetime) -> Remembered | None:
    if item["created_at"] < utc_text(since):
        return None
    return Remembered(item["fingerprint"], Job.model_validate_json(item["doc"]))


def _idempotency_key(tenant: str, key: str) -> Key:
    return keys.idempotency(tenant, keys.text_sha256(key))
