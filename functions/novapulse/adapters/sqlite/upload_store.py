"""What is known of recordings that are sent ahead of their job, in SQLite."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, delete, insert, select, update

from novapulse.adapters.sqlite.database import writing
from novapulse.adapters.sqlite.tables import UPLOADS
from novapulse.domain.upload import Upload, UploadStatus, upload_not_found


class SqliteUploadStore:
    """Fulfils ``UploadStore``."""

    def __init__(self, engine: Engine) -> None:
        self._reads = engine
        self._writes = writing(engine)

    def add(self, upload: Upload, *, open_at_most: int | None = None) -> datetime | None:
        with self._writes.begin() as connection:
            if open_at_most is not None:
                ends: list[datetime] = list(connection.scalars(_open_ends(upload)))
                if len(ends) >= open_at_most:
                    return ends[len(ends) - open_at_most]
            connection.execute(insert(UPLOADS).values(upload.model_dump()))
        return None

    def get(self, tenant: str, upload_id: str) -> Upload:
        with self._reads.connect() as connection:
            row = connection.execute(select(UPLOADS).where(*_one(tenant, upload_id))).one_or_none()
        if row is None:
            raise upload_not_found()
        return Upload.model_validate(dict(row._mapping))

    def move(
        self,
        tenant: str,
        upload_id: str,
        *,
        from_: tuple[UploadStatus, ...],
        to: UploadStatus,
        job_id: str | None = None,
    ) -> bool:
        statement = (
            update(UPLOADS)
            .where(*_one(tenant, upload_id), UPLOADS.c.status.in_(from_))
            .values(status=to, job_id=job_id)
        )
        with self._writes.begin() as connection:
            return connection.execute(statement).rowcount == 1

    def of_job(self, tenant: str, job_id: str) -> tuple[Upload, ...]:
        statement = select(UPLOADS).where(UPLOADS.c.tenant == tenant, UPLOADS.c.job_id == job_id)
        with self._reads.connect() as connection:
            rows = connection.execute(statement)
            return tuple(Upload.model_validate(dict(row._mapping)) for row in rows)

    def expired(self, before: datetime) -> tuple[Upload, ...]:
        with self._reads.connect() as connection:
            rows = connection.execute(select(UPLOADS).where(UPLOADS.c.expires_at < before))
            return tuple(Upload.model_validate(dict(row._mapping)) for row in rows)

    def delete(self, tenant: str, upload_id: str) -> None:
        with self._writes.begin() as connection:
            connection.execute(delete(UPLOADS).where(*_one(tenant, upload_id)))


def _open_ends(upload: Upload) -> Select[Any]:
    """When the tenant's uploads that are neither used nor over will be over, soonest first."""
    return (
        select(UPLOADS.c.expires_at)
        .where(
            UPLOADS.c.tenant == upload.tenant,
            UPLOADS.c.status != UploadStatus.USED,
            UPLOADS.c.expires_at > upload.created_at,
        )
        .order_by(UPLOADS.c.expires_at)
    )


def _one(tenant: str, upload_id: str) -> tuple[ColumnElement[bool], ...]:
    return UPLOADS.c.tenant == tenant, UPLOADS.c.id == upload_id
