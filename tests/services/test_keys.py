from pathlib import Path

import pytest

from novapulse.domain.errors import InvalidRequest, NotFound
from novapulse.domain.keys import secret_hash
from novapulse.services.home import Home
from novapulse.services.keys import authenticate, create_key, revoke_key
from tests.services.house import make_home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return make_home(tmp_path)


def test_a_new_key_opens_and_belongs_to_its_tenant(home: Home) -> None:
    new = create_key(
        tenant="acme", scopes=("jobs:read",), tenants=home.tenants, keys=home.keys, clock=home.clock
    )
    assert authenticate(f"bearer  {new.secret} ", keys=home.keys, clock=home.clock) == new.key
    assert new.secret.startswith("nvp_live_")
    assert new.secret.endswith(new.key.hint)
    assert home.tenants.get("acme").tier == "professional"


def test_a_sandbox_key_says_so(home: Home) -> None:
    new = create_key(
        tenant="acme", scopes=(), tenants=home.tenants, keys=home.keys, clock=home.clock, live=False
    )
    assert new.secret.startswith("nvp_test_")


def test_the_secret_is_shown_by_no_repr_and_kept_in_no_file(home: Home, tmp_path: Path) -> None:
    new = create_key(
        tenant="acme", scopes=("jobs:read",), tenants=home.tenants, keys=home.keys, clock=home.clock
    )
    assert new.secret not in repr(new)
    stored = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    assert new.secret.encode() not in stored
    assert secret_hash(new.secret).encode() in stored


@pytest.mark.parametrize("tenant", ["", "a/b", "..", "-a", "a b", "a" * 65, "ä", "a\n"])
def test_a_tenants_name_must_be_fit_for_storage_keys(home: Home, tenant: str) -> None:
    with pytest.raises(InvalidRequest, match="tenant"):
        create_key(tenant=tenant, scopes=(), tenants=home.tenants, keys=home.keys, clock=home.clock)


def test_an_unknown_tier_is_refused(home: Home) -> None:
    with pytest.raises(InvalidRequest, match="enterprise"):
        create_key(
            tenant="acme",
            scopes=(),
            tenants=home.tenants,
            keys=home.keys,
            clock=home.clock,
            tier="gold",
        )


def test_only_a_key_in_force_can_be_revoked(home: Home) -> None:
    new = create_key(
        tenant="acme", scopes=(), tenants=home.tenants, keys=home.keys, clock=home.clock
    )
    revoke_key(new.key.id, keys=home.keys, clock=home.clock)
    for key_id in (new.key.id, "key_unknown"):
        with pytest.raises(NotFound):
            revoke_key(key_id, keys=home.keys, clock=home.clock)
