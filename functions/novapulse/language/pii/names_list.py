"""First and last names, read once from ``first_names.txt`` and ``surnames.txt``, and what looks
like a name and is none. Accents and case do not matter."""

import re
from functools import cache
from importlib.resources import files

from novapulse.domain.letters import without_marks

_DIVIDER = "-- everyday words too"
_PLACES = "content/places.txt"


def is_sure(word: str) -> bool:
    """A name that hardly means anything else."""
    return _plain(word) in _first_names()[0]


def is_ambiguous(word: str) -> bool:
    """A name that is an everyday word, a month, a place or a brand as well."""
    return _plain(word) in _first_names()[1]


def is_listed(word: str) -> bool:
    return is_sure(word) or is_ambiguous(word)


def is_surname(word: str) -> bool:
    """An everyday word that is a common last name too: "birch", "rose"."""
    return _plain(word) in _surnames()


def is_place(word: str) -> bool:
    return _plain(word) in _places()


def capital(word: str) -> bool:
    """Written like a name."""
    return word[:1].isupper()


def without_namesakes(text: str) -> str:
    """``text`` with signs in place of companies, days and sayings that hold names: "John Lewis"."""
    return _no_person().sub(lambda match: "¤" * len(match.group()), text)


def _plain(word: str) -> str:
    """ "José" as "jose", "Sara's" as "sara"."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    return without_marks(low)


def _lines(name: str) -> list[str]:
    text = files("novapulse.language").joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


@cache
def _first_names() -> tuple[frozenset[str], frozenset[str]]:
    sure, ambiguous = "\n".join(_lines("pii/first_names.txt")).split(_DIVIDER)
    return frozenset(sure.split()), frozenset(ambiguous.split())


@cache
def _surnames() -> frozenset[str]:
    return frozenset(" ".join(_lines("pii/surnames.txt")).split())


@cache
def _places() -> frozenset[str]:
    """Also the single words of places with several."""
    return frozenset(word for line in _lines(_PLACES) for word in line.lower().split())


@cache
def _no_person() -> re.Pattern[str]:
    known = "|".join(re.escape(line) for line in _lines("pii/no_person.txt") if line)
    return re.compile(rf"(?<!\w)(?:{known})(?!\w)", re.IGNORECASE)
