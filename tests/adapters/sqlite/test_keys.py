"""What is SQLite's own about keys: files, connections, what is remembered between queries."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from novapulse.adapters.sqlite.database import open_database, writing
from novapulse.adapters.sqlite.key_store import SqliteKeyStore
from novapulse.adapters.sqlite.tenant_store import SqliteTenantStore
from novapulse.domain.keys import new_secret, secret_hash
from tests.adapters.make import NOON, make_key, make_tenant


def make_store(engine: Engine) -> SqliteKeyStore:
    SqliteTenantStore(engine).add(make_tenant())
    return SqliteKeyStore(engine)


@pytest.fixture
def store(tmp_path: Path) -> SqliteKeyStore:
    return make_store(open_database(tmp_path / "novapulse.db"))


def test_the_secret_itself_rests_nowhere(tmp_path: Path, store: SqliteKeyStore) -> None:
    secret = new_secret()
    store.add(make_key(), secret_hash(secret))
    for path in tmp_path.iterdir():
        assert secret.encode() not in path.read_bytes()


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
