"""Numbers that letters are glued to: ticket ids, which are harmless, and what looks like them."""

import re
from collections.abc import Iterator

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.spoken_numbers import DigitRun

_TICKET_BEFORE = re.compile(r"\b[A-Z]{2,}-$")
_PREFIX = re.compile(r"(?<!\w)[A-Za-z]{1,8}[-_/]?$")
_REACH = 10
_ABROAD = re.compile(r"\bplus\W{1,2}$", re.IGNORECASE)
"""Before the code of a country."""
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?\b")
"""ISO 13616: country, two check digits, up to thirty letters and digits."""


def is_ticket(text: str, run: DigitRun) -> bool:
    """ "TKT-44982": an id of some system. A caller's own number may look the same, so the topic
    must have been judged before."""
    return bool(_TICKET_BEFORE.search(text[max(0, run.start - _REACH) : run.start]))


def whole_start(text: str, run: DigitRun) -> int:
    """Where the run begins with the letters that are written on to it: "ACC-48219821"."""
    before = text[max(0, run.start - _REACH) : run.start]
    if (abroad := _ABROAD.search(before)) is not None:
        return run.start - len(abroad.group())
    if not text[run.start].isdecimal():
        return run.start
    prefix = _PREFIX.search(before)
    return run.start - len(prefix.group()) if prefix else run.start


def iban_spans(text: str) -> Iterator[Span]:
    for match in _IBAN.finditer(text):
        yield Span(match.start(), match.end(), PiiKind.ACCOUNT_NUMBER, 0.9)
