"""Word error rate over one spelling of everything that is said.

The normaliser has a name that is written into every result: figures compare only under one name.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tests.eval.number_words import digits_of
from tests.eval.spelling import AMERICAN, CONTRACTIONS, ENDINGS, FILLERS, SAME

NORMALISER = "novapulse-1"
"""Raise the number with any change of what ``normalise`` returns."""

_NOISE = re.compile(r"<[^>]*>|\[[^\]]*\]|\(\d+\)|\([^)]*(?:laugh|music|noise|inaudible)[^)]*\)")
_MONEY = re.compile(r"([$£€])\s?(\d[\d,]*)(?:\.(\d\d))?\b")
_CURRENCY = {"$": "dollars", "£": "pounds", "€": "euros"}
_MINOR = {"$": "cents", "£": "pence", "€": "cents"}
_ORDINAL = re.compile(r"\b(\d+)(st|nd|rd|th)\b")
_FIRST = {"1": "first", "2": "second", "3": "third"}


@dataclass(frozen=True)
class WordErrors:
    """``errors``: substitutions, deletions and insertions; ``words`` of the reference."""

    errors: int
    words: int

    @property
    def rate(self) -> float:
        return self.errors / self.words if self.words else float(self.errors > 0)

    def __add__(self, other: "WordErrors") -> "WordErrors":
        return WordErrors(self.errors + other.errors, self.words + other.words)


def normalise(text: str) -> str:
    """The words that are compared, by single blanks.

    Lower case, without punctuation, noise tags and fillers; contractions in full ("don't", "do
    not"); numbers as digits (see ``number_words``); American spelling; short forms in full.
    """
    text = _NOISE.sub(" ", text.lower().replace("’", "'"))
    words = re.sub(r"[^\w' ]", " ", _signs(text)).replace("_", " ").split()
    known = [one for word in words for one in _one_spelling(word)]
    return " ".join(digits_of([word for word in known if word not in FILLERS]))


def word_errors(reference: str, heard: str) -> WordErrors:
    """Of two texts as they stand; both are normalised here."""
    import jiwer

    true, found = normalise(reference), normalise(heard)
    if not true or not found:
        return WordErrors(len(true.split()) + len(found.split()), len(true.split()))
    measured = jiwer.process_words(true, found)
    return WordErrors(
        measured.substitutions + measured.deletions + measured.insertions, len(true.split())
    )


def pooled(errors: Iterable[WordErrors]) -> WordErrors:
    """All errors over all words: a long recording weighs more than a short one."""
    return sum(errors, start=WordErrors(0, 0))


def _signs(text: str) -> str:
    """What is written as a sign and said as a word."""
    text = _MONEY.sub(_money, text)
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    text = _ORDINAL.sub(_ordinal, text)
    text = re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", text)
    text = re.sub(r"(?<=\d)\.(?=\d)", " point ", text)
    text = re.sub(r"(?<=\w)\.(?=\w)", " dot ", text)
    text = re.sub(r"(?<=\d)(?=[a-z])", " ", text)
    return text.replace("@", " at ").replace("%", " percent ").replace("&", " and ")


def _money(match: re.Match[str]) -> str:
    """``$49.99``: forty nine dollars and ninety nine cents."""
    sign, whole, cents = match.groups()
    rest = f" and {cents} {_MINOR[sign]}" if cents and cents != "00" else ""
    return f" {whole.replace(',', '')} {_CURRENCY[sign]}{rest} "


def _ordinal(match: re.Match[str]) -> str:
    digits = match.group(1)
    return _FIRST.get(digits, f" {digits} th ")


def _one_spelling(word: str) -> list[str]:
    word = word if word in CONTRACTIONS else word.strip("'")
    word = CONTRACTIONS.get(word, word)
    for ending, full in ENDINGS.items():
        word = word.removesuffix(ending) + full if word.endswith(ending) else word
    return [
        part for one in word.split() for part in SAME.get(_american(one), _american(one)).split()
    ]


def _american(word: str) -> str:
    bare = word.removesuffix("'s")
    return AMERICAN.get(bare, bare) + word[len(bare) :]
