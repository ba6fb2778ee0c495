"""The log of job events in SQLite."""

from datetime import datetime

from sqlalchemy import Connection, Engine, delete, func, insert, select

from novapulse.adapters.sqlite.database import writing
from novapulse.adapters.sqlite.tables import EVENTS
from novapulse.domain.events import JobEvent


def insert_event(connection: Connection, event: JobEvent) -> None:
    """In the transaction of the change that it tells of, so that neither is without the other.
    Writers lock first, so numbers follow the order of commits: a reader never misses one."""
    connection.execute(
        insert(EVENTS).values(
            tenant=event.tenant,
            job_id=event.job_id,
            at=event.at,
            event=event.model_dump_json(exclude={"number"}),
        )
    )


class SqliteEventStore:
    """Fulfils ``EventStore``."""

    def __init__(self, engine: Engine) -> None:
        self._reads = engine
        self._writes = writing(engine)

    def after(
        self, tenant: str, number: int, *, limit: int, job_id: str | None = None
    ) -> tuple[JobEvent, ...]:
        statement = (
            select(EVENTS.c.number, EVENTS.c.event)
            .where(EVENTS.c.tenant == tenant, EVENTS.c.number > number)
            .order_by(EVENTS.c.number)
            .limit(limit)
        )
        if job_id is not None:
            statement = statement.where(EVENTS.c.job_id == job_id)
        with self._reads.connect() as connection:
            return tuple(_event(row.number, row.event) for row in connection.execute(statement))

    def last_number(self, tenant: str) -> int:
        statement = select(func.max(EVENTS.c.number)).where(EVENTS.c.tenant == tenant)
        with self._reads.connect() as connection:
            return connection.execute(statement).scalar_one() or 0

    def delete_before(self, at: datetime) -> int:
        with self._writes.begin() as connection:
            return connection.execute(delete(EVENTS).where(EVENTS.c.at < at)).rowcount


def _event(number: int, document: str) -> JobEvent:
    return JobEvent.model_validate_json('{"number":0,' + document[1:]).model_copy(
        update={"number": number}
    )
