"""The caller's key or token, as a bearer or in ``x-api-key``, once it has a route's scopes."""

from fastapi import Request
from fastapi.security import APIKeyHeader
from starlette.datastructures import Headers

from novapulse.api.callers import Caller
from novapulse.domain.keys import ApiKey
from novapulse.services.keys import require_scope

HEADER = "x-api-key"


def bearer_or_api_key(headers: Headers) -> str | None:
    """As an ``Authorization`` header. A bearer decides, then ``x-api-key``, which is all that
    the Python and JavaScript clients send; then a token that stands alone in ``Authorization``."""
    sent = headers.get("authorization", "").strip()
    token = headers.get(HEADER, "").strip()
    if sent.lower().startswith("bearer "):
        return sent
    if token:
        return f"Bearer {token}"
    return f"Bearer {sent}" if sent and " " not in sent else sent or None


class CallerWith(APIKeyHeader):
    """A dependency: the request's key. Raises Unauthorized, and Forbidden without the scopes."""

    def __init__(self, *scopes: str) -> None:
        super().__init__(
            name=HEADER,
            scheme_name="token",
            description="An accessToken of /oauth2/token:generate, or an API key",
        )
        self.scopes = scopes

    async def __call__(self, request: Request) -> ApiKey:  # type: ignore[override]
        caller: Caller = request.state.caller
        key = caller.require_key()
        for scope in self.scopes:
            require_scope(key, scope)
        return key


def caller_with(*scopes: str) -> CallerWith:
    return CallerWith(*scopes)
