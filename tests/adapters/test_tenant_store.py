import pytest

from novapulse.domain.errors import NotFound
from novapulse.domain.policy import DEFAULT_POLICY, Policy
from novapulse.ports import TenantStore
from tests.adapters.homes import Storage
from tests.adapters.make import NOON, make_tenant


@pytest.fixture
def store(storage: Storage) -> TenantStore:
    return storage.tenants


def test_a_tenant_comes_back_as_it_was(store: TenantStore) -> None:
    tenant = make_tenant().model_copy(
        update={
            "previous_webhook_secret": "whsec_b2xk",
            "previous_secret_until": NOON,
            "retention_days": 7,
            "concurrent_jobs": 2,
            "policies": (DEFAULT_POLICY, Policy(name="sales")),
        }
    )
    store.add(tenant)
    assert store.get("acme") == tenant


def test_a_tenant_that_exists_is_kept(store: TenantStore) -> None:
    store.add(make_tenant())
    store.add(make_tenant().model_copy(update={"tier": "free"}))
    assert store.get("acme") == make_tenant()


def test_tenants_are_listed_by_name(store: TenantStore) -> None:
    for name in ("rival", "acme", "zeta"):
        store.add(make_tenant(name))
    assert [tenant.name for tenant in store.list()] == ["acme", "rival", "zeta"]


def test_a_change_takes_the_place_of_all_that_was(store: TenantStore) -> None:
    store.add(make_tenant().model_copy(update={"retention_days": 7}))
    changed = make_tenant().model_copy(update={"tier": "enterprise"})
    store.update(changed)
    assert store.get("acme") == changed


def test_an_unknown_tenant_is_neither_found_nor_made(store: TenantStore) -> None:
    with pytest.raises(NotFound) as caught:
        store.get("acme")
    assert caught.value.code == "tenant_not_found"
    with pytest.raises(NotFound):
        store.update(make_tenant())
    assert store.list() == ()
