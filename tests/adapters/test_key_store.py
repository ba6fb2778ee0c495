from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from novapulse.domain.errors import Conflict
from novapulse.domain.keys import ApiKey, KeyUse
from novapulse.ports import KeyStore
from tests.adapters.homes import Storage
from tests.adapters.make import NOON, make_key, make_tenant


@pytest.fixture
def store(storage: Storage) -> KeyStore:
    storage.tenants.add(make_tenant())
    return storage.keys


def test_a_key_is_found_by_the_hash_of_its_secret(store: KeyStore) -> None:
    key = make_key(scopes=("audio:write", "pii:read"), expires_at=NOON)
    store.add(key, "hash")
    assert store.by_secret("hash") == key
    assert store.by_secret("other") is None


def test_a_key_is_revoked_once(store: KeyStore) -> None:
    store.add(make_key(), "hash")
    assert store.revoke("key_1", NOON)
    assert not store.revoke("key_1", NOON + timedelta(days=1))
    assert not store.revoke("key_9", NOON)
    key = store.by_secret("hash")
    assert key is not None
    assert key.revoked_at == NOON
    assert not key.active(NOON)


def test_keys_are_listed_in_order_of_creation(store: KeyStore) -> None:
    store.add(make_key(2, created_at=NOON + timedelta(seconds=1)), "b")
    store.add(make_key(1), "a")
    assert [key.id for key in store.list()] == ["key_1", "key_2"]


def test_uses_are_logged_together_and_the_latest_counts(store: KeyStore) -> None:
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


def test_many_threads_find_their_keys(store: KeyStore, storage: Storage) -> None:
    for number in range(8):
        store.add(make_key(number), f"hash {number}")
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: store.by_secret(f"hash {n % 8}"), range(storage.many)))
    assert found == [make_key(number % 8) for number in range(storage.many)]


def uses(*seconds: int) -> tuple[KeyUse, ...]:
    return tuple(
        KeyUse(
            key_id="key_1",
            at=NOON + timedelta(seconds=second),
            endpoint="GET /v1/jobs/{job_id}",
            address="10.0.0.1",
        )
        for second in seconds
    )


def test_old_uses_go_and_new_ones_stay(store: KeyStore) -> None:
    store.add(make_key(), "hash")
    store.log_uses(uses(*range(60)))
    assert store.delete_uses(NOON + timedelta(seconds=40)) == 40
    assert store.delete_uses(NOON + timedelta(seconds=40)) == 0
    assert store.delete_uses(NOON + timedelta(days=1)) == 20


def test_a_use_that_is_logged_late_moves_nothing_back(store: KeyStore) -> None:
    store.add(make_key(), "hash")
    store.log_uses(uses(9))
    store.log_uses(uses(3))
    key = store.by_secret("hash")
    assert key is not None
    assert key.last_used_at == NOON + timedelta(seconds=9)


def test_a_key_that_is_found_again_and_again_is_revoked_at_once(store: KeyStore) -> None:
    store.add(make_key(), "hash")
    assert store.by_secret("hash") == store.by_secret("hash") == make_key()
    store.revoke("key_1", NOON)
    revoked = store.by_secret("hash")
    assert revoked is not None
    assert revoked.revoked_at == NOON


def make_token(number: int, *, hours: int = 24) -> ApiKey:
    ends = NOON + timedelta(hours=hours)
    return make_key(number, issued_by="key_1", expires_at=ends)


def test_a_token_is_a_key_that_no_list_shows(store: KeyStore) -> None:
    store.add(make_key(1), "hash")
    store.add(make_token(2), "token")
    assert store.by_secret("token") == make_token(2)
    assert [key.id for key in store.list()] == ["key_1"]


def test_of_a_keys_tokens_that_are_in_force_the_last_to_end_is_found(store: KeyStore) -> None:
    store.add(make_key(1), "hash")
    assert store.token_of("key_1", NOON) is None
    for number, hours in ((2, 1), (3, 24), (4, 2)):
        store.add(make_token(number, hours=hours), f"token {number}")
    found = store.token_of("key_1", NOON)
    assert found is not None
    assert found.id == "key_3"
    assert store.token_of("key_1", NOON + timedelta(hours=24)) is None
    assert store.token_of("key_2", NOON) is None


def test_a_revoked_key_ends_its_tokens_and_issues_no_more(store: KeyStore) -> None:
    store.add(make_key(1), "hash")
    store.add(make_token(2), "token")
    assert store.revoke("key_1", NOON)
    token = store.by_secret("token")
    assert token is not None
    assert not token.active(NOON)
    assert store.token_of("key_1", NOON) is None
    with pytest.raises(Conflict):
        store.add(make_token(3), "another")
    assert store.by_secret("another") is None


def test_tokens_are_revoked_and_their_key_is_not(store: KeyStore) -> None:
    for number in (1, 9):
        store.add(make_key(number), f"hash {number}")
    for number in (2, 3):
        store.add(make_token(number), f"token {number}")
    store.add(make_key(4, issued_by="key_9", expires_at=NOON + timedelta(days=1)), "of another")
    assert store.revoke_tokens("key_1", NOON) == 2
    assert store.revoke_tokens("key_1", NOON) == 0
    assert store.revoke_tokens("key_7", NOON) == 0
    assert store.token_of("key_1", NOON) is None
    found = {name: store.by_secret(name) for name in ("hash 1", "token 2", "token 3", "of another")}
    assert [n for n, key in found.items() if key is not None and key.active(NOON)] == [
        "hash 1",
        "of another",
    ]
    store.add(make_token(5, hours=1), "token 5")
    after = store.token_of("key_1", NOON)
    assert after is not None
    assert after.id == "key_5"


def test_tokens_that_are_over_are_deleted_with_their_uses(store: KeyStore) -> None:
    store.add(make_key(1), "hash")
    store.add(make_token(2, hours=1), "old")
    store.add(make_token(3), "new")
    store.log_uses((KeyUse(key_id="key_2", at=NOON, endpoint="GET /v1/job", address="::1"),))
    assert store.delete_tokens(NOON + timedelta(hours=2)) == 1
    assert store.by_secret("old") is None
    assert store.by_secret("new") is not None
    assert store.by_secret("hash") is not None
