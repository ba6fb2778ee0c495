"""All that is served at one port: the native API, and the dialects of others."""

from collections.abc import Callable
from typing import NamedTuple

from starlette.types import ASGIApp, Receive, Scope, Send

from novapulse.api.dispatcher import Dispatcher
from novapulse.api.native import app as native
from novapulse.services.home import Home

CALLCOV_PREFIXES = ("/api/v1",)
SYMBL_PREFIXES = ("/oauth2", "/v1/process", "/v1/job", "/v1/conversations", "/v1/manage")


class BuiltWhenAsked:
    """An application that is made for its first request: many a server never gets one."""

    def __init__(self, make: Callable[[], ASGIApp]) -> None:
        self._make = make
        self._app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._app is None:
            self._app = self._make()
        await self._app(scope, receive, send)


class EveryDialect(NamedTuple):
    """``stop`` ends the streams that are open."""

    app: Dispatcher
    stop: Callable[[], None]


def every_dialect(home: Home) -> EveryDialect:
    """The native API's lifespan is that of all: it writes the uses of keys."""
    default = native.create_app(home)

    def callcov() -> ASGIApp:
        from novapulse.api.callcov.app import create_app

        return create_app(home, uses=default.state.uses)

    def symbl() -> ASGIApp:
        from novapulse.api.symbl.app import create_app

        return create_app(home, uses=default.state.uses)

    dialects = [
        (CALLCOV_PREFIXES, BuiltWhenAsked(callcov)),
        (SYMBL_PREFIXES, BuiltWhenAsked(symbl)),
    ]
    return EveryDialect(Dispatcher(default, dialects), default.state.streams.stop)
