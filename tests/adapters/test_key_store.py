from datetime import timedelta
from pathlib import Path

import pytest

from novapulse.adapters.local.database import open_database
from novapulse.adapters.local.key_store import SqliteKeyStore
from novapulse.domain.errors import NotFound
from novapulse.domain.keys import KeyUse, new_secret, secret_hash
from tests.adapters.make import NOON, make_key, make_tenant


@pytest.fixture
def store(tmp_path: Path) -> SqliteKeyStore:
    store = SqliteKeyStore(open_database(tmp_path / "novapulse.db"))
    store.add_tenant(make_tenant())
    return store


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


def test_a_tenant_is_kept_as_first_added(store: SqliteKeyStore) -> None:
    store.add_tenant(make_tenant().model_copy(update={"tier": "free"}))
    assert store.tenant("acme").tier == "professional"
    with pytest.raises(NotFound):
        store.tenant("rival")


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


def test_a_tenants_webhook_secret_is_never_shown(store: SqliteKeyStore) -> None:
    assert "whsec_" not in repr(store.tenant("acme"))
