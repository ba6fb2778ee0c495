"""Personal data in turns of any length. The rules look around in a turn for every word of it, which
takes the square of its length: a whole call in one turn of 100,000 characters would take minutes.
"""

import re
from collections.abc import Iterator, Sequence

from novapulse.domain.pii import Span
from novapulse.language.pii.detector import PiiDetector

LONGEST = 3_000
"""Characters that are searched at once: four minutes of talking, more than nearly every turn."""
_SENTENCE_END = re.compile(r"[.?!]\s+")
_BLANK = re.compile(r"\s+")

Turns = Sequence[tuple[str, str]]


def detect_in(detector: PiiDetector, turns: Turns) -> list[list[Span]]:
    """As ``detector.detect``, a list for each turn of (speaker, text). A turn that is too long is
    searched in pieces, as several turns of the same speaker, and once more in pieces that end
    elsewhere, so that nothing goes unseen because it lies where two of them meet."""
    if all(len(text) <= LONGEST for _, text in turns):
        return detector.detect(turns)
    whole = _detect(detector, turns, LONGEST)
    shifted = _detect(detector, turns, LONGEST // 2)
    return [[*some, *others] for some, others in zip(whole, shifted, strict=True)]


def _detect(detector: PiiDetector, turns: Turns, first: int) -> list[list[Span]]:
    """``first``: the most characters of a turn's first piece."""
    places = [
        (number, start, end)
        for number, (_, text) in enumerate(turns)
        for start, end in _pieces(text, first)
    ]
    parts = [(turns[number][0], turns[number][1][start:end]) for number, start, end in places]
    found: list[list[Span]] = [[] for _ in turns]
    for (number, start, _), spans in zip(places, detector.detect(parts), strict=True):
        found[number] += [
            Span(start + span.start, start + span.end, span.kind, span.score) for span in spans
        ]
    return found


def _pieces(text: str, first: int) -> Iterator[tuple[int, int]]:
    """Where each piece of ``text`` starts and ends; one for a text that is short enough."""
    start, room = 0, first if len(text) > LONGEST else LONGEST
    while len(text) - start > room:
        end = start + _cut(text[start : start + room])
        yield start, end
        start, room = end, LONGEST
    yield start, len(text)


def _cut(window: str) -> int:
    """After the last sentence in the second half of ``window``, or else after its last word."""
    half = len(window) // 2
    for pattern in (_SENTENCE_END, _BLANK):
        ends = [match.end() for match in pattern.finditer(window, half)]
        if ends:
            return ends[-1]
    return len(window)
