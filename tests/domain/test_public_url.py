import pytest

from novapulse.domain.errors import InvalidRequest
from novapulse.domain.public_url import check_public_url
from tests.hostile_urls import HOSTILE, ODD_SYNTAX, PRIVATE_V4, PRIVATE_V6


def test_the_table_is_long_enough_and_repeats_nothing() -> None:
    assert len(set(HOSTILE)) == len(HOSTILE) >= 60


@pytest.mark.parametrize("url", (*PRIVATE_V4, *PRIVATE_V6))
def test_a_literal_address_that_is_not_public_is_refused_at_once(url: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        check_public_url("audio_url", url, loopback_allowed=False)
    assert caught.value.message.startswith("audio_url: ")


@pytest.mark.parametrize("url", [u for u in ODD_SYNTAX if "public.example#" not in u])
def test_odd_syntax_is_refused_at_once(url: str) -> None:
    with pytest.raises(InvalidRequest):
        check_public_url("webhook_url", url, loopback_allowed=False)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/call.wav",
        "https://example.com:8443/call.wav?X-Signature=a%2Fb#t",
        "https://93.184.216.34/",
        "https://[2606:4700::1111]/",
        "https://bücher.example/",
    ],
)
def test_public_urls_pass_unchanged(url: str) -> None:
    assert check_public_url("audio_url", url, loopback_allowed=False) == url


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "http://localhost/", "https://[::1]/"])
def test_loopback_and_http_pass_where_they_are_allowed(url: str) -> None:
    assert check_public_url("audio_url", url, loopback_allowed=True) == url
