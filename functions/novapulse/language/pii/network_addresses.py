"""Addresses of devices in a network, which are nobody's: "192.168.1.1", spoken as well."""

import re

from novapulse.language.pii.spoken_numbers import REPEATS, TEENS, TENS, UNITS

_GROUP = rf"(?:(?:\d{{1,3}}|oh|{'|'.join((*UNITS, *TEENS, *TENS, *REPEATS))})[ -]?){{1,3}}"
_NETWORK = re.compile(
    rf"(?<![\w.])(?:\d{{1,3}}(?:\.\d{{1,3}}){{3}}|(?:{_GROUP} ?\b(?:dot|point) ){{3}}{_GROUP})"
    r"(?![\w@])(?!\s+at\b)",
    re.IGNORECASE,
)


def without_network_addresses(text: str) -> str:
    """``text`` with signs in place of them; as long as before."""
    return _NETWORK.sub(lambda match: re.sub(r"\w", "¤", match.group()), text)
