"""Which network addresses a caller's URL may lead to."""

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""RFC 6052: an IPv4 address rests in the last 32 bits."""
NEVER = tuple(
    ipaddress.ip_network(text)
    for text in (
        "192.0.0.0/24",  # protocol assignments (RFC 6890); Oracle's metadata service is in it
        "192.88.99.0/24",  # relays of 6to4, given up (RFC 7526)
        "168.63.129.16/32",  # Azure's host, as every machine there sees it
        "3fff::/20",  # documentation (RFC 9637)
    )
)
"""What the standard library, in some of its versions, takes for public and is not."""
GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
"""RFC 4291: what the registries give out."""


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
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if address.is_loopback:
        return loopback_allowed
    if isinstance(address, ipaddress.IPv4Address):
        return _is_public(address)
    if address in NAT64:
        return _is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    carried = (address.sixtofour, *(address.teredo or ()))
    return (
        address in GLOBAL_UNICAST
        and address.is_global
        and not _is_never(address)
        and all(_is_public(inner) for inner in carried if inner is not None)
    )


def _is_public(address: ipaddress.IPv4Address) -> bool:
    return address.is_global and not address.is_multicast and not _is_never(address)


def _is_never(address: Address) -> bool:
    return any(address in network for network in NEVER)
