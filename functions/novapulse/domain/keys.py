"""API keys and their scopes."""

import hashlib
import secrets
from datetime import datetime

from novapulse.domain.errors import InvalidRequest
from novapulse.domain.value import Value

SCOPES = (
    "audio:write",
    "transcription:read",
    "insights:read",
    "pii:read",
    "jobs:read",
    "jobs:delete",
    "search:read",
    "admin",
)


class ApiKey(Value):
    """``hint`` is the last four characters of the secret, to tell keys apart in a list.
    ``issued_by`` is set for a token: it is the id of the key whose holder asked for it, and with
    which it ends."""

    id: str
    tenant: str
    scopes: tuple[str, ...]
    hint: str
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    last_used_at: datetime | None = None
    issued_by: str | None = None

    def active(self, now: datetime) -> bool:
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


class KeyUse(Value):
    """One request made with a key. ``endpoint`` is method and route, without any id."""

    key_id: str
    at: datetime
    endpoint: str
    address: str


def new_secret(*, live: bool = True) -> str:
    """A fresh key: ``nvp_live_`` or ``nvp_test_`` and 192 random bits."""
    return f"nvp_{'live' if live else 'test'}_{secrets.token_urlsafe(24)}"


def secret_hash(secret: str) -> str:
    """SHA-256 in hex. The secret has 192 random bits, so no slow hash is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def parse_scopes(text: str) -> tuple[str, ...]:
    """``all`` or a comma-separated list. Raises InvalidRequest naming the unknown scope."""
    if text.strip() == "all":
        return SCOPES
    wanted = tuple(dict.fromkeys(s.strip() for s in text.split(",") if s.strip()))
    for scope in wanted:
        if scope not in SCOPES:
            raise InvalidRequest(
                "invalid_parameter",
                f"scopes: '{scope}' is unknown; accepted are all, {', '.join(SCOPES)}",
            )
    if not wanted:
        raise InvalidRequest("invalid_parameter", "scopes: at least one is needed")
    return wanted
