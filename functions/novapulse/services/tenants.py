"""Tenants: made when they first get a key, changed by the person who runs the server."""

import base64
import secrets
from datetime import timedelta
from typing import Any

from novapulse.domain.errors import Conflict, InvalidRequest, NotFound
from novapulse.domain.tenant import Tenant, check_tenant_name
from novapulse.domain.tier import check_tier
from novapulse.domain.wire_time import wire_time
from novapulse.ports import Clock, TenantStore

DEFAULT_TIER = "professional"
WEBHOOK_SECRET_BYTES = 32
"""Standard Webhooks asks for 24 to 64."""
MAX_OVERLAP_HOURS = 24 * 30


def make_tenant(
    name: str, *, tenants: TenantStore, clock: Clock, tier: str = DEFAULT_TIER
) -> Tenant:
    """The tenant of that name, made when absent; ``tier`` counts for a new one only. Raises
    InvalidRequest for a bad name or tier."""
    check_tenant_name(name)
    check_tier(tier)
    tenants.add(
        Tenant(name=name, tier=tier, webhook_secret=new_webhook_secret(), created_at=clock.now())
    )
    return tenants.get(name)


def create_tenant(
    name: str, *, tenants: TenantStore, clock: Clock, tier: str = DEFAULT_TIER
) -> Tenant:
    """Raises InvalidRequest for a bad name or tier, Conflict(``tenant_exists``)."""
    try:
        existing = tenants.get(name)
    except NotFound:
        return make_tenant(name, tenants=tenants, clock=clock, tier=tier)
    raise Conflict(
        "tenant_exists",
        f"tenant: '{existing.name}' exists already; change it with 'novapulse tenants set'",
    )


def change_tenant(name: str, *, tenants: TenantStore, **changes: Any) -> Tenant:
    """``changes`` are any of ``tier``, ``retention_days`` and ``concurrent_jobs``; None for the
    latter two goes back to the settings' figure. Raises NotFound(``tenant_not_found``),
    InvalidRequest."""
    tenant = tenants.get(name)
    if "tier" in changes:
        check_tier(changes["tier"])
    for field in ("retention_days", "concurrent_jobs"):
        _check_count(field, changes.get(field))
    changed = tenant.model_copy(update=changes)
    tenants.update(changed)
    return changed


def rotate_secret(name: str, *, tenants: TenantStore, clock: Clock, overlap_hours: float) -> Tenant:
    """A new webhook secret; the one until now signs too for ``overlap_hours``; 0 ends every old one
    at once. Raises NotFound(``tenant_not_found``), InvalidRequest, and
    Conflict(``rotation_under_way``) while an earlier secret still signs."""
    if not 0 <= overlap_hours <= MAX_OVERLAP_HOURS:
        raise InvalidRequest(
            "invalid_parameter",
            f"overlap-hours: {overlap_hours:g} is not accepted; send 0 to {MAX_OVERLAP_HOURS}",
        )
    tenant = tenants.get(name)
    if overlap_hours and len(tenant.signing_secrets(clock.now())) > 1:
        # A receiver that still checks with the earlier one would refuse everything.
        raise Conflict(
            "rotation_under_way",
            f"The secret before this one signs until {wire_time(tenant.previous_secret_until)}: "
            "wait for that, or end both old ones now with --overlap-hours 0.",
        )
    rotated = tenant.model_copy(
        update={
            "webhook_secret": new_webhook_secret(),
            "previous_webhook_secret": tenant.webhook_secret if overlap_hours else None,
            "previous_secret_until": clock.now() + timedelta(hours=overlap_hours)
            if overlap_hours
            else None,
        }
    )
    tenants.update(rotated)
    return rotated


def new_webhook_secret() -> str:
    return f"whsec_{base64.b64encode(secrets.token_bytes(WEBHOOK_SECRET_BYTES)).decode()}"


def _check_count(field: str, value: int | None) -> None:
    if value is not None and value < 1:
        raise InvalidRequest(
            "invalid_parameter",
            f"{field.replace('_', '-')}: {value} is not accepted; send a whole number from 1, "
            "or 'default'",
        )
