"""What is said not to be so: "I can't issue a refund" is no word of a refund that is issued."""

import re
from dataclasses import dataclass

from novapulse.language.summary.claim_words import content

_NOT = re.compile(
    r"\b(?:not|never|no|nobody|none|nothing|neither|nor|without|unable|cannot|refus\w+|declin\w+"
    r"|den(?:y|ies|ied)|reject\w+)\b|n['’]t\b|\b(?:ca|wo|do|did|does|is|was)nt\b",
    re.IGNORECASE,
)
_TROUBLE = re.compile(
    r"\b(?:problem|trouble|difficult\w*|fail\w*|stuck|unresolved|unsuccessful\w*)\b", re.IGNORECASE
)
"""Denies what it is said of, without a "not"."""
_AMISS = re.compile(
    r"\b(?:issue|error|missing|lost|wrong|stopped|broken|down|outage|unfortunately|instead|late"
    r"|delay\w*)\b",
    re.IGNORECASE,
)
"""Bears out a denial: "the line is down" is a line that does not work."""
_ENDS = re.compile(r"[.,;:!?]|\b(?:and|but|because|so|why|until)\b", re.IGNORECASE)
_REACH = 5
"""Words after a "not" that it may be about, up to the end of its clause."""


@dataclass(frozen=True)
class Said:
    """Stems of what was said, and of what was said only in order to deny it; ``denies`` is whether
    a denial may rest on it."""

    all: frozenset[str]
    only_denied: frozenset[str]
    denies: bool


def said(text: str) -> Said:
    denied: list[str] = []
    kept: list[str] = []
    position = 0
    for match in _NOT.finditer(text):
        if match.start() < position:
            continue
        end = match.end() + len(_scope(text[match.end() :]))
        kept.append(text[position : match.start()])
        denied.append(text[match.start() : end])
        position = end
    kept.append(text[position:])
    affirmed, negated = content(" ".join(kept)), content(" ".join(denied))
    return Said(affirmed | negated, negated - affirmed, denies(text) or bool(_AMISS.search(text)))


def denies(text: str) -> bool:
    return bool(_NOT.search(text) or _TROUBLE.search(text))


def _scope(after: str) -> str:
    clause = _ENDS.split(after, maxsplit=1)[0]
    words = re.match(rf"(?:\s*\S+){{0,{_REACH}}}", clause)
    return words.group() if words else ""
