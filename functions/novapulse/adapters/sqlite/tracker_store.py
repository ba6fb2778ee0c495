"""Trackers in SQLite."""

from sqlalchemy import ColumnElement, Engine, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from novapulse.adapters.sqlite.database import writing
from novapulse.adapters.sqlite.tables import TRACKERS
from novapulse.domain.tracker import (
    StoredTracker,
    too_many_trackers,
    tracker_exists,
    tracker_not_found,
)


class SqliteTrackerStore:
    """Fulfils ``TrackerStore``."""

    def __init__(self, engine: Engine) -> None:
        self._reads = engine
        self._writes = writing(engine)

    def add(self, tenant: str, tracker: StoredTracker, *, at_most: int) -> None:
        count = select(func.count()).where(TRACKERS.c.tenant == tenant)
        values = {"tenant": tenant, "created_at": tracker.created_at, **_changing(tracker)}
        with self._writes.begin() as connection:
            if connection.execute(count).scalar_one() >= at_most:
                raise too_many_trackers(at_most)
            try:
                connection.execute(insert(TRACKERS).values(id=tracker.id, **values))
            except IntegrityError:
                raise tracker_exists(tracker.tracker.name) from None

    def get(self, tenant: str, tracker_id: str) -> StoredTracker:
        statement = select(TRACKERS.c.tracker).where(*_named(tenant, tracker_id))
        with self._reads.connect() as connection:
            document = connection.execute(statement).scalar_one_or_none()
        if document is None:
            raise tracker_not_found()
        return StoredTracker.model_validate_json(document)

    def list(self, tenant: str) -> tuple[StoredTracker, ...]:
        statement = (
            select(TRACKERS.c.tracker)
            .where(TRACKERS.c.tenant == tenant)
            .order_by(TRACKERS.c.created_at, TRACKERS.c.id)
        )
        with self._reads.connect() as connection:
            documents = connection.execute(statement).scalars()
            return tuple(StoredTracker.model_validate_json(document) for document in documents)

    def replace(self, tenant: str, tracker: StoredTracker) -> None:
        statement = update(TRACKERS).where(*_named(tenant, tracker.id)).values(_changing(tracker))
        with self._writes.begin() as connection:
            try:
                replaced = connection.execute(statement).rowcount
            except IntegrityError:
                raise tracker_exists(tracker.tracker.name) from None
        if not replaced:
            raise tracker_not_found()

    def delete(self, tenant: str, tracker_id: str) -> bool:
        with self._writes.begin() as connection:
            statement = delete(TRACKERS).where(*_named(tenant, tracker_id))
            return connection.execute(statement).rowcount == 1


def _changing(tracker: StoredTracker) -> dict[str, str]:
    return {"name": tracker.tracker.name, "tracker": tracker.model_dump_json()}


def _named(tenant: str, tracker_id: str) -> tuple[ColumnElement[bool], ...]:
    return TRACKERS.c.tenant == tenant, TRACKERS.c.id == tracker_id
