"""Names spelled letter by letter: "h a r p e r", "H-A-R", "h as in hotel"."""

import re
from collections.abc import Iterator

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.context import Context
from novapulse.language.pii.names_list import is_listed
from novapulse.language.pii.topics import Topic

_SPELLED = re.compile(r"(?<!['’])\b(?:[A-Za-z](?:\s*[-.,]\s*|\s+)){2,}[A-Za-z]\b(?!['’])")
_ALPHABET = re.compile(r"\b[A-Za-z] (?:as in|for|like in|like) \w+\b", re.IGNORECASE)
_CLEARLY_SPELLED = 5
_SPELLING_TALK = re.compile(r"\b(?:name|spell\w*|letters?)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def spelled_spans(text: str, context: Context) -> Iterator[Span]:
    """Letters one by one, where a name is talked about, or simply many of them."""
    talked = Topic.NAME in context.asked or bool(_SPELLING_TALK.search(text))
    for match in _SPELLED.finditer(text):
        letters = re.sub(r"[^A-Za-z]", "", match.group())
        alone = len(letters) == len(re.sub(r"[^A-Za-z]", "", text))
        if talked or alone or len(letters) >= _CLEARLY_SPELLED or _beside_name(text, match):
            yield Span(match.start(), match.end(), PiiKind.NAME, 0.7)
    if talked:
        for match in _ALPHABET.finditer(text):
            yield Span(match.start(), match.end(), PiiKind.NAME, 0.7)


def _beside_name(text: str, spelled: re.Match[str]) -> bool:
    before = _WORD.findall(text[: spelled.start()])
    return bool(before) and is_listed(before[-1])
