"""Ids of items, made from what they are."""

from hashlib import blake2b

_LOWEST = 10**15
_RANGE = 8 * 10**15
"""Sixteen decimal digits, and below 2**53: JSON readers that know only doubles keep them exact."""


def item_id(kind: str, *parts: object) -> int:
    """The same kind and parts give the same id on every machine."""
    said = "\x1f".join((kind, *map(str, parts)))
    digest = blake2b(said.encode(), digest_size=8).digest()
    return _LOWEST + int.from_bytes(digest, "big") % _RANGE
