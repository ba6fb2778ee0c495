"""Tenants and their API keys."""

from datetime import datetime
from typing import Protocol

from novapulse.domain.keys import ApiKey, KeyUse
from novapulse.domain.tenant import Tenant


class TenantStore(Protocol):
    def add(self, tenant: Tenant) -> None:
        """Keeps what is there if the tenant exists."""
        ...

    def get(self, name: str) -> Tenant:
        """Raises NotFound(``tenant_not_found``)."""
        ...

    def list(self) -> tuple[Tenant, ...]: ...
    def update(self, tenant: Tenant) -> None:
        """Raises NotFound."""
        ...


class KeyStore(Protocol):
    """API keys by the SHA-256 of their secret."""

    def add(self, key: ApiKey, secret_sha256: str) -> None: ...
    def by_secret(self, secret_sha256: str) -> ApiKey | None:
        """Asked by every request: never more than the read of one row. Knows at once of a key that
        was revoked, by whatever process."""
        ...

    def list(self) -> tuple[ApiKey, ...]: ...
    def token_of(self, key_id: str, now: datetime) -> ApiKey | None:
        """Of the tokens that this key issued and that are in force, the one that ends last."""
        ...

    def revoke(self, key_id: str, at: datetime) -> bool:
        """With every token that the key issued, in one atomic step."""
        ...

    def revoke_tokens(self, key_id: str, at: datetime) -> int:
        """Those that the key has issued and that are not revoked yet; returns how many. The key
        stays in force, and may issue another."""
        ...

    def log_uses(self, uses: tuple[KeyUse, ...]) -> None:
        """One write for all of them; also moves each key's ``last_used_at``."""
        ...

    def delete_uses(self, before: datetime) -> int: ...
    def delete_tokens(self, ended_before: datetime) -> int:
        """Tokens that were over by then, with what was logged of their use; returns how many."""
        ...
