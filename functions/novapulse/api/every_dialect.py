"""All that is served at one port: the native API, and the dialects of others."""

from collections.abc import Callable
from typing import NamedTuple

from novapulse.api.callcov import app as callcov
from novapulse.api.dispatcher import Dispatcher
from novapulse.api.native import app as native
from novapulse.services.home import Home


class EveryDialect(NamedTuple):
    """``stop`` ends the streams that are open."""

    app: Dispatcher
    stop: Callable[[], None]


def every_dialect(home: Home) -> EveryDialect:
    """The native API's lifespan is that of all: it writes the uses of keys."""
    default = native.create_app(home)
    dialects = [(callcov.PREFIXES, callcov.create_app(home, uses=default.state.uses))]
    return EveryDialect(Dispatcher(default, dialects), default.state.streams.stop)
