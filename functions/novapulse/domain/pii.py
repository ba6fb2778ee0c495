"""Personal data in text: kinds, placeholders, spans, and taking spans out of text and words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from novapulse.domain.transcript import Segment, Word


class PiiKind(StrEnum):
    """In order of precedence where spans overlap. Bank routing numbers and user names count as
    account numbers, one-time codes and passwords as PINs, postal codes as addresses."""

    EMAIL = "EMAIL"
    CARD_NUMBER = "CARD_NUMBER"
    SSN = "SSN"
    CARD_EXPIRY = "CARD_EXPIRY"
    DATE_OF_BIRTH = "DATE_OF_BIRTH"
    ADDRESS = "ADDRESS"
    SECURITY_CODE = "SECURITY_CODE"
    PIN = "PIN"
    PHONE_NUMBER = "PHONE_NUMBER"
    ACCOUNT_NUMBER = "ACCOUNT_NUMBER"
    NAME = "NAME"

    @property
    def placeholder(self) -> str:
        return f"[{self.value}]"


PLACEHOLDER = re.compile(r"\[(?:" + "|".join(PiiKind) + r")\]")
_PRECEDENCE = {kind: rank for rank, kind in enumerate(PiiKind)}


@dataclass(frozen=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) of a text; ``score`` 0..1."""

    start: int
    end: int
    kind: PiiKind
    score: float = 0.8

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


def resolve(spans: Iterable[Span]) -> list[Span]:
    """Disjoint spans in order of start. Overlapping ones become their union, under the kind that
    comes first in ``PiiKind``: nothing that any rule found may stay readable."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        last = merged[-1] if merged else None
        if last is None or last.end <= span.start:
            merged.append(span)
            continue
        winner = min(last, span, key=lambda s: (_PRECEDENCE[s.kind], -s.score))
        merged[-1] = Span(last.start, max(last.end, span.end), winner.kind, winner.score)
    return merged


def redact_text(text: str, spans: Iterable[Span]) -> str:
    """``text`` with every span replaced by its placeholder."""
    pieces: list[str] = []
    position = 0
    for span in resolve(spans):
        pieces += [text[position : span.start], span.kind.placeholder]
        position = span.end
    return "".join(pieces) + text[position:]


def redact_segment(
    segment: Segment, spans: Iterable[Span], *, word_spans: Iterable[Span] = ()
) -> Segment:
    """``segment`` without the spans, which are offsets into its text; ``word_spans`` are offsets
    into its words joined by single blanks, and take away words only. Neighbouring words under one
    span become one placeholder word over their time, its confidence their mean."""
    in_text, in_words = resolve(spans), resolve(word_spans)
    if not in_text and not in_words:
        return segment
    places = zip(
        locate_words(segment.text, segment.words), joined_places(segment.words), strict=True
    )
    covers = [_cover(in_text, *written) or _cover(in_words, *spoken) for written, spoken in places]
    return segment.model_copy(
        update={
            "text": redact_text(segment.text, in_text),
            "words": tuple(_replace_words(segment.words, covers)),
        }
    )


def joined(words: Iterable[Word]) -> str:
    """The words of a segment as one text, a single blank between them."""
    return " ".join(word.word.strip() for word in words)


def joined_places(words: Iterable[Word]) -> list[tuple[int, int]]:
    """The characters (start, end) of each word in ``joined``."""
    places: list[tuple[int, int]] = []
    position = 0
    for word in words:
        end = position + len(word.word.strip())
        places.append((position, end))
        position = end + 1
    return places


def _cover(spans: Sequence[Span], start: int, end: int) -> Span | None:
    return next((span for span in spans if span.overlaps(start, end)), None)


def _replace_words(words: Sequence[Word], covers: Sequence[Span | None]) -> Iterable[Word]:
    for span, group in groupby(zip(words, covers, strict=True), key=lambda pair: pair[1]):
        covered = [word for word, _ in group]
        if span is None:
            yield from covered
            continue
        tail = re.search(r"[.,!?;:]*$", covered[-1].word)
        yield Word(
            word=span.kind.placeholder + (tail.group() if tail else ""),
            start=covered[0].start,
            end=covered[-1].end,
            confidence=sum(w.confidence for w in covered) / len(covered),
        )


def locate_words(text: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """The characters (start, end) of ``text`` that each word stands for, aligned by order.

    A word that the text writes otherwise takes the whole stretch between its aligned neighbours,
    and a word that the text lacks takes both neighbours: a doubt widens, never narrows.
    """
    tokens = [m.span() for m in re.finditer(r"\S+", text)]
    written = [_bare(text[start:end]) for start, end in tokens]
    spoken = [_bare(word.word) for word in words]
    if written == spoken:
        return tokens  # Aligning takes the square of the words of a long segment.
    places: list[tuple[int, int]] = []
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, written, spoken, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            places += tokens[i1:i2]
        elif tokens:
            first, last = (i1, i2 - 1) if i2 > i1 else (max(0, i1 - 1), min(i1, len(tokens) - 1))
            places += [(tokens[first][0], tokens[last][1])] * (j2 - j1)
        else:
            places += [(0, 0)] * (j2 - j1)
    return places


def _bare(token: str) -> str:
    """What two spellings of one word share: letters and digits, lower case."""
    return "".join(c for c in token.casefold() if c.isalnum()) or token
