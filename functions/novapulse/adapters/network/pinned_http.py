"""HTTP requests to callers' URLs that reach checked addresses only."""

import logging
import socket
import ssl
from collections.abc import Callable, Mapping

import anyio.to_thread
import httpx

from novapulse.domain.address import literal_address, may_be_contacted

Resolve = Callable[[str, int], list[str]]
"""Host and port to addresses, the preferred first. Raises OSError."""

FAILURES = (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError, ValueError)
"""What the other side, or the way to it, can do wrong."""


class AddressRefused(Exception):
    """The URL leads to where no request may go."""


def resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class PinnedHttp:
    """A name is resolved once and the connection goes to the very address that was checked, so a
    name that changes its mind (DNS rebinding) gains nothing; the Host header and the name that the
    certificate must bear stay those of the URL. Redirects are answers like any other.

    ``plain`` lets http pass, which is otherwise for where loopback is allowed: whoever gives the
    URLs has checked them. ``transport`` is what requests to checked addresses go through, httpx's
    own if None."""

    def __init__(
        self,
        *,
        loopback_allowed: bool,
        plain: bool = False,
        resolve: Resolve = resolve,
        tls: ssl.SSLContext | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.loopback_allowed = loopback_allowed
        self._http_allowed = plain or loopback_allowed
        self._resolve = resolve
        self._tls = tls or httpx.create_ssl_context(trust_env=False)
        self._transport = transport
        # It logs each URL, query and all, at INFO, which AWS Lambda keeps; that may be a secret.
        logging.getLogger("httpx").setLevel(logging.WARNING)

    def client(self, timeout_seconds: float) -> httpx.AsyncClient:
        """``timeout_seconds`` are for each step, such as connecting; the whole exchange is the
        caller's to bound."""
        return httpx.AsyncClient(
            verify=self._tls,
            timeout=timeout_seconds,
            trust_env=False,
            follow_redirects=False,
            transport=self._transport,
        )

    async def send(
        self,
        client: httpx.AsyncClient,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str],
        body: bytes = b"",
    ) -> httpx.Response:
        """The answer of the first address that takes a connection; its body is not read yet, and
        the caller closes it. Raises AddressRefused before anything is contacted, and FAILURES."""
        requests = await self._requests(method, httpx.URL(url), headers, body)
        step = client.timeout.connect
        # One that swallows every packet, as a broken IPv6 does, leaves the others their share.
        share = None if step is None else step / len(requests)
        for request in requests[:-1]:
            request.extensions["timeout"] = client.timeout.as_dict() | {"connect": share}
            try:
                return await client.send(request, stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await client.send(requests[-1], stream=True)

    async def _requests(
        self, method: str, url: httpx.URL, headers: Mapping[str, str], body: bytes
    ) -> list[httpx.Request]:
        """The same request to each checked address of the host."""
        if url.scheme != "https" and not (url.scheme == "http" and self._http_allowed):
            raise AddressRefused(f"the scheme '{url.scheme}' is not accepted")
        host = url.raw_host.decode("ascii")
        port = url.port or (443 if url.scheme == "https" else 80)
        # A resolver may take its time: who waits for it can still give up.
        found = await anyio.to_thread.run_sync(self._resolve, host, port, abandon_on_cancel=True)
        return [
            httpx.Request(
                method,
                url.copy_with(host=address, userinfo=b"", fragment=None),
                content=body,
                headers={**headers, "host": url.netloc.decode("ascii")},
                extensions={"sni_hostname": host.rstrip(".")},
            )
            for address in self._checked(found)
        ]

    def _checked(self, addresses: list[str]) -> list[str]:
        """All of them, or none: one that is not public spoils the rest."""
        if not addresses:
            raise OSError("the host has no address")
        for text in addresses:
            address = literal_address(text)
            if address is None or not may_be_contacted(
                address, loopback_allowed=self.loopback_allowed
            ):
                raise AddressRefused("the host leads to an address that is not public")
        return addresses
