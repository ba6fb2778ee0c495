"""The list of first names, read once from ``first_names.txt``. Accents and case do not matter."""

import unicodedata
from functools import cache
from importlib.resources import files

_DIVIDER = "-- everyday words too"


def is_sure(word: str) -> bool:
    """A name that hardly means anything else."""
    return _plain(word) in _lists()[0]


def is_ambiguous(word: str) -> bool:
    """A name that is an everyday word, a month, a place or a brand as well."""
    return _plain(word) in _lists()[1]


def is_listed(word: str) -> bool:
    return is_sure(word) or is_ambiguous(word)


def capital(word: str) -> bool:
    """Written like a name."""
    return word[:1].isupper()


def _plain(word: str) -> str:
    """ "José" as "jose"."""
    return "".join(
        c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c)
    )


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    text = files("novapulse.language.pii").joinpath("first_names.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    sure, ambiguous = "\n".join(lines).split(_DIVIDER)
    return frozenset(sure.split()), frozenset(ambiguous.split())
