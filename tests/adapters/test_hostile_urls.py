"""No request to a caller's URL reaches an address that is not public."""

import io
from collections.abc import Callable

import pytest

from novapulse.adapters.clock import SystemClock
from novapulse.adapters.network.pinned_http import PinnedHttp, Resolve
from novapulse.adapters.network.recording_fetcher import HttpRecordingFetcher
from novapulse.adapters.network.webhook_sender import HttpWebhookSender
from novapulse.domain.errors import InvalidRequest, NovaPulseError
from novapulse.domain.public_url import check_public_url
from tests.adapters.recording_transport import RecordingTransport, redirecting
from tests.hostile_urls import HOSTILE, PUBLIC, resolve

REACHES_PUBLIC = "https://public.example#@127.0.0.1:99999/"
"""Odd, but what stands after ``#`` is no part of the host."""


def post(url: str, network: RecordingTransport, resolve: Resolve = resolve) -> str:
    sender = HttpWebhookSender(
        clock=SystemClock(),
        timeout_seconds=5,
        loopback_allowed=False,
        resolve=resolve,
        transport=network,
    )
    return sender.post(url, b"{}", {}).error


def fetch(url: str, network: RecordingTransport, resolve: Resolve = resolve) -> str:
    """The error's code; empty if the recording came."""
    http = PinnedHttp(loopback_allowed=False, resolve=resolve, transport=network)
    fetcher = HttpRecordingFetcher(http, max_bytes=1000, timeout_seconds=5, redirects=5)
    try:
        fetcher.fetch(url, io.BytesIO(), wanted=lambda: True)
    except NovaPulseError as error:
        return error.code
    return ""


CONTACTS: tuple[Callable[[str, RecordingTransport], str], ...] = (post, fetch)


@pytest.mark.parametrize("url", HOSTILE)
def test_a_hostile_url_is_refused_at_submission_or_when_contacted(url: str) -> None:
    try:
        check_public_url("audio_url", url, loopback_allowed=False)
    except InvalidRequest:
        return
    for contact in CONTACTS:
        network = RecordingTransport()
        error = contact(url, network)
        assert set(network.reached) <= {PUBLIC}
        assert bool(error) == (url != REACHES_PUBLIC)


@pytest.mark.parametrize("contact", CONTACTS)
@pytest.mark.parametrize("url", HOSTILE)
def test_even_a_url_that_nobody_judged_reaches_nothing_inside(
    url: str, contact: Callable[[str, RecordingTransport], str]
) -> None:
    network = RecordingTransport()
    contact(url, network)
    assert set(network.reached) <= {PUBLIC}


@pytest.mark.parametrize("url", HOSTILE)
def test_a_redirect_to_a_hostile_url_is_not_followed(url: str) -> None:
    network = RecordingTransport(redirecting(start=url))
    code = fetch("https://public.example/start", network)
    assert set(network.reached) == {PUBLIC}
    assert code in ("audio_url_refused", "audio_url_unreachable", "") or not url


def test_each_hop_of_a_chain_is_judged() -> None:
    hops = {
        "start": "https://hop.example/two",
        "two": "/three",
        "three": "https://intranet.example/",
    }
    network = RecordingTransport(redirecting(**hops))
    assert fetch("https://public.example/start", network) == "audio_url_refused"
    assert network.reached == [PUBLIC] * 3


def test_a_redirect_from_https_to_http_is_not_followed() -> None:
    network = RecordingTransport(redirecting(start="http://public.example/call"))
    assert fetch("https://public.example/start", network) == "audio_url_refused"
    assert network.reached == [PUBLIC]


class Rebinding:
    """Public when first asked, private from then on."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked += 1
        return [PUBLIC] if self.asked == 1 else ["127.0.0.1"]


@pytest.mark.parametrize("contact", [post, fetch])
def test_a_name_is_resolved_once_and_the_checked_address_is_contacted(
    contact: Callable[[str, RecordingTransport, Resolve], str],
) -> None:
    network, rebinding = RecordingTransport(), Rebinding()
    assert contact("https://rebinding.example/call", network, rebinding) == ""
    assert network.reached == [PUBLIC]
    assert rebinding.asked == 1


def test_a_redirect_to_a_name_that_changed_its_mind_is_refused() -> None:
    network = RecordingTransport(redirecting(start="/call"))
    code = fetch("https://rebinding.example/start", network, Rebinding())
    assert code == "audio_url_refused"
    assert network.reached == [PUBLIC]


@pytest.mark.parametrize("contact", [post, fetch])
@pytest.mark.parametrize(
    "addresses", [[PUBLIC, "10.0.0.1"], ["::1", PUBLIC], [PUBLIC, "fe80::1%3"]]
)
def test_one_inner_address_among_public_ones_spoils_them_all(
    contact: Callable[[str, RecordingTransport, Resolve], str], addresses: list[str]
) -> None:
    network = RecordingTransport()
    assert contact("https://mixed.example/", network, lambda host, port: addresses)
    assert network.reached == []
