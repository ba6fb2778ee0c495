from datetime import timedelta
from pathlib import Path

import pytest

from novapulse.domain.errors import Conflict, InvalidRequest, NotFound
from novapulse.services.home import Home
from novapulse.services.tenants import change_tenant, create_tenant, make_tenant, rotate_secret
from tests.services.house import NOON, HandClock, make_home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return make_home(tmp_path)


def test_a_tenant_is_created_once(home: Home) -> None:
    made = create_tenant("acme", tenants=home.tenants, clock=home.clock, tier="free")
    assert (made.name, made.tier, made.created_at) == ("acme", "free", NOON)
    assert made.webhook_secret.startswith("whsec_")
    with pytest.raises(Conflict, match="acme"):
        create_tenant("acme", tenants=home.tenants, clock=home.clock)
    assert home.tenants.get("acme") == made


def test_making_one_that_exists_changes_nothing(home: Home) -> None:
    made = make_tenant("acme", tenants=home.tenants, clock=home.clock, tier="free")
    again = make_tenant("acme", tenants=home.tenants, clock=home.clock, tier="starter")
    assert again == made


@pytest.mark.parametrize(("name", "tier"), [("../acme", "free"), ("acme", "gold")])
def test_a_bad_name_or_tier_is_refused(home: Home, name: str, tier: str) -> None:
    with pytest.raises(InvalidRequest):
        create_tenant(name, tenants=home.tenants, clock=home.clock, tier=tier)
    assert home.tenants.list() == ()


def test_only_what_is_named_changes(home: Home) -> None:
    make_tenant("acme", tenants=home.tenants, clock=home.clock)
    change_tenant("acme", tenants=home.tenants, retention_days=30, concurrent_jobs=5)
    changed = change_tenant("acme", tenants=home.tenants, tier="enterprise", concurrent_jobs=None)
    assert (changed.tier, changed.retention_days, changed.concurrent_jobs) == (
        "enterprise",
        30,
        None,
    )
    assert home.tenants.get("acme") == changed


@pytest.mark.parametrize(
    "change", [{"tier": "gold"}, {"retention_days": 0}, {"concurrent_jobs": 0}]
)
def test_a_value_that_is_not_accepted_is_named_and_changes_nothing(
    home: Home, change: dict[str, object]
) -> None:
    before = make_tenant("acme", tenants=home.tenants, clock=home.clock)
    with pytest.raises(InvalidRequest, match=next(iter(change)).replace("_", "-")):
        change_tenant("acme", tenants=home.tenants, **change)
    assert home.tenants.get("acme") == before


def test_the_old_secret_signs_too_until_the_overlap_ends(tmp_path: Path) -> None:
    clock = HandClock()
    home = make_home(tmp_path, clock=clock)
    old = make_tenant("acme", tenants=home.tenants, clock=clock).webhook_secret
    rotated = rotate_secret("acme", tenants=home.tenants, clock=clock, overlap_hours=24)
    assert rotated.webhook_secret != old
    assert home.tenants.get("acme").signing_secrets(clock.now()) == (rotated.webhook_secret, old)
    clock.at += timedelta(hours=24)
    assert home.tenants.get("acme").signing_secrets(clock.now()) == (rotated.webhook_secret,)


def test_a_secret_is_not_replaced_while_the_one_before_it_still_signs(tmp_path: Path) -> None:
    clock = HandClock()
    home = make_home(tmp_path, clock=clock)
    make_tenant("acme", tenants=home.tenants, clock=clock)
    rotate_secret("acme", tenants=home.tenants, clock=clock, overlap_hours=24)
    with pytest.raises(Conflict, match="2026-03-02T12:00:00Z"):
        rotate_secret("acme", tenants=home.tenants, clock=clock, overlap_hours=24)
    rotated = rotate_secret("acme", tenants=home.tenants, clock=clock, overlap_hours=0)
    assert rotated.signing_secrets(clock.now()) == (rotated.webhook_secret,)


def test_without_an_overlap_the_old_secret_is_kept_nowhere(home: Home) -> None:
    make_tenant("acme", tenants=home.tenants, clock=home.clock)
    rotated = rotate_secret("acme", tenants=home.tenants, clock=home.clock, overlap_hours=0)
    assert rotated.previous_webhook_secret is None
    assert rotated.signing_secrets(NOON) == (rotated.webhook_secret,)


@pytest.mark.parametrize("hours", [-1, 721, float("nan")])
def test_an_overlap_out_of_bounds_is_refused(home: Home, hours: float) -> None:
    make_tenant("acme", tenants=home.tenants, clock=home.clock)
    with pytest.raises(InvalidRequest, match="overlap"):
        rotate_secret("acme", tenants=home.tenants, clock=home.clock, overlap_hours=hours)


def test_a_tenant_that_does_not_exist_is_not_found(home: Home) -> None:
    with pytest.raises(NotFound):
        change_tenant("acme", tenants=home.tenants, tier="free")
    with pytest.raises(NotFound):
        rotate_secret("acme", tenants=home.tenants, clock=home.clock, overlap_hours=1)
