"""The list of first names, read once from ``first_names.txt``."""

from functools import cache
from importlib.resources import files

_DIVIDER = "-- everyday words too"


@cache
def first_names() -> frozenset[str]:
    """Names that hardly mean anything else, lower case."""
    return _parts()[0]


@cache
def ambiguous_names() -> frozenset[str]:
    """Names that are everyday words, months, places or brands as well, lower case."""
    return _parts()[1]


def is_listed(word: str) -> bool:
    return word.lower() in first_names() or word.lower() in ambiguous_names()


@cache
def _parts() -> tuple[frozenset[str], frozenset[str]]:
    text = files("novapulse.language.pii").joinpath("first_names.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    sure, ambiguous = "\n".join(lines).split(_DIVIDER)
    return frozenset(sure.split()), frozenset(ambiguous.split())
