"""The caller's key, in ``X-API-Key`` or as a bearer, once it has the scopes that a route needs."""

from fastapi import Request
from fastapi.security import APIKeyHeader
from starlette.datastructures import Headers

from novapulse.api.callers import Caller
from novapulse.domain.keys import ApiKey
from novapulse.services.keys import require_scope

HEADER = "X-API-Key"
READ = ("jobs:read", "transcription:read", "insights:read")


def api_key_or_bearer(headers: Headers) -> str | None:
    """As an ``Authorization`` header; if both are there, X-API-Key decides."""
    key = headers.get(HEADER)
    return headers.get("authorization") if key is None else f"Bearer {key.strip()}"


class CallerWith(APIKeyHeader):
    """A dependency: the request's key. Raises Unauthorized, and Forbidden without the scopes."""

    def __init__(self, *scopes: str) -> None:
        super().__init__(name=HEADER, scheme_name="apiKey", description="An API key: nvp_live_...")
        self.scopes = scopes

    async def __call__(self, request: Request) -> ApiKey:  # type: ignore[override]
        caller: Caller = request.state.caller
        key = caller.require_key()
        for scope in self.scopes:
            require_scope(key, scope)
        return key


def caller_with(*scopes: str) -> CallerWith:
    return CallerWith(*scopes)
