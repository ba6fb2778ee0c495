"""Numbers as single digits, however they are written: ``49`` and ``forty nine`` are ``4 9``.

Digits and not words, because "1985" may be said as a year, as a count and digit by digit, and each
of these ends in the same digits.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_THOUSANDS = {"thousand": 1_000, "million": 1_000_000}
_SCALES = ("hundred", *_THOUSANDS)
_FIRST = {"first": 1, "second": 2, "third": 3}
"""Words of their own unless tens stand before them: "a second", but "twenty second"."""
_ORDINALS = {
    "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
    "thirtieth": 30,
}  # fmt: skip
_REPEATS = {"double": 2, "triple": 3}
_NOUGHT = ("oh", "o")
_DIGIT_NAMES = {**_ONES, **dict.fromkeys(_NOUGHT, 0)}


@dataclass
class _Number:
    """A cardinal or ordinal that grows word by word. ``small``: what stands below the last
    thousand, None before its first word. ``words``: how many it has taken."""

    total: int = 0
    small: int | None = None
    words: int = 0
    ordinal: bool = False

    def takes(self, word: str) -> bool:
        """Adds ``word`` if the number can go on with it."""
        grown = not self.ordinal and (self._unit(word) or self._scale(word))
        self.words += int(grown)
        return grown

    def _unit(self, word: str) -> bool:
        ordinal = word in _ORDINALS or word in _FIRST
        value = {**_ONES, **_TENS, **_ORDINALS, **_FIRST}.get(word)
        if value is None or not self._room(value) or (word in _FIRST and not self.small):
            return False
        self.small = (self.small or 0) + value
        self.ordinal = ordinal
        return True

    def _room(self, value: int) -> bool:
        if self.small is None:
            return True
        below = self.small % 100
        return self.small > 0 and (below == 0 or (below >= 20 and below % 10 == 0 < value < 10))

    def _scale(self, word: str) -> bool:
        if word == "hundred" and self.small is not None and 0 < self.small < 100:
            self.small *= 100
            return True
        if word in _THOUSANDS and self.small:
            self.total += self.small * _THOUSANDS[word]
            self.small = None
            return True
        return False

    @property
    def tokens(self) -> list[str]:
        return [*str(self.total + (self.small or 0)), *(["th"] if self.ordinal else [])]


def digits_of(words: Sequence[str]) -> list[str]:
    """``words`` (lower case, without punctuation) with every number as single digits; an ordinal
    has the token ``th`` after them. First, second and third alone stay words."""
    result: list[str] = []
    place = 0
    while place < len(words):
        after = bool(result) and result[-1].isdigit()
        taken, tokens = _read(words[place:], after_number=after)
        result += tokens
        place += taken
    return result


def _read(words: Sequence[str], *, after_number: bool) -> tuple[int, list[str]]:
    """How many words the first token or number takes, and its tokens."""
    word, following = words[0], words[1] if len(words) > 1 else ""
    if word.isdecimal():
        return 1, list(word)
    if word in _NOUGHT and (after_number or following.isdecimal() or following in _ONES):
        return 1, ["0"]
    if word in _REPEATS and _DIGIT_NAMES.get(following, 10) < 10:
        return 2, [str(_DIGIT_NAMES[following])] * _REPEATS[word]
    if word in ("a", "an") and following in _SCALES:
        return _number(["one", *words[1:]])
    if word in _SCALES:
        taken, tokens = _number(["one", *words])
        return taken - 1, tokens
    return _number(words) if word in {**_ONES, **_TENS, **_ORDINALS} else (1, [word])


def _number(words: Sequence[str]) -> tuple[int, list[str]]:
    number, skipped = _Number(), 0
    for place, word in enumerate(words):
        if word == "and" and place and words[place - 1] in _SCALES:
            following = words[place + 1] if place + 1 < len(words) else ""
            if following in {**_ONES, **_TENS}:
                skipped += 1
                continue
        if not number.takes(word):
            break
    return number.words + skipped, number.tokens
