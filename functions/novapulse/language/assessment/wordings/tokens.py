"""Words as wordings are compared by: stems, numbers as digits, and which of them deny."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from novapulse.domain.letters import without_marks
from novapulse.language.pii.spoken_numbers import TEENS, TENS, UNITS
from novapulse.language.stems import stem

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_NUMBERS = {**UNITS, **TEENS, **{word: f"{digit}0" for word, digit in TENS.items()}}
_DENYING = frozenset(["not", "never", "no", "none", "nobody", "without", "free", "zero", "unable"])
"""Turn a sentence round. "Free" is among them as "free of charge" is "no charge"."""
_WITHOUT_APOSTROPHE = {
    "cannot": "can",
    "cant": "can",
    "wont": "will",
    "dont": "do",
    "doesnt": "does",
    "didnt": "did",
    "isnt": "is",
    "arent": "are",
    "wasnt": "was",
}
_FORMS_OF_BE = frozenset(["am", "are", "is", "was", "were", "been", "being"])
_IRREGULAR = {"ca": "can", "wo": "will", "sha": "shall"}
_SMALL_WORDS = """\
a all an and any are as at be been being but by can could do does each every for from had has have
he her him his i if in is it its just may me might my of on or our please shall she should so some
than that the their them then there these they this those to us was we were what when which who will
with would you your uh um er oh okay ok well yes yeah inside within into about am not no never
without free
"""
"""Carry little: a wording is recognised without them."""
_SMALL = frozenset(_SMALL_WORDS.split())
SMALL_WEIGHT = 0.25
"""Of such a word, where any other weighs 1."""


@dataclass(frozen=True)
class Token:
    """Characters ``start`` to ``end`` of a text. ``word``: as written, lower case; ``key``: what
    is compared; ``denies``: "not", "without"."""

    word: str
    key: str
    denies: bool
    start: int
    end: int

    @property
    def small(self) -> bool:
        return self.word in _SMALL or self.key in _SMALL

    @property
    def number(self) -> bool:
        return self.key.isdecimal()

    @property
    def weight(self) -> float:
        return SMALL_WEIGHT if self.small else 1.0


def tokens(text: str) -> tuple[Token, ...]:
    """ "Can't" is two: "can" and "not"."""
    return tuple(token for match in _WORD.finditer(text) for token in _of_word(match))


def _of_word(match: re.Match[str]) -> Iterator[Token]:
    word = without_marks(match.group().casefold()).replace("’", "'")
    verb = _WITHOUT_APOSTROPHE.get(word) or word.removesuffix("n't")
    if verb == word:
        yield _token(word, match)
        return
    yield _token(_IRREGULAR.get(verb, verb), match)
    yield _token("not", match)


def _token(word: str, match: re.Match[str]) -> Token:
    bare = word.partition("'")[0]
    key = "be" if bare in _FORMS_OF_BE else _NUMBERS.get(bare) or stem(bare)
    return Token(word, key, word in _DENYING, match.start(), match.end())
