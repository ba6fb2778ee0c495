"""Tenants: made when they first get a key, changed by the person who runs the server."""

import base64
import secrets

from novapulse.domain.tenant import Tenant, check_tenant_name, check_tier
from novapulse.ports import Clock, TenantStore

DEFAULT_TIER = "professional"
WEBHOOK_SECRET_BYTES = 32
"""Standard Webhooks asks for 24 to 64."""


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


def new_webhook_secret() -> str:
    return f"whsec_{base64.b64encode(secrets.token_bytes(WEBHOOK_SECRET_BYTES)).decode()}"
