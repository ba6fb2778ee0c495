"""Addresses of devices in a network, which are nobody's: "192.168.1.1", spoken as well."""

import re

from novapulse.language.pii.spoken_numbers import REPEATS, TEENS, TENS, UNITS

_SPOKEN = rf"(?:\d{{1,3}}|oh|{'|'.join((*UNITS, *TEENS, *TENS, *REPEATS))})"
_GROUP = rf"(?:{_SPOKEN}[ -]?){{1,3}}"
_NETWORK = re.compile(
    rf"(?<![\w.+])(?:(?P<written>\d{{1,3}}(?:\.\d{{1,3}}){{3}})"
    rf"|(?:{_GROUP} ?\b(?:dot|point) ){{3}}{_GROUP})"
    rf"(?![\w@]|\.\d|[ -]?{_SPOKEN}\b|\s+(?:at|dot|point)\b)",
    re.IGNORECASE,
)
"""Four groups and no more, so that neither a phone number in pairs nor the beginning of an e-mail
address is one."""
_LARGEST = 255


def without_network_addresses(text: str) -> str:
    """``text`` with signs in place of them; as long as before."""
    return _NETWORK.sub(_masked, text)


def _masked(match: re.Match[str]) -> str:
    groups = (match["written"] or "").split(".")
    in_pairs = all(len(group) == 2 for group in groups)
    if match["written"] and (in_pairs or max(map(int, groups)) > _LARGEST):
        return match.group()
    return re.sub(r"\w", "¤", match.group())
