"""Which network addresses a caller's URL may lead to."""

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""RFC 6052: an IPv4 address rests in the last 32 bits."""


def literal_address(host: str) -> Address | None:
    """The address that ``host`` writes out, with or without brackets; None for a name."""
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return None


def is_loopback_host(host: str) -> bool:
    """Whether a server bound to ``host`` is reached from its own machine only."""
    address = literal_address(host)
    return host.lower() == "localhost" if address is None else address.is_loopback


def may_be_contacted(address: Address, *, loopback_allowed: bool) -> bool:
    """Public unicast addresses, and loopback ones where that is allowed. An IPv4 address inside an
    IPv6 one (mapped, 6to4, NAT64, Teredo) is judged as what it stands for."""
    for inner in (address, *_embedded(address)):
        if inner.is_loopback and loopback_allowed:
            continue
        if inner.is_multicast or not inner.is_global:
            return False
    return True


def _embedded(address: Address) -> tuple[Address, ...]:
    if isinstance(address, ipaddress.IPv4Address):
        return ()
    inner: list[Address | None] = [address.ipv4_mapped, address.sixtofour]
    if address.teredo:
        inner.extend(address.teredo)
    if address in NAT64:
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return tuple(found for found in inner if found is not None)
