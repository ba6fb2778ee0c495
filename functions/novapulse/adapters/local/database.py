"""The local home's SQLite file: its tables, and how it is opened so that no commit is ever lost."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Dialect,
    Engine,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    create_engine,
    event,
)

from novapulse.adapters.local.files import make_private_directory
from novapulse.domain.errors import NovaPulseError

SCHEMA_VERSION = 1
"""Kept in SQLite's ``user_version``."""

BUSY_TIMEOUT_MS = 30_000
"""How long a writer waits for another process before it gives up."""

TIME_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


class UtcTime(TypeDecorator[datetime]):
    """An aware time as fixed-width text in UTC, so that text order is time order."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else value.astimezone(UTC).strftime(TIME_FORMAT)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else datetime.strptime(value, TIME_FORMAT).replace(tzinfo=UTC)


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
    Column("error", JSON(none_as_null=True)),
    Column("progress_step", String),
    Column("progress_percent", Integer),
    Column("warnings", JSON, nullable=False),
    Index("jobs_by_content", "tenant", "audio_sha256", "created_at"),
    Index("jobs_by_tenant_status", "tenant", "status"),
    Index("jobs_by_status", "status", "created_at"),
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
    Column("webhook_secret", String, nullable=False),
    Column("created_at", UtcTime, nullable=False),
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
)

KEY_USES = Table(
    "key_uses",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("key_id", ForeignKey(API_KEYS.c.id), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("endpoint", String, nullable=False),
    Column("address", String, nullable=False),
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
    Index("deliveries_by_job", "tenant", "job_id"),
)

ATTEMPTS = Table(
    "attempts",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("delivery_id", ForeignKey(DELIVERIES.c.id), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("status", Integer),
    Column("error", Text, nullable=False),
    Column("seconds", Float, nullable=False),
)


def open_database(path: Path) -> Engine:
    """The database at ``path``, made when absent, readable by its owner alone.

    Each process opens its own engine; an engine may be shared by threads, never by a fork.
    Raises NovaPulseError(``database_too_new``) for a file of a later version.
    """
    make_private_directory(path.parent)
    path.touch(mode=0o600, exist_ok=True)
    engine = create_engine(
        f"sqlite:///{path}", pool_size=8, max_overflow=32, connect_args={"timeout": 30}
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    _prepare_schema(engine, path)
    return engine


def _configure(connection: Any, _record: object) -> None:
    # The driver must not open transactions by itself: _begin does, and it locks at once.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    # A read that later writes could fail with a stale snapshot; a writer therefore locks first.
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def writing(engine: Engine) -> Engine:
    """The same engine; its transactions take the write lock when they begin."""
    return engine.execution_options(write=True)


def _prepare_schema(engine: Engine, path: Path) -> None:
    with writing(engine).begin() as connection:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if version > SCHEMA_VERSION:
            raise NovaPulseError(
                "database_too_new",
                f"{path} has schema version {version}; this release knows {SCHEMA_VERSION}: "
                "run the release that wrote it, or name another data directory",
            )
        if version < SCHEMA_VERSION:
            METADATA.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
