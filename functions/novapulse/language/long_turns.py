"""Personal data in turns of any length. The rules look around in a turn for every word of it, which
takes the square of its length: a whole call in one turn of 100,000 characters would take minutes.
"""

import re
from collections.abc import Iterator, Sequence

from novapulse.domain.pii import Span
from novapulse.language.pii_detector import PiiDetector

LONGEST = 3_000
"""Characters that are searched at once: four minutes of talking, more than nearly every turn."""
UNBROKEN = 500
"""The same where no blank divides them: no word is that long, and rules that begin with any letter
begin anew at each."""
_SENTENCE_END = re.compile(r"[.?!]\s+")
_BLANK = re.compile(r"\s+")

Turns = Sequence[tuple[str, str]]


def detect_in(detector: PiiDetector, turns: Turns) -> list[list[Span]]:
    """As ``detector.detect``, a list for each turn of (speaker, text). A turn that is too long is
    searched in pieces, as several turns of the same speaker, and once more in pieces that end
    elsewhere, so that nothing goes unseen because it lies where two of them meet."""
    if all(len(text) <= LONGEST for _, text in turns):
        return detector.detect(turns)
    whole = _detect(detector, turns, shifted=False)
    shifted = _detect(detector, turns, shifted=True)
    return [[*some, *others] for some, others in zip(whole, shifted, strict=True)]


def _detect(detector: PiiDetector, turns: Turns, *, shifted: bool) -> list[list[Span]]:
    places = [
        (number, start, end)
        for number, (_, text) in enumerate(turns)
        for start, end in _pieces(text, shifted=shifted)
    ]
    parts = [(turns[number][0], turns[number][1][start:end]) for number, start, end in places]
    found: list[list[Span]] = [[] for _ in turns]
    for (number, start, _), spans in zip(places, detector.detect(parts), strict=True):
        found[number] += [
            Span(start + span.start, start + span.end, span.kind, span.score) for span in spans
        ]
    return found


def _pieces(text: str, *, shifted: bool) -> Iterator[tuple[int, int]]:
    """Where each piece of ``text`` starts and ends; one for a text that is short enough."""
    start, room, shift = 0, LONGEST, 0
    if shifted and len(text) > LONGEST:
        room, shift = LONGEST // 2, UNBROKEN // 2
    while len(text) - start > room:
        end = start + (_cut(text[start : start + room]) or UNBROKEN - (start - shift) % UNBROKEN)
        yield start, end
        start, room = end, LONGEST
    yield start, len(text)


def _cut(window: str) -> int:
    """After the last sentence in the second half of ``window``, or else after its last word; 0
    where no blank divides it."""
    for pattern, begin in ((_SENTENCE_END, len(window) // 2), (_BLANK, 0)):
        ends = [match.end() for match in pattern.finditer(window, begin)]
        if ends:
            return ends[-1]
    return 0
