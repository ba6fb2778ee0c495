"""What routes are given: the home, and the caller's key once it has the scope that they need."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from novapulse.api.key_use_log import KeyUseLog
from novapulse.domain.keys import ApiKey, KeyUse
from novapulse.services.home import Home
from novapulse.services.keys import authenticate, require_scope

BEARER = HTTPBearer(
    auto_error=False, scheme_name="apiKey", description="An API key: nvp_live_... or nvp_test_..."
)


async def _home(request: Request) -> Home:
    home: Home = request.app.state.home
    return home


HomeOf = Annotated[Home, Depends(_home)]


def caller_with(scope: str) -> Callable[..., ApiKey]:
    """A dependency: the request's key. Raises Unauthorized, and Forbidden without ``scope``."""

    def caller(
        request: Request,
        home: HomeOf,
        _documented: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)],
    ) -> ApiKey:
        key = authenticate(request.headers.get("authorization"), keys=home.keys, clock=home.clock)
        uses: KeyUseLog = request.app.state.key_uses
        uses.add(_use(request, key, home))
        require_scope(key, scope)
        return key

    return caller


def _use(request: Request, key: ApiKey, home: Home) -> KeyUse:
    route = request.scope.get("route")
    path = getattr(route, "path", request.url.path)
    return KeyUse(
        key_id=key.id,
        at=home.clock.now(),
        endpoint=f"{request.method} {path}",
        address=request.client.host if request.client else "",
    )
