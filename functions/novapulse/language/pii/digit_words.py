"""Words that are digits, and what they read as: "double four", "forty two", "fifteen hundred"."""

from collections.abc import Sequence
from dataclasses import dataclass

from novapulse.language import cardinals

UNITS = {word: str(n) for n, word in enumerate(cardinals.UNITS)}
TEENS = {word: str(n) for n, word in enumerate(cardinals.TEENS, 10)}
TENS = {word: str(n) for n, word in enumerate(cardinals.TENS, 2)}
"""Digits of a cardinal; of the tens only the first."""
REPEATS = {"double": 2, "triple": 3, "treble": 3}
ZERO_LETTERS = ("oh", "o", "nought", "naught")


@dataclass(frozen=True)
class Token:
    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Atom:
    """Digits read from tokens, and the index of the token after them. ``single``: the last of
    them was said as one digit, not as part of "twenty five"."""

    digits: str
    next: int
    single: bool = False


def word_at(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].word if index < len(tokens) else ""


def read(tokens: Sequence[Token], index: int) -> Atom | None:
    word = word_at(tokens, index)
    if word.isdecimal():
        return Atom(word, index + 1)
    if word in UNITS:
        return _read_scaled(tokens, index, UNITS[word])
    if word in TEENS:
        return _read_scaled(tokens, index, TEENS[word])
    if word in TENS:
        return _read_tens(tokens, index)
    if word in REPEATS:
        return _read_repeat(tokens, index)
    return None


def _read_tens(tokens: Sequence[Token], index: int) -> Atom:
    """ "forty", "forty two", "forty-two"."""
    tens = TENS[word_at(tokens, index)]
    after = index + 2 if word_at(tokens, index + 1) == "-" else index + 1
    unit = UNITS.get(word_at(tokens, after), "0")
    hundreds = after + (unit != "0")
    if word_at(tokens, hundreds) == "hundred":
        return Atom(tens + unit + "00", hundreds + 1)
    return Atom(tens + unit, after + 1) if unit != "0" else Atom(tens + "0", index + 1)


def _read_scaled(tokens: Sequence[Token], index: int, unit: str) -> Atom:
    """ "four", "four hundred", "fifteen hundred", "two thousand and five" (2005)."""
    scale = {"hundred": 2, "thousand": 3}.get(word_at(tokens, index + 1))
    if scale is None:
        return Atom(unit, index + 1)
    joined = word_at(tokens, index + 2) == "and"
    rest = _read_below_hundred(tokens, index + 3 if joined else index + 2)
    # "eight hundred five five five" dictates; it does not count to 805.
    if rest is not None and (joined or _read_below_hundred(tokens, rest.next) is None):
        return Atom(unit + rest.digits.zfill(scale), rest.next)
    return Atom(unit + "0" * scale, index + 2)


def _read_below_hundred(tokens: Sequence[Token], index: int) -> Atom | None:
    word = word_at(tokens, index)
    if word in TENS:
        return _read_tens(tokens, index)
    digits = UNITS.get(word) or TEENS.get(word)
    return Atom(digits, index + 1) if digits else None


def _read_repeat(tokens: Sequence[Token], index: int) -> Atom | None:
    """ "double four", "triple oh"; in "double forty two" only the first digit doubles."""
    if word_at(tokens, index + 1) in REPEATS:
        return None
    atom = read(tokens, index + 1) or zero(tokens, index + 1)
    if atom is None:
        return None
    times = REPEATS[word_at(tokens, index)]
    return Atom(atom.digits[0] * times + atom.digits[1:], atom.next)


def zero(tokens: Sequence[Token], index: int) -> Atom | None:
    return Atom("0", index + 1) if word_at(tokens, index) in ZERO_LETTERS else None
