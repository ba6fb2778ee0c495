from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from novapulse.adapters.local.sqlite.database import open_database, writing
from novapulse.adapters.local.sqlite.key_store import SqliteKeyStore
from novapulse.adapters.local.sqlite.tenant_store import SqliteTenantStore
from novapulse.domain.keys import KeyUse, new_secret, secret_hash
from tests.adapters.make import NOON, make_key, make_tenant


def make_store(engine: Engine) -> SqliteKeyStore:
    SqliteTenantStore(engine).add(make_tenant())
    return SqliteKeyStore(engine)


@pytest.fixture
def store(tmp_path: Path) -> SqliteKeyStore:
    return make_store(open_database(tmp_path / "novapulse.db"))


def test_a_key_is_found_by_the_hash_of_its_secret(store: SqliteKeyStore) -> None:
    key = make_key(scopes=("audio:write", "pii:read"), expires_at=NOON)
    store.add(key, "hash")
    assert store.by_secret("hash") == key
    assert store.by_secret("other") is None


def test_the_secret_itself_rests_nowhere(tmp_path: Path, store: SqliteKeyStore) -> None:
    secret = new_secret()
    store.add(make_key(), secret_hash(secret))
    for path in tmp_path.iterdir():
        assert secret.encode() not in path.read_bytes()


def test_a_key_is_revoked_once(store: SqliteKeyStore) -> None:
    store.add(make_key(), "hash")
    assert store.revoke("key_1", NOON)
    assert not store.revoke("key_1", NOON + timedelta(days=1))
    assert not store.revoke("key_9", NOON)
    key = store.by_secret("hash")
    assert key is not None
    assert key.revoked_at == NOON
    assert not key.active(NOON)


def test_keys_are_listed_in_order_of_creation(store: SqliteKeyStore) -> None:
    store.add(make_key(2, created_at=NOON + timedelta(seconds=1)), "b")
    store.add(make_key(1), "a")
    assert [key.id for key in store.list()] == ["key_1", "key_2"]


def test_uses_are_logged_together_and_the_latest_counts(store: SqliteKeyStore) -> None:
    store.add(make_key(), "hash")
    later = NOON + timedelta(seconds=5)
    store.log_uses(
        tuple(
            KeyUse(key_id="key_1", at=at, endpoint="GET /v1/jobs/{job_id}", address="10.0.0.1")
            for at in (later, NOON)
        )
    )
    store.log_uses(())
    key = store.by_secret("hash")
    assert key is not None
    assert key.last_used_at == later


def test_a_key_that_is_known_costs_no_query(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "novapulse.db")
    store = make_store(engine)
    store.add(make_key(), "hash")
    store.by_secret("hash")
    queries: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *call: queries.append(call[2]))
    assert store.by_secret("hash") == make_key()
    assert queries == []


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_known_key_that_is_revoked_ends_at_once(tmp_path: Path, elsewhere: bool) -> None:
    """Also where another process, with connections of its own, revokes it."""
    path = tmp_path / "novapulse.db"
    store = make_store(open_database(path))
    store.add(make_key(), "hash")
    for second in range(20):
        known = store.by_secret("hash")
        assert known is not None
        assert known.revoked_at is None
        revoking = SqliteKeyStore(open_database(path)) if elsewhere else store
        assert revoking.revoke("key_1", NOON)
        revoked = store.by_secret("hash")
        assert revoked is not None
        assert revoked.revoked_at == NOON
        store.add(make_key(second + 2), f"hash {second}")
        with writing(open_database(path)).begin() as connection:
            connection.exec_driver_sql("UPDATE api_keys SET revoked_at = NULL")


def test_keys_are_found_while_another_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "novapulse.db"
    store = make_store(open_database(path))
    store.add(make_key(), "hash")
    with writing(open_database(path)).begin() as connection:
        connection.exec_driver_sql("UPDATE api_keys SET hint = 'wxyz'")
        assert store.by_secret("hash") == make_key()
    changed = store.by_secret("hash")
    assert changed is not None
    assert changed.hint == "wxyz"


def test_many_threads_find_their_keys(store: SqliteKeyStore) -> None:
    for number in range(8):
        store.add(make_key(number), f"hash {number}")
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: store.by_secret(f"hash {n % 8}"), range(400)))
    assert found == [make_key(number % 8) for number in range(400)]
