"""Webhook deliveries in DynamoDB, each with its attempts in one item."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import islice

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.attributes import Item, present, utc_text
from novapulse.adapters.aws.dynamodb.query import FILTERED_PAGE, Index, Query
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.transactions import ConditionFailed
from novapulse.adapters.aws.dynamodb.writes import ABSENT, PRESENT, Delete, Put, Update, When, Write
from novapulse.domain.listing import Cursor
from novapulse.domain.webhook import (
    END_EVENTS,
    Attempt,
    Delivery,
    DeliveryStatus,
    delivery_not_found,
)

CHANGING = frozenset({"status", "next_attempt_at", "attempts"})
PENDING = When("#status = :pending", pending=DeliveryStatus.PENDING)


class DynamoDeliveryStore:
    """Fulfils ``DeliveryStore``. ``page`` (but for one job) and ``overdue`` are read from an index
    that follows the table within a moment."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, delivery: Delivery) -> None:
        """1 request. From now on its job counts as told, if it tells the end."""
        tenant, job_id = delivery.tenant, delivery.job_id
        writes: list[Write] = [
            Put(keys.delivery(tenant, delivery.id), _item(delivery), ABSENT),
            Put(keys.delivery_of_job(tenant, job_id, delivery.id), {}),
        ]
        if delivery.event in END_EVENTS:
            writes.append(Delete(keys.untold_job(tenant, job_id)))
        self._table.holds_all(writes)

    def get(self, tenant: str, delivery_id: str) -> Delivery:
        """1 request."""
        item = self._table.get(keys.delivery(tenant, delivery_id))
        if item is None:
            raise delivery_not_found()
        return _delivery(item)

    def record(
        self,
        tenant: str,
        delivery_id: str,
        attempt: Attempt | None,
        status: DeliveryStatus,
        next_attempt_at: datetime | None,
    ) -> None:
        """1 request; 2 for an attempt at what is pending no more, and for what becomes pending
        without a time."""
        key = keys.delivery(tenant, delivery_id)
        standing = self._standing(tenant, delivery_id, status, next_attempt_at)
        if attempt is None:
            if not self._table.holds(replace(standing, when=PRESENT)):
                raise delivery_not_found()
            return
        made = {"attempts": [attempt.model_dump(mode="json")]}
        try:
            self._table.write(replace(standing, append=made, when=PENDING))
        except ConditionFailed as failed:
            if failed.found is None:
                raise delivery_not_found() from None
            self._table.write(Update(key, append=made, when=PRESENT))

    def for_job(self, tenant: str, job_id: str) -> tuple[Delivery, ...]:
        """2 requests; 1 if there is none."""
        found = self._table.get_many(
            [keys.delivery(tenant, id) for id in self._ids(tenant, job_id)]
        )
        return tuple(sorted(map(_delivery, found.values()), key=_moment))

    def page(
        self,
        tenant: str,
        *,
        limit: int,
        after: Cursor | None = None,
        status: DeliveryStatus | None = None,
        job_id: str | None = None,
    ) -> tuple[Delivery, ...]:
        """1 request, more where a condition passes over many; of one job 2."""
        found: Iterable[Delivery]
        if job_id is None:
            found = self._newest(tenant, limit, after, status)
        else:
            found = self.for_job(tenant, job_id)[::-1]
        last = None if after is None else (after.created_at, after.id)
        older = (each for each in found if last is None or _moment(each) < last)
        return tuple(islice((each for each in older if status in (None, each.status)), limit))

    def overdue(self, before: datetime) -> tuple[Delivery, ...]:
        """1 request for each MB."""
        # What is due at that very moment has the id behind it, and so lies beyond.
        query = Query(keys.PENDING, index=Index.GSI2, high=utc_text(before))
        return tuple(sorted(map(_delivery, self._table.query(query)), key=_moment))

    def erase_job(self, tenant: str, job_id: str) -> int:
        """2 requests; 1 if there is none."""
        ids = self._ids(tenant, job_id)
        self._table.delete_many([keys.delivery(tenant, id) for id in ids])
        self._table.delete_many([keys.delivery_of_job(tenant, job_id, id) for id in ids])
        return len(ids)

    def disable(self, tenant: str, url: str, at: datetime) -> None:
        """1 request."""
        self._table.holds(Put(keys.disabled_url(tenant, url), {"at": utc_text(at)}, ABSENT))

    def enable(self, tenant: str, url: str) -> None:
        """1 request."""
        self._table.write(Delete(keys.disabled_url(tenant, url)))

    def disabled(self, tenant: str, url: str) -> bool:
        """1 request."""
        return self._table.get(keys.disabled_url(tenant, url)) is not None

    def _standing(
        self, tenant: str, delivery_id: str, status: DeliveryStatus, due: datetime | None
    ) -> Update:
        """How the delivery stands, also in the index of those that are pending."""
        key = keys.delivery(tenant, delivery_id)
        if status is not DeliveryStatus.PENDING:
            gone = ("next_attempt_at", "GSI2PK", "GSI2SK")
            return Update(key, set={"status": status}, remove=gone)
        pending = {"status": status, "GSI2PK": keys.PENDING}
        if due is None:
            created_at = self.get(tenant, delivery_id).created_at
            pending["GSI2SK"] = keys.moment(created_at, delivery_id)
            return Update(key, set=pending, remove=("next_attempt_at",))
        at = {"GSI2SK": keys.moment(due, delivery_id), "next_attempt_at": utc_text(due)}
        return Update(key, set={**pending, **at})

    def _newest(
        self, tenant: str, limit: int, after: Cursor | None, status: DeliveryStatus | None
    ) -> Iterable[Delivery]:
        query = Query(
            keys.deliveries(tenant),
            index=Index.GSI1,
            high=None if after is None else keys.moment(after.created_at, after.id),
            newest_first=True,
            where=None if status is None else When("#status = :status", status=status),
            page=limit + 1 if status is None else FILTERED_PAGE,
        )
        return map(_delivery, self._table.query(query))

    def _ids(self, tenant: str, job_id: str) -> list[str]:
        pointers = keys.delivery_of_job(tenant, job_id, "")
        query = Query(pointers.pk, low=pointers.sk, high=pointers.sk + keys.LAST_TEXT)
        return [item["SK"].removeprefix(pointers.sk) for item in self._table.query(query)]


def _item(delivery: Delivery) -> Item:
    due, pending = delivery.next_attempt_at, delivery.status is DeliveryStatus.PENDING
    return present(
        {
            "doc": delivery.model_dump_json(exclude=set(CHANGING)),
            "status": delivery.status,
            "next_attempt_at": due and utc_text(due),
            "attempts": [attempt.model_dump(mode="json") for attempt in delivery.attempts],
            "GSI1PK": keys.deliveries(delivery.tenant),
            "GSI1SK": keys.moment(delivery.created_at, delivery.id),
            "GSI2PK": keys.PENDING if pending else None,
            "GSI2SK": keys.moment(due or delivery.created_at, delivery.id) if pending else None,
        }
    )


def _delivery(item: Item) -> Delivery:
    values = json.loads(item["doc"])
    values |= {name: item[name] for name in CHANGING if name in item}
    return Delivery.model_validate(values)


def _moment(delivery: Delivery) -> tuple[datetime, str]:
    return delivery.created_at, delivery.id
