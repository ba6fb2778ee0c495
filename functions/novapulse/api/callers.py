"""Who sent a request: the key that it carries, or the address that it came from."""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import Scope

from novapulse.domain.keys import ApiKey
from novapulse.services.home import Home
from novapulse.services.keys import authenticate

IPV6_SITE_BITS = 64
"""One customer has at least so much of the IPv6 space to himself (RFC 6177): addresses within it
are one caller."""

Credential = Callable[[Headers], str | None]
"""How a dialect sends a key: what its headers amount to, as an ``Authorization`` header."""


def authorization(headers: Headers) -> str | None:
    return headers.get("authorization")


@dataclass(frozen=True)
class Caller:
    """``failure`` is why there is no key. ``name`` is what limits are counted by."""

    name: str
    address: str
    key: ApiKey | None = None
    failure: Exception | None = None

    def require_key(self) -> ApiKey:
        """Raises Unauthorized, or what kept the key from being looked up."""
        if self.key is not None:
            return self.key
        assert self.failure is not None
        raise self.failure


def identify(scope: Scope, home: Home, credential: Credential = authorization) -> Caller:
    """Never raises: a request that needs no key is answered even where keys cannot be read."""
    connection = HTTPConnection(scope)
    address = connection.client.host if connection.client else ""
    try:
        key = authenticate(credential(connection.headers), keys=home.keys, clock=home.clock)
    except Exception as failure:
        return Caller(f"address {_site(address)}", address, failure=failure)
    return Caller(key.id, address, key)


def _site(address: str) -> str:
    if ":" not in address:
        return address
    try:
        return str(ipaddress.ip_network((address.partition("%")[0], IPV6_SITE_BITS), strict=False))
    except ValueError:
        return address
