"""Ids of orders, tickets, products and the like, as far as redaction left them."""

import re
from collections.abc import Iterator

from novapulse.domain.content import FoundEntity
from novapulse.domain.letters import plain_letters

_KINDS = {
    "order": "order_id",
    "tracking": "tracking_id",
    "package": "tracking_id",
    "shipment": "tracking_id",
    "ticket": "ticket_id",
    "case": "ticket_id",
    "incident": "ticket_id",
    "claim": "claim_id",
    "product": "product_id",
    "item": "product_id",
    "model": "product_id",
    "part": "product_id",
    "serial": "product_id",
    "sku": "product_id",
    "confirmation": "confirmation_id",
    "reservation": "confirmation_id",
    "booking": "confirmation_id",
    "invoice": "invoice_id",
    "reference": "reference_id",
    "flight": "flight_id",
    "policy": "policy_id",
}
_CODE = r"(?:[A-Za-z]{1,5}[- ]?\d[\w-]*|\d[\w-]{2,}|[A-Z]{2,5}-[A-Z0-9-]*\d[A-Z0-9-]*)"
_NAMED = re.compile(
    rf"\b(?P<kind>{'|'.join(_KINDS)})(?: (?:number|id|code|no\.?|#))*(?: (?:is|was|it['’]s|:))*"
    rf"[ :#]+(?!(?:is|was|it|in|on|at|by|for|to|of|the|and|a|am|or)\b)(?P<code>{_CODE})(?![\w'’])",
    re.IGNORECASE,
)
_SHAPED = re.compile(r"\b[A-Z]{2,5}-\d[\w-]*(?![\w'’])|\b(?=[A-Z]*\d)[A-Z]{1,4}\d{4,}\b")
_COUNTED = re.compile(
    r"^\s*(?:dollars?|euros?|pounds?|percent|%|days?|weeks?|months?|years?|[ap]\.?m)"
)
_SPOKEN = re.compile(
    r"(?<![\w'’-])(?!(?:is|at|in|to|of|on|by|or|and|was|the|for|no|box|a|am|pm|than|just|like)\b)"
    r"[a-z]{2,3}[ -]?\d{4,}(?![\w'’])"
)
"""As engines without capitals write "TC-449823"."""


def reference_ids(text: str) -> Iterator[FoundEntity]:
    """With what they identify where that is said ("order number 4491"), else as ``reference_id``.
    The value is in capitals without blanks. Two finds may overlap."""
    for match in _NAMED.finditer(text):
        if not _COUNTED.match(text[match.end("code") :]):
            kind = _KINDS[plain_letters(match["kind"]).lower()]
            yield _found(kind, match["code"], match.start("code"))
    for match in (*_SHAPED.finditer(text), *_SPOKEN.finditer(text)):
        yield _found("reference_id", match.group(), match.start())


def _found(kind: str, code: str, offset: int) -> FoundEntity:
    value = re.sub(r"\s+", "-", code).upper()
    return FoundEntity(type=kind, text=code, offset=offset, value=value)
