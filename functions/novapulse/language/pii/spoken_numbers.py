"""Digits in speech: "double four one, oh nine" and "441-09" alike become a run of digits that
knows where it stands in the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from novapulse.language import cardinals

UNITS = {word: str(n) for n, word in enumerate(cardinals.UNITS)}
TEENS = {word: str(n) for n, word in enumerate(cardinals.TEENS, 10)}
TENS = {word: str(n) for n, word in enumerate(cardinals.TENS, 2)}
"""Digits of a cardinal; of the tens only the first."""
REPEATS = {"double": 2, "triple": 3, "treble": 3}
ZERO_LETTERS = ("oh", "o", "nought", "naught")
_FUNCTION_WORDS = {"to": "2", "too": "2", "for": "4"}
_ODD_WORDS = {"ate": "8", "won": "1", "tree": "3", "niner": "9"}
HOMOPHONES = _FUNCTION_WORDS | _ODD_WORDS
"""What recognisers write for a digit; believed only beside digits, the everyday ones only between
them or where nothing else is said."""
_DIGITS_BEFORE_HOMOPHONE = 2
_DIGITS_BESIDE_EDGE = 3
_HOMOPHONES_IN_A_ROW = 3
_LEADS_TO_NUMBER = frozenset(
    ("", ",", ".", ":", "is", "its", "it's", "number", "yes", "yeah", "uh", "um", "social", "card")
)
_PADDING = frozenset(("uh", "um", "it's", "its", "and", "yes", "yeah"))

SEPARATORS = frozenset(",-().–—/") | {"dash", "hyphen", "uh", "um", "er", "space", "then"}
_MAX_SEPARATORS = 3

_TOKEN = re.compile(r"\d+|[A-Za-z]+(?:['’][A-Za-z]+)*|[^\s\w]")


@dataclass(frozen=True)
class DigitRun:
    """``digits`` as dictated; characters ``start`` to ``end`` of the text."""

    start: int
    end: int
    digits: str

    def __len__(self) -> int:
        return len(self.digits)


@dataclass(frozen=True)
class _Token:
    word: str
    start: int
    end: int


@dataclass(frozen=True)
class _Atom:
    """Digits read from tokens, and the index of the token after them. ``single``: the last of
    them was said as one digit, not as part of "twenty five"."""

    digits: str
    next: int
    single: bool = False


def digit_runs(text: str) -> list[DigitRun]:
    """Every maximal run of digits or number words in ``text``, in order."""
    tokens = [_Token(m.group().lower(), *m.span()) for m in _TOKEN.finditer(text)]
    alone = _nothing_but_digits(tokens)
    runs: list[DigitRun] = []
    index = 0
    while index < len(tokens):
        first = (
            _read(tokens, index)
            or _leading_zero(tokens, index)
            or _leading_homophone(tokens, index, alone=alone)
        )
        if first is None:
            index += 1
            continue
        run = _extend(tokens, first, alone=alone)
        start = tokens[index].start
        if start and text[start - 1] in "(+":
            start -= 1
        runs.append(DigitRun(start, tokens[run.next - 1].end, run.digits))
        index = run.next
    return runs


def _nothing_but_digits(tokens: Sequence[_Token]) -> bool:
    """ "ate ate for": the whole text is said in digits and in what sounds like them."""
    said = [t.word for t in tokens if t.word not in SEPARATORS and t.word not in _PADDING]
    digits = [w for w in said if w in _ODD_WORDS or w in UNITS or w in ZERO_LETTERS or w in TENS]
    return len(digits) > 1 and all(w in HOMOPHONES or w in digits for w in said)


def _extend(tokens: Sequence[_Token], run: _Atom, *, alone: bool) -> _Atom:
    """``run`` and all that follows it without more than separators in between."""
    while True:
        index = run.next
        limit = min(len(tokens), index + _MAX_SEPARATORS)
        while index < limit and tokens[index].word in SEPARATORS:
            index += 1
        atom = (
            _read(tokens, index)
            or _zero(tokens, index)
            or _homophone(tokens, index, run, alone=alone)
        )
        if atom is None:
            return run
        run = _Atom(run.digits + atom.digits, atom.next, single=len(atom.digits) == 1)


def _word(tokens: Sequence[_Token], index: int) -> str:
    return tokens[index].word if index < len(tokens) else ""


def _read(tokens: Sequence[_Token], index: int) -> _Atom | None:
    word = _word(tokens, index)
    if word.isdecimal():
        return _Atom(word, index + 1)
    if word in UNITS:
        return _read_scaled(tokens, index, UNITS[word])
    if word in TEENS:
        return _read_scaled(tokens, index, TEENS[word])
    if word in TENS:
        return _read_tens(tokens, index)
    if word in REPEATS:
        return _read_repeat(tokens, index)
    return None


def _read_tens(tokens: Sequence[_Token], index: int) -> _Atom:
    """ "forty", "forty two", "forty-two"."""
    tens = TENS[_word(tokens, index)]
    after = index + 2 if _word(tokens, index + 1) == "-" else index + 1
    unit = UNITS.get(_word(tokens, after), "0")
    hundreds = after + (unit != "0")
    if _word(tokens, hundreds) == "hundred":
        return _Atom(tens + unit + "00", hundreds + 1)
    return _Atom(tens + unit, after + 1) if unit != "0" else _Atom(tens + "0", index + 1)


def _read_scaled(tokens: Sequence[_Token], index: int, unit: str) -> _Atom:
    """ "four", "four hundred", "fifteen hundred", "two thousand and five" (2005)."""
    scale = {"hundred": 2, "thousand": 3}.get(_word(tokens, index + 1))
    if scale is None:
        return _Atom(unit, index + 1)
    joined = _word(tokens, index + 2) == "and"
    rest = _read_below_hundred(tokens, index + 3 if joined else index + 2)
    # "eight hundred five five five" dictates; it does not count to 805.
    if rest is not None and (joined or _read_below_hundred(tokens, rest.next) is None):
        return _Atom(unit + rest.digits.zfill(scale), rest.next)
    return _Atom(unit + "0" * scale, index + 2)


def _read_below_hundred(tokens: Sequence[_Token], index: int) -> _Atom | None:
    word = _word(tokens, index)
    if word in TENS:
        return _read_tens(tokens, index)
    digits = UNITS.get(word) or TEENS.get(word)
    return _Atom(digits, index + 1) if digits else None


def _read_repeat(tokens: Sequence[_Token], index: int) -> _Atom | None:
    """ "double four", "triple oh"; in "double forty two" only the first digit doubles."""
    if _word(tokens, index + 1) in REPEATS:
        return None
    atom = _read(tokens, index + 1) or _zero(tokens, index + 1)
    if atom is None:
        return None
    times = REPEATS[_word(tokens, index)]
    return _Atom(atom.digits[0] * times + atom.digits[1:], atom.next)


def _zero(tokens: Sequence[_Token], index: int) -> _Atom | None:
    return _Atom("0", index + 1) if _word(tokens, index) in ZERO_LETTERS else None


def _leading_zero(tokens: Sequence[_Token], index: int) -> _Atom | None:
    """ "oh" opens a run only when digits follow at once, else it is an exclamation."""
    following = _read(tokens, index + 1) or _word(tokens, index + 1) in _ODD_WORDS
    return _zero(tokens, index) if following else None


def _leading_homophone(tokens: Sequence[_Token], index: int, *, alone: bool) -> _Atom | None:
    """ "for oh for five five five": opens a run where digits enough follow at once, the everyday
    words only where a number may begin."""
    word = _word(tokens, index)
    if word not in HOMOPHONES:
        return None
    following = _digits_from(tokens, index + 1)
    before = tokens[index - 1].word if index else ""
    if alone or (
        following >= _DIGITS_BESIDE_EDGE - (word in _ODD_WORDS)
        and (word in _ODD_WORDS or before in _LEADS_TO_NUMBER)
    ):
        return _Atom(HOMOPHONES[word], index + 1, single=True)
    return None


def _digits_from(tokens: Sequence[_Token], index: int) -> int:
    """How many words from ``index`` on are single digits or sound like them."""
    count = 0
    while (word := _word(tokens, index + count)) and (
        word in UNITS or word in ZERO_LETTERS or word in HOMOPHONES or word in REPEATS
    ):
        count += 1
    return count


def _homophone(tokens: Sequence[_Token], index: int, run: _Atom, *, alone: bool) -> _Atom | None:
    word = _word(tokens, index)
    if word not in HOMOPHONES:
        return None
    after = index + 1
    while after < index + _HOMOPHONES_IN_A_ROW and _word(tokens, after) in HOMOPHONES:
        after += 1
    digits = len(run.digits)
    between = run.single and digits >= _DIGITS_BEFORE_HOMOPHONE and _is_digit(tokens, after)
    over = not _word(tokens, after) or not _word(tokens, after)[0].isalnum()
    odd = word in _ODD_WORDS and digits >= _DIGITS_BEFORE_HOMOPHONE
    last = digits >= _DIGITS_BESIDE_EDGE and run.single and over
    return (
        _Atom(HOMOPHONES[word], index + 1, single=True) if alone or between or odd or last else None
    )


def _is_digit(tokens: Sequence[_Token], index: int) -> bool:
    return bool(_read(tokens, index) or _zero(tokens, index))
