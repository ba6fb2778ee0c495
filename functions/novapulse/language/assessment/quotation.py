"""What is quoted of a turn as evidence."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

LONGEST_QUOTE = 160
"""Characters of a quotation, in which a sentence or two find room."""
_SENTENCE_END = re.compile(r"[.!?](?=\s)")
_ELLIPSIS = "…"


def sentence_ends(text: str) -> tuple[int, ...]:
    """The place after each sentence but the last, in order."""
    return tuple(match.end() for match in _SENTENCE_END.finditer(text))


def quote(text: str, start: int, end: int, ends: Sequence[int]) -> str:
    """The sentences around the characters, cut at words where they are too long. ``ends``: those
    of ``text``, found once for all that is quoted of it."""
    before, after = bisect_right(ends, start), bisect_left(ends, end)
    first = ends[before - 1] if before else 0
    last = ends[after] if after < len(ends) else len(text)
    if last - first <= LONGEST_QUOTE:
        return text[first:last].strip()
    spare = max(0, LONGEST_QUOTE - (end - start)) // 2
    begin, until = max(first, start - spare), min(last, max(end, start) + spare)
    until = min(until, begin + LONGEST_QUOTE)
    quoted = text[begin:until]
    if begin > first:
        whole = quoted if text[begin - 1].isspace() else quoted.partition(" ")[2]
        quoted = _ELLIPSIS + whole.strip()
    if until < last:
        quoted = (quoted if text[until].isspace() else quoted.rpartition(" ")[0]).strip()
        quoted += _ELLIPSIS
    return quoted.strip()
