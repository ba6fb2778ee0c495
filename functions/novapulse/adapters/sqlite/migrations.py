"""The database's schema, brought from any earlier version to this one."""

from sqlalchemy import Connection

from novapulse.adapters.sqlite.tables import METADATA
from novapulse.domain.errors import NovaPulseError

STEPS: tuple[tuple[str, ...], ...] = (
    (),
    (
        "ALTER TABLE jobs ADD COLUMN data_expired_at VARCHAR(27)",
        "CREATE INDEX jobs_by_tenant_time ON jobs (tenant, created_at, id)",
        "ALTER TABLE tenants ADD COLUMN previous_webhook_secret VARCHAR",
        "ALTER TABLE tenants ADD COLUMN previous_secret_until VARCHAR(27)",
        "ALTER TABLE tenants ADD COLUMN retention_days INTEGER",
        "ALTER TABLE tenants ADD COLUMN concurrent_jobs INTEGER",
        "ALTER TABLE deliveries ADD COLUMN status VARCHAR NOT NULL DEFAULT 'pending'",
        "ALTER TABLE deliveries ADD COLUMN next_attempt_at VARCHAR(27)",
        "CREATE INDEX deliveries_by_time ON deliveries (tenant, created_at, id)",
        "CREATE INDEX ix_key_uses_at ON key_uses (at)",
        "UPDATE deliveries SET status = 'delivered' WHERE id IN "
        "(SELECT delivery_id FROM attempts WHERE status BETWEEN 200 AND 299)",
        "UPDATE deliveries SET status = 'failed' WHERE status = 'pending' AND id IN "
        "(SELECT delivery_id FROM attempts GROUP BY delivery_id HAVING COUNT(*) >= 20)",
        "ALTER TABLE attempts RENAME TO attempts_1",
        "DROP INDEX ix_attempts_delivery_id",
    ),
    (),
    ("ALTER TABLE tenants ADD COLUMN policies JSON DEFAULT '[]' NOT NULL",),
    (
        "ALTER TABLE api_keys ADD COLUMN issued_by VARCHAR",
        "CREATE INDEX ix_api_keys_issued_by ON api_keys (issued_by)",
    ),
)
"""``STEPS[n]`` leads to version ``n + 1`` in old tables; new tables are made afterwards. Version 1
gave a delivery up after its 20th attempt."""
AFTERWARDS = {
    2: (
        "INSERT INTO attempts (number, delivery_id, at, status, error, seconds) "
        "SELECT number, delivery_id, at, status, error, seconds FROM attempts_1",
        "DROP TABLE attempts_1",
    ),
}
"""What can only be done once the tables of that version are there."""
SCHEMA_VERSION = len(STEPS)
"""Kept in SQLite's ``user_version``; 0 is an empty file."""


def migrate(connection: Connection, name: str) -> None:
    """Within one transaction. Raises NovaPulseError(``database_too_new``)."""
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version > SCHEMA_VERSION:
        raise NovaPulseError(
            "database_too_new",
            f"{name} has schema version {version}; this release knows {SCHEMA_VERSION}: "
            "run the release that wrote it, or name another data directory",
        )
    if version == SCHEMA_VERSION:
        return
    steps = range(version + 1, SCHEMA_VERSION + 1) if version else ()
    for step in steps:
        for statement in STEPS[step - 1]:
            connection.exec_driver_sql(statement)
    METADATA.create_all(connection)
    for step in steps:
        for statement in AFTERWARDS.get(step, ()):
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
