"""Where a caller's URL may lead, judged before anything is fetched."""

import logging
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from tests.api.conftest import UNREACHED_LIMITS
from tests.contracts.callcov.caller import (
    ANALYSIS,
    ANALYZE,
    INVALID,
    accepted,
    by_url,
    caller,
    details,
    error,
    new_key,
)
from tests.hostile_urls import PRIVATE_V4, PRIVATE_V6
from tests.services.house import make_home

NO_WEB_ADDRESS = (
    *("ftp://calls.example/a.wav", "file:///etc/passwd", "gopher://calls.example/"),
    *("data:audio/wav;base64,UklGRg==", "//calls.example/a.wav", "calls.example/a.wav"),
    *("https://", "https:///a.wav", "http://[::1", "", " ", "https://calls.example:0/"),
    *("https://calls.example:70000/", "https://a\\@127.0.0.1/", "https://a b/", "\x00"),
)
SIGNED = "https://calls.example/a%20b.wav?X-Signature=s3cr3t&Expires=9"
LOGIN = "https://user:s3cr3t@calls.example/call.wav"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """As it is reached from elsewhere: loopback is private, too."""
    return make_home(tmp_path, host="0.0.0.0", **UNREACHED_LIMITS)


@pytest.mark.parametrize("urls", [PRIVATE_V4, PRIVATE_V6], ids=["IPv4", "IPv6"])
@pytest.mark.parametrize("scheme", ["https", "http"])
def test_a_private_address_is_refused_at_once(
    client: TestClient, urls: tuple[str, ...], scheme: str
) -> None:
    for url in urls:
        answer = by_url(client, audio_url=url.replace("https", scheme, 1))
        assert error(answer) == INVALID, url
        assert details(answer)["field"] == "audio_url"


def test_what_is_no_web_address_is_refused_at_once(client: TestClient) -> None:
    for url in NO_WEB_ADDRESS:
        assert error(by_url(client, audio_url=url)) == INVALID, url


def test_the_other_family_refuses_it_in_its_own_shape(client: TestClient) -> None:
    answer = by_url(client, path=ANALYSIS, audio_url="https://10.0.0.1/a.wav")
    assert error(answer) == (422, "validation_error")
    assert answer.json()["detail"][0]["loc"][-1] == "audio_url"


@pytest.mark.parametrize("url", [SIGNED, LOGIN, "http://calls.example/a.wav"])
def test_plain_http_and_credentials_in_the_url_are_taken(client: TestClient, url: str) -> None:
    assert accepted(by_url(client, audio_url=url))


@pytest.mark.parametrize("url", [SIGNED, LOGIN])
def test_credentials_of_a_url_are_neither_shown_nor_logged(
    client: TestClient, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="novapulse"):
        answer = by_url(client, audio_url=url)
        shown = [client.get(f"{path}/{accepted(answer)}").text for path in (ANALYZE, ANALYSIS)]
    assert all("s3cr3t" not in text for text in (answer.text, *shown, caplog.text))


def test_a_webhook_leads_to_no_private_address_either_and_is_encrypted(client: TestClient) -> None:
    for url in ("https://169.254.169.254/hook", "http://calls.example/hook"):
        answer = by_url(client, webhook_url=url)
        assert error(answer) == INVALID
        assert details(answer)["field"] == "webhook_url"


def test_on_loopback_a_server_takes_loopback(tmp_path: Path) -> None:
    near = make_home(tmp_path, **UNREACHED_LIMITS)
    with caller(near, new_key(near)) as client:
        assert accepted(by_url(client, audio_url="http://127.0.0.1:9/a.wav"))
        assert error(by_url(client, audio_url="http://10.0.0.1/a.wav")) == INVALID
