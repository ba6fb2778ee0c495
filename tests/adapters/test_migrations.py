import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine

from novapulse.adapters.sqlite.database import open_database
from novapulse.adapters.sqlite.delivery_store import SqliteDeliveryStore
from novapulse.adapters.sqlite.job_store import SqliteJobStore
from novapulse.adapters.sqlite.key_store import SqliteKeyStore
from novapulse.adapters.sqlite.migrations import SCHEMA_VERSION
from novapulse.adapters.sqlite.search.search_index import SqliteSearchIndex
from novapulse.adapters.sqlite.tenant_store import SqliteTenantStore
from novapulse.domain.job import FileInfo, Job, JobOptions, JobStatus, Pipeline, Progress
from novapulse.domain.keys import ApiKey
from novapulse.domain.media import Notice
from novapulse.domain.search import Passage, SearchFilter
from novapulse.domain.tenant import Tenant
from novapulse.domain.webhook import Attempt, DeliveryStatus
from tests.adapters.make import make_tenant

VERSION_1 = Path(__file__).with_name("version_1.sql").read_text(encoding="utf-8")
VERSION_2 = Path(__file__).with_name("version_2.sql").read_text(encoding="utf-8")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file that the first release wrote."""
    return write(tmp_path / "old.db", VERSION_1)


@pytest.fixture
def migrated(old: Path) -> Engine:
    return open_database(old)


def write(path: Path, script: str) -> Path:
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.close()
    return path


def at(second: int, microsecond: int = 0) -> datetime:
    return datetime(2026, 3, 1, 12, 0, second, microsecond, tzinfo=UTC)


def rows(engine: Engine, statement: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]


def index_columns(engine: Engine, index: object) -> tuple[object, ...]:
    return tuple(name for _, _, name in rows(engine, f"PRAGMA index_info({index})"))


def schema(engine: Engine) -> dict[str, object]:
    """All of each table but the order of its columns, which nothing reads."""
    tables = [name for (name,) in rows(engine, "SELECT name FROM sqlite_schema WHERE type='table'")]
    described: dict[str, object] = {}
    for table in tables:
        columns = {row[1:] for row in rows(engine, f"PRAGMA table_info({table})")}
        foreign = {row[2:] for row in rows(engine, f"PRAGMA foreign_key_list({table})")}
        indexes = {
            (name, unique, partial, index_columns(engine, name))
            for _, name, unique, _, partial in rows(engine, f"PRAGMA index_list({table})")
        }
        described[str(table)] = (columns, foreign, indexes)
    return described


@pytest.mark.parametrize("script", [VERSION_1, VERSION_2], ids=["version 1", "version 2"])
def test_an_old_file_gets_the_schema_of_a_new_one(script: str, tmp_path: Path) -> None:
    migrated = open_database(write(tmp_path / "older.db", script))
    assert schema(migrated) == schema(open_database(tmp_path / "new.db"))
    assert rows(migrated, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert rows(migrated, "PRAGMA foreign_key_check") == []
    assert rows(migrated, "PRAGMA integrity_check") == [("ok",)]


def test_a_file_of_the_last_release_keeps_its_tenants(tmp_path: Path) -> None:
    """Version 3 had no policies, no tokens and no trackers."""
    path = tmp_path / "last.db"
    SqliteTenantStore(open_database(path)).add(make_tenant())
    write(
        path,
        "ALTER TABLE tenants DROP COLUMN policies; DROP INDEX ix_api_keys_issued_by;"
        "ALTER TABLE api_keys DROP COLUMN issued_by; DROP TABLE trackers; PRAGMA user_version=3",
    )
    migrated = open_database(path)
    assert schema(migrated) == schema(open_database(tmp_path / "new.db"))
    assert SqliteTenantStore(migrated).list() == (make_tenant(),)


def test_an_old_job_is_all_there(migrated: Engine) -> None:
    assert SqliteJobStore(migrated).get("acme", "job_000000000001") == Job(
        id="job_000000000001",
        tenant="acme",
        status=JobStatus.COMPLETED,
        options=JobOptions(
            language="en-US",
            pipeline=Pipeline.FULL_ANALYSIS,
            webhook_url="https://example.com/hook",
            channels={"1": "Agent"},
            custom_vocabulary=("Acme",),
            metadata={"agent": "AGT-42"},
        ),
        file=FileInfo(name="call.wav", size_bytes=10, duration_seconds=3.5),
        audio_key="audio/acme/job_000000000001/original",
        audio_sha256="ab" * 32,
        created_at=at(0, 123456),
        estimated_completion=at(30),
        started_at=at(1),
        completed_at=at(20),
        progress=Progress(step="publish", percent=100),
        warnings=(Notice(code="roles_uncertain", message="who is who is not sure"),),
        timings={"transcribe": 1.5},
    )


def test_an_old_tenant_and_its_key_are_all_there(migrated: Engine) -> None:
    february = datetime(2026, 2, 1, tzinfo=UTC)
    assert SqliteTenantStore(migrated).list() == (
        Tenant(
            name="acme", tier="enterprise", created_at=february, webhook_secret="whsec_c2VjcmV0"
        ),
    )
    key = ApiKey(
        id="key_1",
        tenant="acme",
        scopes=("audio:write", "jobs:read"),
        hint="abcd",
        created_at=february,
        expires_at=february.replace(year=2027),
        last_used_at=at(0),
    )
    assert SqliteKeyStore(migrated).by_secret("the hash of its secret") == key
    assert rows(migrated, "SELECT key_id, endpoint, address FROM key_uses") == [
        ("key_1", "POST /v1/audio/ingest", "127.0.0.1")
    ]


def test_old_deliveries_keep_their_attempts_and_tell_how_they_stand(migrated: Engine) -> None:
    arrived, waiting = SqliteDeliveryStore(migrated).for_job("acme", "job_000000000001")
    assert (arrived.id, arrived.status) == ("evt_1", DeliveryStatus.DELIVERED)
    assert arrived.attempts == (
        Attempt(at=at(21, 500_000), status=None, error="timeout", seconds=5.0),
        Attempt(at=at(27), status=204, seconds=0.25),
    )
    assert (waiting.id, waiting.status) == ("evt_2", DeliveryStatus.PENDING)
    assert waiting.attempts == (Attempt(at=at(28), status=500, seconds=0.5),)
    assert (waiting.url, waiting.body) == ("https://example.com/hook", '{"a": 2}')


def test_an_old_delivery_that_was_given_up_stays_so(old: Path) -> None:
    connection = sqlite3.connect(old)
    for number in range(19):
        connection.execute(
            "INSERT INTO attempts VALUES (?, 'evt_2', ?, 500, '', 0.5)",
            (100 + number, "2026-03-02T12:00:00.000000Z"),
        )
    connection.commit()
    connection.close()
    deliveries = SqliteDeliveryStore(open_database(old))
    assert deliveries.get("acme", "evt_2").status is DeliveryStatus.FAILED
    assert len(deliveries.get("acme", "evt_2").attempts) == 20


def test_attempts_go_with_their_delivery_now(migrated: Engine) -> None:
    assert SqliteDeliveryStore(migrated).erase_job("acme", "job_000000000001") == 2
    assert rows(migrated, "SELECT * FROM attempts") == []


@pytest.mark.parametrize("script", [VERSION_1, VERSION_2], ids=["version 1", "version 2"])
def test_an_old_job_can_be_indexed_found_and_erased(script: str, tmp_path: Path) -> None:
    engine = open_database(write(tmp_path / "older.db", script))
    index, jobs = SqliteSearchIndex(engine, vector_bytes=0), SqliteJobStore(engine)
    (job,) = index.unindexed("model", limit=5)
    passage = Passage(segment=1, speaker="Agent", start=0.0, end=1.0, text="late bus")
    index.put("acme", job.id, [passage], np.ones((1, 1), np.float32), model="model")
    assert [h.passage for h in index.by_words("acme", ["bus"], SearchFilter(), limit=5)] == [
        passage
    ]
    assert jobs.erase("acme", job.id)
    assert rows(engine, "SELECT * FROM passages") == []
    assert index.by_words("acme", ["bus"], SearchFilter(), limit=5) == ()


def test_opening_a_migrated_file_again_changes_nothing(old: Path) -> None:
    before = schema(open_database(old))
    again = open_database(old)
    assert schema(again) == before
    assert len(rows(again, "SELECT * FROM attempts")) == 3


def test_a_migration_that_fails_leaves_the_file_as_it_was(old: Path) -> None:
    connection = sqlite3.connect(old)
    connection.execute("CREATE TABLE attempts_1 (number INTEGER)")
    connection.commit()
    with pytest.raises(Exception, match="attempts_1"):
        open_database(old)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    columns = {row[1] for row in connection.execute("PRAGMA table_info(jobs)")}
    assert "data_expired_at" not in columns
    connection.close()
