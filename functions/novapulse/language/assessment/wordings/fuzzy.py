"""A wording in running speech, where words are inflected, filled up, left out and misheard.

The words of both are aligned in order (local alignment after T. F. Smith and M. S. Waterman,
"Identification of common molecular subsequences", 1981), the wording's words weighed: 1 for a word
of content, 0.25 for a small one. What matches has at least three quarters of the weight, no number
changed, no denial more or less, and of every four words of content at most one misheard or left
out, two in all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from novapulse.language.assessment.wordings.sound import same_consonants, soundex
from novapulse.language.assessment.wordings.tokens import Token

ENOUGH = 0.75
"""Of the wording's weight."""
ENOUGH_OF_FEW = 0.85
"""The same where there is one word of content only, which alone says too little."""
GAP = 0.1
"""Taken off for each foreign word between the words of the wording."""
_SPELLED_ALIKE, _ALIKE_WEIGHT = 0.75, 0.9
"""Share of letters in common from which two words are the same one, misheard a little."""
_MISHEARD_WEIGHT = 0.5
"""Of a word that stands in the place of another with the same consonants."""
_SHORTEST_ALIKE = 4
_WORDS_PER_LAPSE = 4
_MOST_LAPSES = 2
_SURE_FROM = 3
"""In a wording of fewer words of content, others count only where they sound the same."""


@dataclass(frozen=True)
class _Path:
    """A partial alignment: pairs of places in the wording and in the text."""

    score: float = 0.0
    pairs: tuple[tuple[int, int], ...] = ()


_NONE = _Path()


def find_fuzzy(wording: Sequence[Token], text: Sequence[Token]) -> list[tuple[int, int]]:
    """Places (first, last) of the text's tokens, in order, that say the wording; none overlap."""
    if not wording or not _worth_aligning(wording, text):
        return []
    content = _content(wording)
    needed = ENOUGH if content > 1 else ENOUGH_OF_FEW
    needed *= sum(token.weight for token in wording)
    ends = _align(wording, text, strict=content < _SURE_FROM)
    said = [path for path in ends if path.score >= needed and _holds(path, wording, text)]
    chosen: list[tuple[int, int]] = []
    taken: set[int] = set()
    for path in sorted(said, key=lambda path: (-path.score, path.pairs[0][1])):
        first, last = path.pairs[0][1], path.pairs[-1][1]
        if taken.isdisjoint(range(first, last + 1)):
            taken.update(range(first, last + 1))
            chosen.append((first, last))
    return sorted(chosen)


def _align(wording: Sequence[Token], text: Sequence[Token], *, strict: bool) -> list[_Path]:
    """The best path that ends at each token of the text with a pair."""
    above = [_NONE] * (len(text) + 1)
    ends: list[_Path] = []
    for i, wanted in enumerate(wording):
        row = [_NONE]
        for j, said in enumerate(text):
            options = [above[j + 1], _with_gap(row[j])]
            weight = likeness(wanted, said, strict=strict) * wanted.weight
            if weight:
                before = above[j]
                paired = _Path(before.score + weight, (*before.pairs, (i, j)))
                options.append(paired)
                ends.append(paired)
            row.append(max(options, key=lambda path: path.score))
        above = row
    return ends


def _with_gap(path: _Path) -> _Path:
    return _Path(path.score - GAP, path.pairs) if path.score > GAP else _NONE


def likeness(wanted: Token, said: Token, *, strict: bool) -> float:
    """1 for forms of one word, less for words that may have been misheard, else 0."""
    if wanted.key == said.key:
        return 1.0
    if wanted.number or said.number or wanted.small or said.small:
        return 0.0
    long = min(len(wanted.word), len(said.word)) >= _SHORTEST_ALIKE
    if long and soundex(wanted.word) == soundex(said.word) != "":
        return _ALIKE_WEIGHT
    if strict:
        return 0.0
    if long and _in_common(wanted.word, said.word):
        return _ALIKE_WEIGHT
    return _MISHEARD_WEIGHT if same_consonants(wanted.word, said.word) else 0.0


@lru_cache(maxsize=20_000)
def _in_common(one: str, other: str) -> bool:
    """Whether enough of their letters are the same, in order."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= _SPELLED_ALIKE <= matcher.ratio()


def _holds(path: _Path, wording: Sequence[Token], text: Sequence[Token]) -> bool:
    paired = dict(path.pairs)
    within = range(path.pairs[0][1], path.pairs[-1][1] + 1)
    if any(token.denies and i not in paired for i, token in enumerate(wording)) or any(
        text[j].denies and j not in paired.values() for j in within
    ):
        return False
    lapses = 0
    for i, wanted in enumerate(wording):
        if wanted.small:
            continue
        if i in paired:
            lapses += likeness(wanted, text[paired[i]], strict=False) < _ALIKE_WEIGHT
        elif wanted.number or _replaced(i, path.pairs, text):
            return False
        else:
            lapses += 1
    return lapses <= min(_MOST_LAPSES, _content(wording) // _WORDS_PER_LAPSE)


def _replaced(i: int, pairs: Sequence[tuple[int, int]], text: Sequence[Token]) -> bool:
    """Whether another word of content stands where the ``i``-th word of the wording should."""
    before = max((pair for pair in pairs if pair[0] < i), default=None)
    after = min((pair for pair in pairs if pair[0] > i), default=None)
    if before is None or after is None:
        return False
    return any(not token.small for token in text[before[1] + 1 : after[1]])


def _content(wording: Sequence[Token]) -> int:
    return sum(not token.small for token in wording)


def _worth_aligning(wording: Sequence[Token], text: Sequence[Token]) -> bool:
    """Whether enough of the wording's words occur at all, in any order: most turns end here."""
    keys = {token.key for token in text}
    wanted = [token for token in wording if not token.small] or list(wording)
    there = sum(token.key in keys for token in wanted)
    return there > 0 and 2 * there >= len(wanted) - (len(wanted) < _SURE_FROM)
