"""The numbers that chains give their shops: "CVS 16196 in Target", "Walgreens 9021 on Grand"."""

import re

from novapulse.language.pii.mentions import mentions
from novapulse.language.pii.names_list import is_listed, is_place, is_surname
from novapulse.language.pii.street_words import UNIT
from novapulse.language.pii.words import is_word

_SHOP = re.compile(
    r"(?<!\w)(?P<chain>[A-Z][A-Za-z'’]{2,})(?P<number> (?:number |#)?\d{3,5})"
    r"(?=,?\s+(?:in|on|at|near|by)\s+(?:the\s+)?[A-Z\d])"
)
_NO_CHAIN = re.compile(
    rf"{UNIT}|house|number|box|lot|villa|building|bldg|tower|ward|sector|phase|route|highway"
    r"|code|pass ?code|member(?:ship)?|passport|licen[cs]e|permit|patient|subscriber|mrn|nhs|utr"
    r"|january|february|march|april|may|june|july|august|september|october|november|december",
    re.IGNORECASE,
)
_CAPITAL_BEFORE = re.compile(r"\b[A-Z][a-z'’]+ $")
""" "Beverly Hills 90210"."""
_SENTENCE_END = ".?!:"


def without_shop_numbers(text: str) -> str:
    """``text`` with signs in place of such numbers; as long as before."""
    return _SHOP.sub(_masked, text)


def _masked(match: re.Match[str]) -> str:
    if not _is_chain(match):
        return match.group()
    return match["chain"] + "¤" * len(match["number"])


def _is_chain(match: re.Match[str]) -> bool:
    """A known word or an acronym that names neither a town, a person, a month nor what a caller's
    own number is called."""
    name = match["chain"]
    if _NO_CHAIN.fullmatch(name) or mentions(name) or is_place(name):
        return False
    if _CAPITAL_BEFORE.search(match.string[: match.start()]):
        return False
    if name.isupper():
        return True
    before = match.string[: match.start()].rstrip()
    opens = not before or before[-1] in _SENTENCE_END
    return is_word(name) and not (opens or is_surname(name) or is_listed(name))
