"""Access tokens: what the holder of a key gets for its id and secret, and which end by themselves.

A token is a key of its own, so it is recognised, limited and revoked like one; only its SHA-256 is
kept. It has the form of a JWT, since some clients look into theirs for the time of its end.
"""

import base64
import hashlib
import hmac
import json
import secrets
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from novapulse.domain.errors import Conflict, Unauthorized
from novapulse.domain.keys import ApiKey, secret_hash
from novapulse.ports import Clock, KeyStore
from novapulse.services.keys import authenticate

LEAST_SECONDS = 60
"""A token that ends sooner is not given out any more: the next one is."""


class IssuedToken(NamedTuple):
    """``expires_in``: whole seconds, at least 1."""

    token: str
    expires_in: int

    def __repr__(self) -> str:
        return f"IssuedToken(expires_in={self.expires_in})"


def issue_token(
    *, app_id: str, app_secret: str, seconds: int, keys: KeyStore, clock: Clock
) -> IssuedToken:
    """For the id and the secret of a key, with its scopes: the token that it was given last, as
    long as that is in force, else a new one for so many ``seconds``; none lasts longer than the
    key. Raises Unauthorized, for a
    token in the place of a secret too."""
    app = _app(app_id, app_secret, keys, clock)
    now = clock.now()
    last = keys.token_of(app.id, now)
    if last is None or (_left(last, now) < LEAST_SECONDS and last.expires_at != app.expires_at):
        last = _new(app, app_secret, now, seconds, keys)
    return IssuedToken(_written(last, app_secret), max(1, _left(last, now)))


def revoke_tokens(*, app_id: str, app_secret: str, keys: KeyStore, clock: Clock) -> int:
    """All that were given for this id and secret, at once; returns how many. Raises Unauthorized,
    as above."""
    return keys.revoke_tokens(_app(app_id, app_secret, keys, clock).id, clock.now())


def _app(app_id: str, app_secret: str, keys: KeyStore, clock: Clock) -> ApiKey:
    try:
        key = authenticate(f"Bearer {app_secret}", keys=keys, clock=clock)
    except Unauthorized:
        raise _refused() from None
    if key.issued_by is not None or not secrets.compare_digest(key.id.encode(), app_id.encode()):
        raise _refused()
    return key


def _refused() -> Unauthorized:
    return Unauthorized(
        "invalid_app",
        "appId, appSecret: are not those of an app in force; 'novapulse keys create --symbl' makes "
        "one.",
    )


def _new(app: ApiKey, app_secret: str, now: datetime, seconds: int, keys: KeyStore) -> ApiKey:
    begins = now.replace(microsecond=0)
    ends = begins + timedelta(seconds=seconds)
    token = ApiKey(
        id=f"tok_{secrets.token_hex(8)}",
        tenant=app.tenant,
        scopes=app.scopes,
        hint=app.hint,
        created_at=begins,
        expires_at=ends if app.expires_at is None else min(ends, app.expires_at),
        issued_by=app.id,
    )
    try:
        keys.add(token, secret_hash(_written(token, app_secret)))
    except Conflict:
        raise _refused() from None  # revoked since it was looked up
    return token


def _left(token: ApiKey, now: datetime) -> int:
    assert token.expires_at is not None
    return int((token.expires_at - now).total_seconds())


def _written(token: ApiKey, app_secret: str) -> str:
    """A JWT (RFC 7519, HS256). Signed with the app's secret, which is kept nowhere: so only its
    holder can be told the same token twice. Nobody verifies the signature: a token that was not
    issued here has another SHA-256 than all that were."""
    assert token.expires_at is not None
    claims = {
        "sub": token.issued_by,
        "jti": token.id,
        "iat": int(token.created_at.timestamp()),
        "exp": int(token.expires_at.timestamp()),
    }
    signed = f"{_part({'alg': 'HS256', 'typ': 'JWT'})}.{_part(claims)}"
    signature = hmac.new(app_secret.encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{_base64(signature)}"


def _part(content: dict[str, Any]) -> str:
    return _base64(json.dumps(content, separators=(",", ":")).encode())


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
