"""API keys: made, listed, revoked, and recognised in a request."""

import re
import secrets
from datetime import datetime
from typing import NamedTuple

from novapulse.domain.errors import Forbidden, NotFound, Unauthorized
from novapulse.domain.keys import ApiKey, new_secret, secret_hash
from novapulse.ports import Clock, KeyStore, TenantStore
from novapulse.services.tenants import DEFAULT_TIER, make_tenant

SECRET = re.compile(
    r"nvp_(live|test)_[A-Za-z0-9_-]{16,128}|[A-Za-z0-9_-]{1,64}\.[A-Za-z0-9_-]{1,512}\.[A-Za-z0-9_-]{43}"
)
"""Of a key, or an access token."""


class NewKey(NamedTuple):
    """``secret`` is shown once and kept nowhere."""

    key: ApiKey
    secret: str

    def __repr__(self) -> str:
        return f"NewKey({self.key!r})"


def create_key(
    *,
    tenant: str,
    scopes: tuple[str, ...],
    tenants: TenantStore,
    keys: KeyStore,
    clock: Clock,
    tier: str = DEFAULT_TIER,
    live: bool = True,
    expires_at: datetime | None = None,
) -> NewKey:
    """A new key of the tenant, which is made when absent; ``tier`` counts for a new tenant only.
    ``scopes`` come from ``parse_scopes``. Raises InvalidRequest for a bad tenant name or tier."""
    make_tenant(tenant, tenants=tenants, clock=clock, tier=tier)
    now = clock.now()
    secret = new_secret(live=live)
    key = ApiKey(
        id=f"key_{secrets.token_hex(6)}",
        tenant=tenant,
        scopes=scopes,
        hint=secret[-4:],
        created_at=now,
        expires_at=expires_at,
    )
    keys.add(key, secret_hash(secret))
    return NewKey(key, secret)


def revoke_key(key_id: str, *, keys: KeyStore, clock: Clock) -> None:
    """At once. Raises NotFound for a key that does not exist or was revoked before."""
    if not keys.revoke(key_id, clock.now()):
        raise NotFound("key_not_found", f"No key '{key_id}' is in force.")


def authenticate(authorization: str | None, *, keys: KeyStore, clock: Clock) -> ApiKey:
    """The key of an ``Authorization: Bearer ...`` header. Raises Unauthorized; never repeats what
    was sent."""
    if authorization is None or not authorization.strip():
        raise Unauthorized(
            "missing_api_key", "Send your API key in the header 'Authorization: Bearer nvp_...'."
        )
    scheme, _, secret = authorization.strip().partition(" ")
    secret = secret.strip()
    if scheme.lower() != "bearer" or not SECRET.fullmatch(secret):
        raise Unauthorized(
            "invalid_api_key",
            "The Authorization header must be 'Bearer ' and a key that begins with nvp_live_ or "
            "nvp_test_, or an access token.",
        )
    key = keys.by_secret(secret_hash(secret))
    if key is None:
        raise Unauthorized("invalid_api_key", "The API key is unknown.")
    if not key.active(clock.now()):
        raise Unauthorized(
            "expired_api_key", f"The API key ending in '{key.hint}' was revoked or has expired."
        )
    return key


def require_scope(key: ApiKey, scope: str) -> None:
    """Raises Forbidden. No scope implies another."""
    if scope not in key.scopes:
        raise Forbidden(
            "insufficient_permissions",
            f"This request needs the scope '{scope}'; the API key has {', '.join(key.scopes)}.",
        )
