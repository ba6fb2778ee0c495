"""Why a recording cannot be had from its URL. Hosts and statuses are named; paths and queries are
not, for a presigned URL is a secret."""

import httpx

from novapulse.domain.errors import BadAudio, SourceUnavailable

PASSING = frozenset({408, 425, 429})
"""Statuses below 500 that ask for another try."""
TYPE_CHARACTERS = 80
"""Of a type that is repeated in a message."""


def host_of(url: str) -> str:
    """For a message; whatever the URL is."""
    try:
        return httpx.URL(url).raw_host.decode("ascii")
    except (httpx.InvalidURL, UnicodeError):
        return "the host"


def refused(host: str, reason: str) -> BadAudio:
    return BadAudio("audio_url_refused", f"audio_url: '{host}' was not contacted: {reason}")


def redirect_refused(host: str) -> BadAudio:
    return BadAudio(
        "audio_url_refused",
        f"audio_url: '{host}' redirects to where no recording may be fetched from",
    )


def failed(host: str, what: str) -> BadAudio:
    return BadAudio("audio_url_failed", f"audio_url: '{host}' {what}")


def unreachable(host: str, what: str) -> SourceUnavailable:
    return SourceUnavailable("audio_url_unreachable", f"audio_url: '{host}' {what}")


def too_large(host: str, max_bytes: int) -> BadAudio:
    return BadAudio(
        "file_too_large",
        f"audio_url: what '{host}' sent is larger than the {max_bytes} bytes that are accepted",
    )


def check_status(host: str, response: httpx.Response) -> None:
    """Raises BadAudio, or SourceUnavailable for what may pass, unless it is a 200."""
    status = response.status_code
    if status == 200:
        return
    if status >= 500 or status in PASSING:
        raise unreachable(host, f"answered {status}; submit the recording again later")
    raise failed(host, f"answered {status}; send a URL from which it can be read")


def check_type(host: str, response: httpx.Response, prefix: str) -> None:
    """Raises BadAudio unless the ``Content-Type`` begins so."""
    said = response.headers.get("content-type", "")
    if said.lower().startswith(prefix):
        return
    raise BadAudio(
        "unsupported_media_type",
        f"audio_url: '{host}' says of its type {(said[:TYPE_CHARACTERS] or 'nothing')!a}; it has "
        f"to be {prefix}*",
    )
