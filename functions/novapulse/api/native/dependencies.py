"""What routes are given: the home, and the caller's key once it has the scope that they need."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from novapulse.api.callers import Caller
from novapulse.domain.keys import ApiKey
from novapulse.services.home import Home
from novapulse.services.keys import require_scope


async def _home(request: Request) -> Home:
    home: Home = request.app.state.home
    return home


HomeOf = Annotated[Home, Depends(_home)]


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
