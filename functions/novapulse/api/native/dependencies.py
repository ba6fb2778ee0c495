"""What routes are given: the home, and the caller's key once it has the scope that they need."""

from fastapi import Request
from fastapi.security import HTTPBearer

from novapulse.api.callers import Caller
from novapulse.api.home_of import HomeOf
from novapulse.domain.keys import ApiKey
from novapulse.services.keys import require_scope

__all__ = ["CallerWith", "HomeOf", "caller_with"]


class CallerWith(HTTPBearer):
    """A dependency: the request's key. Raises Unauthorized, and Forbidden without ``scope``.

    The scheme that it extends tells of the key in the OpenAPI document; the header itself was read
    when the request came in."""

    def __init__(self, scope: str) -> None:
        super().__init__(
            scheme_name="apiKey", description="An API key: nvp_live_... or nvp_test_..."
        )
        self.scope = scope

    async def __call__(self, request: Request) -> ApiKey:  # type: ignore[override]
        caller: Caller = request.state.caller
        key = caller.require_key()
        require_scope(key, self.scope)
        return key


def caller_with(scope: str) -> CallerWith:
    return CallerWith(scope)
