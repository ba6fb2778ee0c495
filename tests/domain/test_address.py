import ipaddress

import pytest

from novapulse.domain.address import is_loopback_host, literal_address, may_be_contacted


def allowed(text: str, *, loopback_allowed: bool = False) -> bool:
    return may_be_contacted(ipaddress.ip_address(text), loopback_allowed=loopback_allowed)


@pytest.mark.parametrize(
    "text", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses_may_be_contacted(text: str) -> None:
    assert allowed(text)


@pytest.mark.parametrize(
    "text",
    [
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "192.0.0.8",
        "192.0.0.192",
        "192.88.99.1",
        "168.63.129.16",
        "198.19.255.255",
        "240.0.0.1",
        "::ffff:168.63.129.16",
        "64:ff9b::a83f:8110",
        "64:ff9b:1::808:808",
        "3fff::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::10.0.0.1",
        "2002:a00:1::",
        "64:ff9b::a00:1",
        "2001:0:a00:1::",
    ],
)
def test_private_addresses_in_any_dress_may_not_even_with_loopback(text: str) -> None:
    assert not allowed(text)
    assert not allowed(text, loopback_allowed=True)


@pytest.mark.parametrize("text", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
def test_loopback_is_a_matter_of_leave(text: str) -> None:
    assert not allowed(text)
    assert allowed(text, loopback_allowed=True)


@pytest.mark.parametrize("text", ["64:ff9b::7f00:1", "2002:7f00:1::"])
def test_loopback_cannot_be_smuggled_in(text: str) -> None:
    assert not allowed(text, loopback_allowed=True)


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("localhost", True), ("127.0.0.1", True), ("::1", True), ("[::1]", True), ("0.0.0.0", False)],
)
def test_a_host_is_loopback_by_name_or_address(host: str, loopback: bool) -> None:
    assert is_loopback_host(host) is loopback


def test_a_name_is_no_literal_address() -> None:
    assert literal_address("example.com") is None
    assert str(literal_address("[fe80::1%eth0]")) == "fe80::1"
