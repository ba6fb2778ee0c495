"""Webhook deliveries and their attempts in SQLite."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, insert, literal, select
from sqlalchemy.dialects import sqlite

from novapulse.adapters.local.database import writing
from novapulse.adapters.local.tables import ATTEMPTS, DELIVERIES
from novapulse.domain.errors import NotFound
from novapulse.domain.webhook import Attempt, Delivery


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
            raise _unknown(delivery_id)
        return found[0]

    def record(self, tenant: str, delivery_id: str, attempt: Attempt) -> None:
        owned = select(
            DELIVERIES.c.id,
            literal(attempt.at, ATTEMPTS.c.at.type),
            literal(attempt.status, ATTEMPTS.c.status.type),
            literal(attempt.error),
            literal(attempt.seconds),
        ).where(DELIVERIES.c.tenant == tenant, DELIVERIES.c.id == delivery_id)
        columns = ["delivery_id", "at", "status", "error", "seconds"]
        with self._writes.begin() as connection:
            if not connection.execute(insert(ATTEMPTS).from_select(columns, owned)).rowcount:
                raise _unknown(delivery_id)

    def for_job(self, tenant: str, job_id: str) -> tuple[Delivery, ...]:
        return self._find(DELIVERIES.c.tenant == tenant, DELIVERIES.c.job_id == job_id)

    def _find(self, *where: ColumnElement[bool]) -> tuple[Delivery, ...]:
        statement = (
            select(DELIVERIES).where(*where).order_by(DELIVERIES.c.created_at, DELIVERIES.c.id)
        )
        with self._reads.connect() as connection:
            return tuple(_delivery(connection, row) for row in connection.execute(statement).all())


def _delivery(connection: Connection, row: Row[Any]) -> Delivery:
    columns = (ATTEMPTS.c.at, ATTEMPTS.c.status, ATTEMPTS.c.error, ATTEMPTS.c.seconds)
    attempts = connection.execute(
        select(*columns).where(ATTEMPTS.c.delivery_id == row.id).order_by(ATTEMPTS.c.number)
    )
    values = dict(row._mapping)
    return Delivery(**values, attempts=tuple(Attempt(**a._mapping) for a in attempts))


def _unknown(delivery_id: str) -> NotFound:
    return NotFound("delivery_not_found", f"No delivery '{delivery_id}' exists.")
