"""Digits in speech: "double four one, oh nine" and "441-09" alike become a run of digits that
knows where it stands in the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from novapulse.language.pii.digit_words import (
    REPEATS,
    TEENS,
    TENS,
    UNITS,
    ZERO_LETTERS,
    Atom,
    Token,
    read,
    word_at,
    zero,
)

__all__ = ["REPEATS", "TEENS", "TENS", "UNITS", "ZERO_LETTERS", "DigitRun", "digit_runs"]

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
_BEFORE_PRONOUN = frozenset(
    ("new", "that", "this", "another", "which", "wrong", "old", "other", "every", "any", "each")
)
_AFTER_PRONOUN = frozenset(("sec", "second", "moment", "minute", "more", "thing", "of", "last"))
""" "A new one", "one sec": no digit."""

_TOKEN = re.compile(r"\d+|[A-Za-z]+(?:['’][A-Za-z]+)*|[^\s\w]")


_TEXTS_KEPT = 64
"""Several rules read the same turn one after the other."""


@dataclass(frozen=True)
class DigitRun:
    """``digits`` as dictated; characters ``start`` to ``end`` of the text."""

    start: int
    end: int
    digits: str

    def __len__(self) -> int:
        return len(self.digits)


def digit_runs(text: str) -> list[DigitRun]:
    """Every maximal run of digits or number words in ``text``, in order."""
    return list(_digit_runs(text))


@lru_cache(maxsize=_TEXTS_KEPT)
def _digit_runs(text: str) -> tuple[DigitRun, ...]:
    tokens = [Token(m.group().lower(), *m.span()) for m in _TOKEN.finditer(text)]
    alone = _nothing_but_digits(tokens)
    runs: list[DigitRun] = []
    index = 0
    while index < len(tokens):
        if tokens[index].word == "one" and _is_pronoun(tokens, index):
            index += 1
            continue
        first = (
            read(tokens, index)
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
    return tuple(runs)


def _is_pronoun(tokens: Sequence[Token], index: int) -> bool:
    """ "A new one", "one sec"."""
    before = tokens[index - 1].word if index else ""
    return before in _BEFORE_PRONOUN or word_at(tokens, index + 1) in _AFTER_PRONOUN


def _nothing_but_digits(tokens: Sequence[Token]) -> bool:
    """ "ate ate for": the whole text is said in digits and in what sounds like them."""
    said = [t.word for t in tokens if t.word not in SEPARATORS and t.word not in _PADDING]
    digits = [w for w in said if w in _ODD_WORDS or w in UNITS or w in ZERO_LETTERS or w in TENS]
    return len(digits) > 1 and all(w in HOMOPHONES or w in digits for w in said)


def _extend(tokens: Sequence[Token], run: Atom, *, alone: bool) -> Atom:
    """``run`` and all that follows it without more than separators in between."""
    while True:
        index = run.next
        limit = min(len(tokens), index + _MAX_SEPARATORS)
        while index < limit and tokens[index].word in SEPARATORS:
            index += 1
        atom = (
            read(tokens, index)
            or zero(tokens, index)
            or _homophone(tokens, index, run, alone=alone)
        )
        if atom is None:
            return run
        run = Atom(run.digits + atom.digits, atom.next, single=len(atom.digits) == 1)


def _leading_zero(tokens: Sequence[Token], index: int) -> Atom | None:
    """ "oh" opens a run only when digits follow at once, else it is an exclamation."""
    after = index + 1
    while word_at(tokens, after) in ZERO_LETTERS:
        after += 1
    following = read(tokens, after) or word_at(tokens, after) in _ODD_WORDS
    return zero(tokens, index) if following else None


def _leading_homophone(tokens: Sequence[Token], index: int, *, alone: bool) -> Atom | None:
    """ "for oh for five five five": opens a run where digits enough follow at once, the everyday
    words only where a number may begin."""
    word = word_at(tokens, index)
    if word not in HOMOPHONES:
        return None
    following = _digits_from(tokens, index + 1)
    before = tokens[index - 1].word if index else ""
    if alone or (
        following >= _DIGITS_BESIDE_EDGE - (word in _ODD_WORDS)
        and (word in _ODD_WORDS or before in _LEADS_TO_NUMBER)
    ):
        return Atom(HOMOPHONES[word], index + 1, single=True)
    return None


def _digits_from(tokens: Sequence[Token], index: int) -> int:
    """How many words from ``index`` on are single digits or sound like them."""
    count = 0
    while (word := word_at(tokens, index + count)) and (
        word in UNITS or word in ZERO_LETTERS or word in HOMOPHONES or word in REPEATS
    ):
        count += 1
    return count


def _homophone(tokens: Sequence[Token], index: int, run: Atom, *, alone: bool) -> Atom | None:
    word = word_at(tokens, index)
    if word not in HOMOPHONES:
        return None
    after = index + 1
    while after < index + _HOMOPHONES_IN_A_ROW and word_at(tokens, after) in HOMOPHONES:
        after += 1
    digits = len(run.digits)
    between = run.single and digits >= _DIGITS_BEFORE_HOMOPHONE and _is_digit(tokens, after)
    if word_at(tokens, after + 1) in ("hundred", "thousand"):
        between = between and word in _ODD_WORDS
    over = not word_at(tokens, after) or not word_at(tokens, after)[0].isalnum()
    amid = run.single and _is_digit(tokens, after)
    odd = word in _ODD_WORDS and (digits >= _DIGITS_BEFORE_HOMOPHONE or amid)
    last = digits >= _DIGITS_BESIDE_EDGE and run.single and over
    return (
        Atom(HOMOPHONES[word], index + 1, single=True) if alone or between or odd or last else None
    )


def _is_digit(tokens: Sequence[Token], index: int) -> bool:
    return bool(read(tokens, index) or zero(tokens, index))
