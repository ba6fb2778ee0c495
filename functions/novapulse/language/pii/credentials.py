"""User names and passwords that a speaker gives away: what follows the cue."""

import re
from collections.abc import Iterator

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.words import is_common

_CUES = {
    PiiKind.ACCOUNT_NUMBER: r"\b(?:user ?name|user id|log ?in(?: name| id)?)",
    PiiKind.PIN: r"\b(?:password|pass ?phrase|security word|memorable word|maiden name)",
}
_PATTERNS = {
    kind: re.compile(cue + r"(?: is|['’]s|:)\s+(?P<secret>[\w@.!#$%&*+-]*\w)", re.IGNORECASE)
    for kind, cue in _CUES.items()
}


def credential_spans(text: str) -> Iterator[Span]:
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            if not is_common(match.group("secret")):
                yield Span(*match.span("secret"), kind, 0.7)
