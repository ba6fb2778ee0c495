"""Words that no concept knows: hashed, so that like is near to like without a vocabulary."""

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

from novapulse.language.embedding.common_words import FAINT, SILENT
from novapulse.language.embedding.words import BREAK, stems_in_order

DIMENSIONS = 464
PLACES = 3
"""Dimensions of one word, each plus or minus: two words that meet in one stay apart in the others
(feature hashing; Weinberger and others, ICML 2009)."""
FAINT_WEIGHT = 0.5
PLAIN_WEIGHT = 1.0
ID_WEIGHT = 4.0
"""What holds a digit is rare and meant exactly."""

_SILENT = frozenset(stems_in_order(SILENT)) | {BREAK}
_FAINT = frozenset(stems_in_order(FAINT))


def hashed(words: Sequence[str]) -> Iterator[tuple[int, float]]:
    """Dimensions (0 to ``DIMENSIONS`` - 1) with what each distinct word adds to them."""
    for word in dict.fromkeys(words):
        weight = _weight(word)
        if weight:
            yield from spread(word, weight)


def spread(key: str, weight: float, places: int = PLACES) -> Iterator[tuple[int, float]]:
    """``weight`` as a vector of that length in the dimensions of ``key``."""
    share = weight / math.sqrt(places)
    for dimension, sign in _places(key, places):
        yield dimension, sign * share


def _weight(word: str) -> float:
    if word in _SILENT:
        return 0.0
    if word in _FAINT:
        return FAINT_WEIGHT
    return ID_WEIGHT if any(map(str.isdigit, word)) else PLAIN_WEIGHT


@lru_cache(maxsize=20_000)
def _places(key: str, places: int) -> tuple[tuple[int, int], ...]:
    digest = blake2b(key.encode(), digest_size=4 * places).digest()
    numbers = [int.from_bytes(digest[n : n + 4], "little") for n in range(0, len(digest), 4)]
    return tuple((number // 2 % DIMENSIONS, 1 if number % 2 else -1) for number in numbers)
