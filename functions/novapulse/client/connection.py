"""Requests to one server with one key; every failure as a ClientError."""

import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin

import httpx

from novapulse.client.answers import error_of
from novapulse.client.errors import ClientError, ConnectionFailed, UnexpectedAnswer
from novapulse.client.retries import Retries

Params = Sequence[tuple[str, str]]


class Connection:
    """The key goes to this server alone, and appears in no text that this class makes."""

    def __init__(
        self,
        url: str,
        api_key: str,
        *,
        timeout: float,
        retries: Retries,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.url = checked_url(url)
        self.retries = retries
        self._client = httpx.Client(timeout=timeout, transport=transport)
        self._headers = {"authorization": f"Bearer {checked_key(api_key)}"}

    def __repr__(self) -> str:
        return f"Connection({self.url!r})"

    def close(self) -> None:
        self._client.close()

    def get(self, path: str, params: Params = ()) -> httpx.Response:
        return self.send("GET", path, params=params)

    def send(
        self,
        method: str,
        path: str,
        *,
        params: Params = (),
        json: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        repeatable: bool = True,
    ) -> httpx.Response:
        """The answer, if it is a success. ``repeatable``: doing it twice is harmless."""

        def once() -> httpx.Response:
            return self.exchange(method, path, params=list(params), json=json, headers=headers)

        return self.retries.run(once) if repeatable else once()

    def exchange(self, method: str, path: str, **request: Any) -> httpx.Response:
        """One request and its answer, without a retry."""
        with self.stream(method, path, **request) as response:
            response.read()
        return response

    @contextmanager
    def stream(self, method: str, path: str, **request: Any) -> Iterator[httpx.Response]:
        """The answer, if it is a success, with its body still to come."""
        headers = self._headers | dict(request.pop("headers", None) or {})
        with self._opened(method, self.url + path, headers=headers, **request) as response:
            yield response

    @contextmanager
    def download(self, path: str, params: Params = ()) -> Iterator[httpx.Response]:
        """As ``stream``. An answer that says where else to get it is followed: that address carries
        its own right and may be another server's, which is not sent the key."""
        with self._opened(
            "GET", self.url + path, elsewhere=True, headers=self._headers, params=list(params)
        ) as response:
            if response.status_code != HTTPStatus.SEE_OTHER:
                yield response
                return
            target = self._elsewhere(response)
        with self._opened("GET", target) as response:
            yield response

    def _elsewhere(self, response: httpx.Response) -> str:
        location: str = response.headers.get("location", "")
        with suppress(ValueError, httpx.InvalidURL):
            target = urljoin(f"{self.url}/", location)
            if location and httpx.URL(target).host:
                return target
        raise UnexpectedAnswer("unexpected_answer", "The server leads on, but nowhere.")

    def put(self, url: str, *, content: Any, headers: Mapping[str, str]) -> None:
        """To a URL that carries its own right: without the key. It may be another server's."""
        target = urljoin(f"{self.url}/", url)
        with self._opened("PUT", target, content=content, headers=dict(headers)) as response:
            response.read()

    @contextmanager
    def _opened(
        self, method: str, url: str, *, elsewhere: bool = False, **request: Any
    ) -> Iterator[httpx.Response]:
        try:
            with self._client.stream(method, url, **request) as response:
                moved = elsewhere and response.status_code == HTTPStatus.SEE_OTHER
                if not response.is_success and not moved:
                    response.read()
                    raise error_of(response)
                yield response
        except httpx.HTTPError as error:
            host = httpx.URL(url).netloc.decode(errors="replace")
            raise ConnectionFailed("connection_failed", f"{host}: {_reason(error)}") from None


def checked_url(url: str) -> str:
    """Without a slash at its end. Raises ClientError (``invalid_url``)."""
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        parsed = httpx.URL("")
    if parsed.scheme not in ("http", "https") or not parsed.host or parsed.userinfo:
        raise ClientError(
            "invalid_url", "url: is not accepted; send one like https://novapulse.example.com"
        )
    return url.rstrip("/")


def checked_key(key: str) -> str:
    """Raises ClientError (``invalid_api_key``), which does not repeat it."""
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise ClientError(
            "invalid_api_key", "api_key: is not accepted; an API key looks like nvp_live_..."
        )
    return key


def _reason(error: httpx.HTTPError) -> str:
    tls = _tls_error(error)
    if isinstance(tls, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {tls.verify_message}."
    if tls is not None:
        return "speaks no https there. Is its address an http:// one?"
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time. Is the server running?"
    if isinstance(error, httpx.ConnectError):
        return "cannot be reached. Is the server running?"
    return "the connection broke. Is the server running?"


def _tls_error(error: BaseException | None) -> ssl.SSLError | None:
    """What httpx and httpcore have wrapped."""
    while error is not None and not isinstance(error, ssl.SSLError):
        error = error.__cause__ or error.__context__
    return error
