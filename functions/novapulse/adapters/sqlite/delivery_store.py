"""Webhook deliveries and their attempts in SQLite."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    delete,
    func,
    insert,
    literal,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import sqlite

from novapulse.adapters.sqlite.database import writing
from novapulse.adapters.sqlite.tables import ATTEMPTS, DELIVERIES, DISABLED_WEBHOOKS
from novapulse.domain.listing import Cursor
from novapulse.domain.webhook import Attempt, Delivery, DeliveryStatus, delivery_not_found


class SqliteDeliveryStore:
    """Fulfils ``DeliveryStore``."""

    def __init__(self, engine: Engine) -> None:
        self._reads = engine
        self._writes = writing(engine)

    def add(self, delivery: Delivery) -> None:
        values = delivery.model_dump(exclude={"attempts"})
        statement = sqlite.insert(DELIVERIES).values(values)
        with self._writes.begin() as connection:
            connection.execute(statement.on_conflict_do_nothing(index_elements=["id"]))

    def get(self, tenant: str, delivery_id: str) -> Delivery:
        found = self._find(DELIVERIES.c.tenant == tenant, DELIVERIES.c.id == delivery_id)
        if not found:
            raise delivery_not_found()
        return found[0]

    def record(
        self,
        tenant: str,
        delivery_id: str,
        attempt: Attempt | None,
        status: DeliveryStatus,
        next_attempt_at: datetime | None,
    ) -> None:
        owned = (DELIVERIES.c.tenant == tenant, DELIVERIES.c.id == delivery_id)
        change = update(DELIVERIES).values(status=status, next_attempt_at=next_attempt_at)
        with self._writes.begin() as connection:
            now = connection.execute(select(DELIVERIES.c.status).where(*owned)).scalar_one_or_none()
            if now is None:
                raise delivery_not_found()
            if attempt is None or now == DeliveryStatus.PENDING:
                connection.execute(change.where(*owned))
            if attempt is not None:
                values = attempt.model_dump() | {"delivery_id": delivery_id}
                connection.execute(insert(ATTEMPTS).values(values))

    def for_job(self, tenant: str, job_id: str) -> tuple[Delivery, ...]:
        return self._find(DELIVERIES.c.tenant == tenant, DELIVERIES.c.job_id == job_id)

    def page(
        self,
        tenant: str,
        *,
        limit: int,
        after: Cursor | None = None,
        status: DeliveryStatus | None = None,
        job_id: str | None = None,
    ) -> tuple[Delivery, ...]:
        where = [DELIVERIES.c.tenant == tenant]
        if status is not None:
            where.append(DELIVERIES.c.status == status)
        if job_id is not None:
            where.append(DELIVERIES.c.job_id == job_id)
        if after is not None:
            older = tuple_(DELIVERIES.c.created_at, DELIVERIES.c.id) < tuple_(
                literal(after.created_at, DELIVERIES.c.created_at.type), literal(after.id)
            )
            where.append(older)
        newest_first = (DELIVERIES.c.created_at.desc(), DELIVERIES.c.id.desc())
        return self._read(select(DELIVERIES).where(*where).order_by(*newest_first).limit(limit))

    def overdue(self, before: datetime) -> tuple[Delivery, ...]:
        due = func.coalesce(DELIVERIES.c.next_attempt_at, DELIVERIES.c.created_at)
        return self._find(
            DELIVERIES.c.status == DeliveryStatus.PENDING,
            due < literal(before, DELIVERIES.c.created_at.type),
        )

    def erase_job(self, tenant: str, job_id: str) -> int:
        mine = (DELIVERIES.c.tenant == tenant, DELIVERIES.c.job_id == job_id)
        with self._writes.begin() as connection:
            return connection.execute(delete(DELIVERIES).where(*mine)).rowcount

    def disable(self, tenant: str, url: str, at: datetime) -> None:
        statement = sqlite.insert(DISABLED_WEBHOOKS).values(tenant=tenant, url=url, at=at)
        with self._writes.begin() as connection:
            connection.execute(statement.on_conflict_do_nothing(index_elements=["tenant", "url"]))

    def enable(self, tenant: str, url: str) -> None:
        with self._writes.begin() as connection:
            connection.execute(delete(DISABLED_WEBHOOKS).where(*_hook(tenant, url)))

    def disabled(self, tenant: str, url: str) -> bool:
        statement = select(DISABLED_WEBHOOKS.c.at).where(*_hook(tenant, url))
        with self._reads.connect() as connection:
            return connection.execute(statement).one_or_none() is not None

    def _find(self, *where: ColumnElement[bool]) -> tuple[Delivery, ...]:
        oldest_first = (DELIVERIES.c.created_at, DELIVERIES.c.id)
        return self._read(select(DELIVERIES).where(*where).order_by(*oldest_first))

    def _read(self, statement: Select[Any]) -> tuple[Delivery, ...]:
        with self._reads.connect() as connection:
            return tuple(_delivery(connection, row) for row in connection.execute(statement).all())


def _hook(tenant: str, url: str) -> tuple[ColumnElement[bool], ...]:
    return DISABLED_WEBHOOKS.c.tenant == tenant, DISABLED_WEBHOOKS.c.url == url


def _delivery(connection: Connection, row: Row[Any]) -> Delivery:
    columns = (ATTEMPTS.c.at, ATTEMPTS.c.status, ATTEMPTS.c.error, ATTEMPTS.c.seconds)
    attempts = connection.execute(
        select(*columns).where(ATTEMPTS.c.delivery_id == row.id).order_by(ATTEMPTS.c.number)
    )
    values = dict(row._mapping)
    return Delivery(**values, attempts=tuple(Attempt(**a._mapping) for a in attempts))
