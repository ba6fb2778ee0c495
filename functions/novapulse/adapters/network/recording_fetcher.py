"""Recordings from callers' URLs: redirects re-checked, size and time bounded, streamed."""

import asyncio
import base64
import hashlib
from collections.abc import Callable, Coroutine
from typing import BinaryIO

import httpx

from novapulse.adapters.network import fetch_refusals
from novapulse.adapters.network.failure_words import in_words
from novapulse.adapters.network.fetch_refusals import host_of
from novapulse.adapters.network.pinned_http import FAILURES, AddressRefused, PinnedHttp
from novapulse.domain.errors import InvalidRequest, NotFound
from novapulse.domain.fetched import ANY_SOURCE, FetchedRecording, SourceTerms
from novapulse.domain.public_url import check_public_url

REDIRECTS = frozenset({301, 302, 303, 307, 308})
HEADERS = {"accept": "audio/*, */*;q=0.5", "accept-encoding": "identity", "user-agent": "NovaPulse"}
CHUNK_BYTES = 256 * 1024
STEP_SECONDS = 30.0
"""For connecting, and for each silence of the other side."""
LOOK_SECONDS = 1.0
"""How soon it is noticed that the recording is not wanted any more."""


class HttpRecordingFetcher:
    """Fulfils ``RecordingFetcher``. ``timeout_seconds`` is for everything, however slowly the other
    side drips. A redirect leads to http from a URL only that is http itself; a user name and
    password go to the host that they were given for, and nowhere else."""

    def __init__(
        self, http: PinnedHttp, *, max_bytes: int, timeout_seconds: float, redirects: int
    ) -> None:
        self._http = http
        self._max_bytes = max_bytes
        self._timeout = timeout_seconds
        self._redirects = redirects

    def fetch(
        self,
        url: str,
        target: BinaryIO,
        *,
        wanted: Callable[[], bool],
        terms: SourceTerms = ANY_SOURCE,
    ) -> FetchedRecording:
        """Not from within a running event loop."""
        return asyncio.run(self._while_wanted(self._in_time(url, target, terms), wanted))

    async def _while_wanted(
        self, work: Coroutine[None, None, FetchedRecording], wanted: Callable[[], bool]
    ) -> FetchedRecording:
        transfer = asyncio.create_task(work)
        while not (await asyncio.wait({transfer}, timeout=LOOK_SECONDS))[0]:
            if not await asyncio.to_thread(wanted):
                transfer.cancel()
                await asyncio.wait({transfer})
                raise NotFound("job_not_found", "the job that the recording is for is gone")
        return transfer.result()

    async def _in_time(self, url: str, target: BinaryIO, terms: SourceTerms) -> FetchedRecording:
        try:
            async with asyncio.timeout(self._timeout):
                return await self._fetch(url, target, terms)
        except TimeoutError:
            host = host_of(url)
            what = f"did not deliver within {self._timeout:g} seconds"
            raise fetch_refusals.unreachable(host, what) from None

    async def _fetch(self, url: str, target: BinaryIO, terms: SourceTerms) -> FetchedRecording:
        async with self._http.client(min(STEP_SECONDS, self._timeout)) as client:
            plain = url.lower().startswith("http:")
            for _ in range(self._redirects + 1):
                response = await self._get(client, url)
                try:
                    if response.status_code not in REDIRECTS:
                        return await self._store(host_of(url), response, target, terms)
                    url = self._next(url, response, plain=plain)
                finally:
                    await response.aclose()
        what = f"redirected once more after {self._redirects} redirects"
        raise fetch_refusals.failed(host_of(url), what)

    async def _get(self, client: httpx.AsyncClient, url: str) -> httpx.Response:
        host = host_of(url)
        try:
            return await self._http.send(client, "GET", url, headers=HEADERS | _login(url))
        except AddressRefused as error:
            raise fetch_refusals.refused(host, str(error)) from None
        except (httpx.InvalidURL, UnicodeError):
            raise fetch_refusals.refused(host, "the URL is not well formed") from None
        except FAILURES as error:
            what = f"could not be reached: {in_words(error)}"
            raise fetch_refusals.unreachable(host, what) from None

    def _next(self, url: str, response: httpx.Response, *, plain: bool) -> str:
        """Where the redirect leads. Judged as a URL here, and when it is resolved once more."""
        host = host_of(url)
        location = response.headers.get("location", "")
        if not location:
            raise fetch_refusals.failed(host, "redirects without saying where to")
        try:
            target = str(httpx.URL(url).join(location))
            return check_public_url(
                "audio_url", target, loopback_allowed=self._http.loopback_allowed, plain=plain
            )
        except (InvalidRequest, httpx.InvalidURL, ValueError):
            raise fetch_refusals.redirect_refused(host) from None

    async def _store(
        self, host: str, response: httpx.Response, target: BinaryIO, terms: SourceTerms
    ) -> FetchedRecording:
        max_bytes = min(self._max_bytes, terms.max_bytes or self._max_bytes)
        fetch_refusals.check_status(host, response)
        fetch_refusals.check_type(host, response, terms.type_prefix)
        announced = response.headers.get("content-length", "")
        if announced.isdecimal() and int(announced[:20]) > max_bytes:
            raise fetch_refusals.too_large(host, max_bytes)
        digest, size = hashlib.sha256(), 0
        try:
            # Raw: what is compressed in transit is no recording, and might unfold without end.
            async for chunk in response.aiter_raw(CHUNK_BYTES):
                size += len(chunk)
                if size > max_bytes:
                    raise fetch_refusals.too_large(host, max_bytes)
                digest.update(chunk)
                target.write(chunk)
        except httpx.HTTPError as error:
            what = f"broke off: {in_words(error)}"
            raise fetch_refusals.unreachable(host, what) from None
        return FetchedRecording(size, digest.hexdigest())


def _login(url: str) -> dict[str, str]:
    """The header that a user name and password in the URL stand for (RFC 7617)."""
    parts = httpx.URL(url)
    if not parts.userinfo:
        return {}
    text = f"{parts.username}:{parts.password}".encode()
    return {"authorization": f"Basic {base64.b64encode(text).decode()}"}
