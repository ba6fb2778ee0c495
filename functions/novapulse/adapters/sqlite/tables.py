"""The tables of the local home's database."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    event,
)


class UtcTime(TypeDecorator[datetime]):
    """An aware time as fixed-width text in UTC, so that text order is time order."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else datetime.fromisoformat(value)


METADATA = MetaData()

JOBS = Table(
    "jobs",
    METADATA,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("status", String, nullable=False),
    Column("options", JSON, nullable=False),
    Column("file", JSON, nullable=False),
    Column("audio_key", String, nullable=False),
    Column("audio_sha256", String, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("estimated_completion", UtcTime, nullable=False),
    Column("started_at", UtcTime),
    Column("completed_at", UtcTime),
    Column("data_expired_at", UtcTime),
    Column("error", JSON(none_as_null=True)),
    Column("progress_step", String),
    Column("progress_percent", Integer),
    Column("warnings", JSON, nullable=False),
    Index("jobs_by_content", "tenant", "audio_sha256", "created_at"),
    Index("jobs_by_tenant_status", "tenant", "status"),
    Index("jobs_by_status", "status", "created_at"),
    Index("jobs_by_tenant_time", "tenant", "created_at", "id"),
)

IDEMPOTENCY = Table(
    "idempotency",
    METADATA,
    Column("tenant", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("fingerprint", String, nullable=False),
    Column("job_id", ForeignKey(JOBS.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("job", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
)

EVENTS = Table(
    "events",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("job_id", ForeignKey(JOBS.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False, index=True),
    Column("event", Text, nullable=False),
    Index("events_by_tenant", "tenant", "number"),
    sqlite_autoincrement=True,
)

UPLOADS = Table(
    "uploads",
    METADATA,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("file_name", String, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("content_type", String, nullable=False),
    Column("sha256", String),
    Column("part_size", Integer),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False, index=True),
    Column("status", String, nullable=False),
    Column("job_id", String),
)

JOB_TIMINGS = Table(
    "job_timings",
    METADATA,
    Column("job_id", ForeignKey(JOBS.c.id, ondelete="CASCADE"), primary_key=True),
    Column("stage", String, primary_key=True),
    Column("seconds", Float, nullable=False),
)

TENANTS = Table(
    "tenants",
    METADATA,
    Column("name", String, primary_key=True),
    Column("tier", String, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("webhook_secret", String, nullable=False),
    Column("previous_webhook_secret", String),
    Column("previous_secret_until", UtcTime),
    Column("retention_days", Integer),
    Column("concurrent_jobs", Integer),
    Column("policies", JSON, nullable=False, server_default="[]"),
)

API_KEYS = Table(
    "api_keys",
    METADATA,
    Column("id", String, primary_key=True),
    Column("tenant", ForeignKey(TENANTS.c.name), nullable=False),
    Column("secret_sha256", String, nullable=False, unique=True),
    Column("scopes", JSON, nullable=False),
    Column("hint", String, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime),
    Column("revoked_at", UtcTime),
    Column("last_used_at", UtcTime),
    Column("issued_by", String, index=True),
)

KEY_USES = Table(
    "key_uses",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("key_id", ForeignKey(API_KEYS.c.id), nullable=False, index=True),
    Column("at", UtcTime, nullable=False, index=True),
    Column("endpoint", String, nullable=False),
    Column("address", String, nullable=False),
)

TRACKERS = Table(
    "trackers",
    METADATA,
    Column("tenant", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("tracker", Text, nullable=False),
    Index("trackers_by_name", "tenant", "name", unique=True),
)

DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("job_id", String, nullable=False),
    Column("event", String, nullable=False),
    Column("url", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("status", String, nullable=False, server_default="pending"),
    Column("next_attempt_at", UtcTime),
    Index("deliveries_by_job", "tenant", "job_id"),
    Index("deliveries_by_time", "tenant", "created_at", "id"),
)

DISABLED_WEBHOOKS = Table(
    "disabled_webhooks",
    METADATA,
    Column("tenant", String, primary_key=True),
    Column("url", Text, primary_key=True),
    Column("at", UtcTime, nullable=False),
)

DROPPED_FILES = Table(
    "dropped_files",
    METADATA,
    Column("path", Text, primary_key=True),
    Column("version", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("job_id", String, nullable=False),
    Column("answered", Integer, nullable=False),
)

ATTEMPTS = Table(
    "attempts",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column(
        "delivery_id",
        ForeignKey(DELIVERIES.c.id, ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("at", UtcTime, nullable=False),
    Column("status", Integer),
    Column("error", Text, nullable=False),
    Column("seconds", Float, nullable=False),
)

INDEXED_JOBS = Table(
    "indexed_jobs",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("job_id", ForeignKey(JOBS.c.id, ondelete="CASCADE"), nullable=False, unique=True),
    Column("model", String, nullable=False),
    Column("vectors", Integer, nullable=False),
    Index("indexed_jobs_by_tenant", "tenant", "model"),
    sqlite_autoincrement=True,
)
"""A number is never given twice: what is indexed under one never changes, it only goes."""

PASSAGES = Table(
    "passages",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column(
        "indexed_job",
        ForeignKey(INDEXED_JOBS.c.number, ondelete="CASCADE"),
        nullable=False,
    ),
    Column("segment", Integer, nullable=False),
    Column("speaker", String, nullable=False),
    Column("start", Float, nullable=False),
    Column("end", Float, nullable=False),
    Column("text", Text, nullable=False),
    Column("vector", LargeBinary),
    Index("passages_by_job", "indexed_job", "segment", unique=True),
)
"""``id`` tells the indexed job too (``passage_ids``), so that what is found by its words is known
to be allowed without a look into this table. ``vector`` is float16, little-endian; none for a
passage without a meaning."""

PASSAGE_WORDS = (
    "CREATE VIRTUAL TABLE passage_words"
    " USING fts5(words, tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER passages_deleted AFTER DELETE ON passages"
    " BEGIN DELETE FROM passage_words WHERE rowid = old.id; END",
)
"""The rows of the index bear the ids of their passages. What deletes a passage, a cascade too,
deletes its words."""


@event.listens_for(PASSAGES, "after_create")
def _create_words(_passages: Table, connection: Connection, **_: Any) -> None:
    for statement in PASSAGE_WORDS:
        connection.exec_driver_sql(statement)
