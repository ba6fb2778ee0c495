"""A tenant: whose calls they are, and what was agreed with it."""

import re
from datetime import datetime

from pydantic import Field

from novapulse.domain.errors import InvalidRequest
from novapulse.domain.policy import Policy
from novapulse.domain.value import Value

TENANT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


class Tenant(Value):
    """Secrets are in the Standard Webhooks form ``whsec_`` + base64. ``retention_days`` and
    ``concurrent_jobs`` take the place of the settings' figures where they are given.
    ``policies``: see ``choose_policy``."""

    name: str
    tier: str
    created_at: datetime
    webhook_secret: str = Field(repr=False)
    previous_webhook_secret: str | None = Field(default=None, repr=False)
    previous_secret_until: datetime | None = None
    retention_days: int | None = Field(default=None, ge=1)
    concurrent_jobs: int | None = Field(default=None, ge=1)
    policies: tuple[Policy, ...] = ()

    def signing_secrets(self, now: datetime) -> tuple[str, ...]:
        """The current secret, and the previous one while the two overlap."""
        until = self.previous_secret_until
        if self.previous_webhook_secret is None or until is None or now >= until:
            return (self.webhook_secret,)
        return (self.webhook_secret, self.previous_webhook_secret)


def check_tenant_name(name: str) -> None:
    """Raises InvalidRequest. A tenant's name is part of storage keys."""
    if not TENANT_NAME.fullmatch(name):
        raise InvalidRequest(
            "invalid_parameter",
            f"tenant: {name!r} is not accepted; use 1 to 64 letters, digits, '-' or '_', "
            "beginning with a letter or digit",
        )
