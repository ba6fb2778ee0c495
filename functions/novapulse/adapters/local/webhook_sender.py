"""Webhook POSTs over the network, to checked addresses only."""

import socket
import ssl
from collections.abc import Callable, Mapping

import anyio
import httpx

from novapulse.domain.address import literal_address, may_be_contacted
from novapulse.domain.webhook import Attempt
from novapulse.ports import Clock

Resolve = Callable[[str, int], list[str]]
"""Host and port to addresses, the preferred first. Raises OSError."""

FAILURES = (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError, ValueError)
"""What the other side, or the way to it, can do wrong."""


class AddressRefused(Exception):
    """The URL leads to where no webhook may go."""


def resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class HttpWebhookSender:
    """Fulfils ``WebhookSender``. A name is resolved once and the connection goes to the very
    address that was checked, so a name that changes its mind (DNS rebinding) gains nothing; the
    Host header and the name that the certificate must bear stay those of the URL.

    ``timeout_seconds`` is for the whole exchange, however slowly the other side drips."""

    def __init__(
        self,
        *,
        clock: Clock,
        timeout_seconds: float,
        loopback_allowed: bool,
        resolve: Resolve = resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._clock = clock
        self._timeout = timeout_seconds
        self._loopback_allowed = loopback_allowed
        self._resolve = resolve
        self._tls = tls or httpx.create_ssl_context(trust_env=False)

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Attempt:
        """Never raises for what the other side does: the attempt says it. Not from within a running
        event loop."""
        started = self._clock.now()
        status: int | None = None
        error = ""
        try:
            requests = self._requests(httpx.URL(url), body, headers)
            status = anyio.run(self._send_to_one, requests)
        except AddressRefused as refused:
            error = str(refused)
        except FAILURES as failed:
            error = type(failed).__name__
        seconds = max(0.0, (self._clock.now() - started).total_seconds())
        return Attempt(at=started, status=status, error=error, seconds=seconds)

    def _requests(
        self, url: httpx.URL, body: bytes, headers: Mapping[str, str]
    ) -> list[httpx.Request]:
        """The same request to each checked address of the host."""
        if url.scheme != "https" and not (url.scheme == "http" and self._loopback_allowed):
            raise AddressRefused(f"the scheme '{url.scheme}' is not accepted")
        port = url.port or (443 if url.scheme == "https" else 80)
        return [
            httpx.Request(
                "POST",
                url.copy_with(host=address, userinfo=b"", fragment=None),
                content=body,
                headers={**headers, "host": url.netloc.decode("ascii")},
                extensions={"sni_hostname": url.host},
            )
            for address in self._checked(self._resolve(url.host, port))
        ]

    def _checked(self, addresses: list[str]) -> list[str]:
        for text in addresses:
            address = literal_address(text)
            if address is None or not may_be_contacted(
                address, loopback_allowed=self._loopback_allowed
            ):
                raise AddressRefused("the host leads to an address that is not public")
        return addresses

    async def _send_to_one(self, requests: list[httpx.Request]) -> int:
        """The status of the first address that takes a connection."""
        with anyio.fail_after(self._timeout):
            async with httpx.AsyncClient(
                verify=self._tls, timeout=self._timeout, trust_env=False, follow_redirects=False
            ) as client:
                for request in requests[:-1]:
                    try:
                        return await _status(client, request)
                    except httpx.ConnectError:
                        continue
                return await _status(client, requests[-1])


async def _status(client: httpx.AsyncClient, request: httpx.Request) -> int:
    # Streamed and closed: the receiver's answer has no bound, and only its status counts.
    response = await client.send(request, stream=True)
    await response.aclose()
    return response.status_code
