"""Text as the rules read it: plain digits, letters with their accents, nothing invisible. What is
found is told as places in the text itself."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from novapulse.domain.pii import Span, resolve

_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]{0,8}|[\u0300-\u036f]", re.DOTALL)
"""A letter and its accents, where they are written apart; further ones by themselves, as putting
them in order takes the square of their number."""
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63", "-")
_WIDE = range(0xFF01, 0xFF5F)
_WIDE_TO_PLAIN = 0xFEE0


@dataclass(frozen=True)
class PlainText:
    """``places``: the characters (start, end) of the original that each one of ``text`` stands
    for; empty where the two are the same."""

    text: str
    places: Sequence[tuple[int, int]] = ()

    def original(self, spans: Iterable[Span]) -> list[Span]:
        """``spans`` of ``text`` as disjoint spans of the original."""
        if not self.places:
            return list(spans)
        return resolve(
            Span(self.places[s.start][0], self.places[s.end - 1][1], s.kind, s.score) for s in spans
        )


def plain_text(text: str) -> PlainText:
    if text.isascii():
        return PlainText(text)
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    for cluster in _CLUSTER.finditer(text):
        piece = _plain_cluster(cluster.group())
        pieces.append(piece)
        places += [cluster.span()] * len(piece)
    written = "".join(pieces)
    return PlainText(text) if written == text else PlainText(written, places)


def _plain_cluster(cluster: str) -> str:
    if len(cluster) > 1:
        return unicodedata.normalize("NFC", cluster)
    if ord(cluster) in _WIDE:
        return chr(ord(cluster) - _WIDE_TO_PLAIN)
    if cluster.isdecimal():
        return str(unicodedata.decimal(cluster))
    if unicodedata.category(cluster) == "Cf" or unicodedata.combining(cluster):
        return ""
    return _DASHES.get(cluster, cluster)
