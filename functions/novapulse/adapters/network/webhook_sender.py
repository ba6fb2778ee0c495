"""Webhook POSTs over the network, to checked addresses only."""

import ssl
from collections.abc import Mapping

import anyio
import httpx

from novapulse.adapters.network.failure_words import in_words
from novapulse.adapters.network.pinned_http import (
    FAILURES,
    AddressRefused,
    PinnedHttp,
    Resolve,
    resolve,
)
from novapulse.domain.webhook import Attempt
from novapulse.ports import Clock


class HttpWebhookSender:
    """Fulfils ``WebhookSender``. ``timeout_seconds`` is for the whole exchange, however slowly the
    other side drips."""

    def __init__(
        self,
        *,
        clock: Clock,
        timeout_seconds: float,
        loopback_allowed: bool,
        resolve: Resolve = resolve,
        tls: ssl.SSLContext | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._clock = clock
        self._timeout = timeout_seconds
        self._http = PinnedHttp(
            loopback_allowed=loopback_allowed, resolve=resolve, tls=tls, transport=transport
        )

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Attempt:
        """Never raises for what the other side does: the attempt says it. Not from within a running
        event loop."""
        started = self._clock.now()
        status: int | None = None
        error = ""
        try:
            status = anyio.run(self._send, url, body, headers)
        except AddressRefused as refused:
            error = str(refused)
        except FAILURES as failed:
            error = in_words(failed)
        seconds = max(0.0, (self._clock.now() - started).total_seconds())
        return Attempt(at=started, status=status, error=error, seconds=seconds)

    async def _send(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        with anyio.fail_after(self._timeout):
            async with self._http.client(self._timeout) as client:
                response = await self._http.send(client, "POST", url, headers=headers, body=body)
                # Not read: the receiver's answer has no bound, and only its status counts.
                await response.aclose()
                return response.status_code
