"""What can be said of a caller's URL before its name is resolved."""

import re
from urllib.parse import SplitResult, urlsplit

from novapulse.domain.address import is_loopback_host, literal_address, may_be_contacted
from novapulse.domain.errors import InvalidRequest

MAX_LENGTH = 2048
UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
"""Parsers disagree about what these mean inside a URL."""
NUMERIC_LABEL = re.compile(r"(0[xX][0-9A-Fa-f]*|[0-9]+)")
"""A last label like this makes a resolver read the whole name as an IPv4 address (WHATWG URL,
"ends in a number")."""


def check_public_url(
    field: str, url: str, *, loopback_allowed: bool, plain: bool = False, login: bool = False
) -> str:
    """The URL if it is absolute, https, and names no address that may not be contacted; http and
    loopback targets pass where loopback is allowed. ``plain`` lets http pass anyhow, and
    ``login`` a user name and password. Raises InvalidRequest naming ``field``."""
    reason = _fault(url, loopback_allowed=loopback_allowed, plain=plain, login=login)
    if reason is not None:
        raise InvalidRequest("invalid_parameter", f"{field}: {reason}")
    return url


def _fault(url: str, *, loopback_allowed: bool, plain: bool, login: bool) -> str | None:
    if len(url) > MAX_LENGTH:
        return f"longer than {MAX_LENGTH} characters"
    try:
        parts = urlsplit(url)
        port, host = parts.port, (parts.hostname or "").encode("idna").decode()
    except ValueError:
        return "not a URL; send an absolute one such as https://example.com/hook"
    if UNSAFE.search(url) or not host or port == 0:
        return "not a URL; send an absolute one such as https://example.com/hook"
    return _scheme_fault(parts, http=loopback_allowed or plain, login=login) or _host_fault(
        host, loopback_allowed
    )


def _scheme_fault(parts: SplitResult, *, http: bool, login: bool) -> str | None:
    accepted = ("https", "http") if http else ("https",)
    if parts.scheme not in accepted:
        return f"the scheme is '{parts.scheme}'; accepted: {', '.join(accepted)}"
    if "@" in parts.netloc and not login:
        return "a URL with a user name or password is not accepted"
    return None


def _host_fault(host: str, loopback_allowed: bool) -> str | None:
    address = literal_address(host)
    if address is not None:
        if may_be_contacted(address, loopback_allowed=loopback_allowed):
            return None
        return f"{address} is not a public address"
    if is_loopback_host(host.rstrip(".")) and not loopback_allowed:
        return f"'{host}' is not a public host"
    if NUMERIC_LABEL.fullmatch(host.rstrip(".").rpartition(".")[2]):
        return f"'{host}' is neither a name nor an address in its usual form"
    return None
