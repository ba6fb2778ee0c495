"""How much each word sounds of an agent or of a customer, learnt from labelled turns.

Single words survive a poor recogniser, which phrases do not. ``tools/role_words.py`` makes the
table; it holds no names, and all numbers, dates and spelled letters count as one word each.
"""

import re
from collections.abc import Iterable
from functools import cache

from novapulse.domain.role_word_weights import AGENT_WORDS, CUSTOMER_WORDS

NUMBER, DATE, LETTER = "<number>", "<date>", "<letter>"
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")
_NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "double triple hundred thousand"
)
_DATE_WORDS = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december first second third fourth fifth sixth seventh "
    "eighth ninth tenth eleventh twelfth"
)
_NUMBERS, _DATES = frozenset(_NUMBER_WORDS.split()), frozenset(_DATE_WORDS.split())


def role_words(text: str) -> frozenset[str]:
    """The words of a turn, each once."""
    return frozenset(map(_kind, _WORD.findall(text.lower().replace("’", "'"))))


def weight(words: Iterable[str]) -> float:
    """Above 0 what an agent says, below 0 what a customer says; natural log of the odds."""
    table = _weights()
    return sum(table.get(word, 0.0) for word in words)


def telling(words: Iterable[str], sign: int, most: int) -> list[str]:
    """The words that speak most for an agent (``sign`` 1) or for a customer (-1)."""
    table = _weights()
    spoken = {w for w in words if w[0] != "<" and sign * table.get(w, 0.0) > 0}
    return sorted(spoken, key=lambda w: (-sign * table[w], w))[:most]


def _kind(word: str) -> str:
    if word in _NUMBERS or word.isdecimal():
        return NUMBER
    if word in _DATES or word.endswith(("eenth", "tieth")):
        return DATE
    return LETTER if len(word) == 1 and word not in ("i", "a") else word


@cache
def _weights() -> dict[str, float]:
    entries = (AGENT_WORDS + CUSTOMER_WORDS).split()
    return {word: float(w) for word, w in zip(entries[::2], entries[1::2], strict=True)}
