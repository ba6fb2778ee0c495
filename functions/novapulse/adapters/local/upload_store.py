"""What is known of recordings that are sent ahead of their job, in SQLite."""

from datetime import datetime

from sqlalchemy import ColumnElement, Engine, delete, insert, select, update

from novapulse.adapters.local.database import writing
from novapulse.adapters.local.tables import UPLOADS
from novapulse.domain.errors import NotFound
from novapulse.domain.upload import Upload, UploadStatus


class SqliteUploadStore:
    """Fulfils ``UploadStore``."""

    def __init__(self, engine: Engine) -> None:
        self._reads = engine
        self._writes = writing(engine)

    def add(self, upload: Upload) -> None:
        with self._writes.begin() as connection:
            connection.execute(insert(UPLOADS).values(upload.model_dump()))

    def get(self, tenant: str, upload_id: str) -> Upload:
        with self._reads.connect() as connection:
            row = connection.execute(select(UPLOADS).where(*_one(tenant, upload_id))).one_or_none()
        if row is None:
            raise NotFound("upload_not_found", f"No upload '{upload_id}' exists.")
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

    def expired(self, before: datetime) -> tuple[Upload, ...]:
        with self._reads.connect() as connection:
            rows = connection.execute(select(UPLOADS).where(UPLOADS.c.expires_at < before))
            return tuple(Upload.model_validate(dict(row._mapping)) for row in rows)

    def delete(self, tenant: str, upload_id: str) -> None:
        with self._writes.begin() as connection:
            connection.execute(delete(UPLOADS).where(*_one(tenant, upload_id)))


def _one(tenant: str, upload_id: str) -> tuple[ColumnElement[bool], ...]:
    return UPLOADS.c.tenant == tenant, UPLOADS.c.id == upload_id
