"""Everyday words, which no name, street or e-mail address is made of, from ``common_words.txt``."""

from functools import cache
from importlib.resources import files


@cache
def common_words() -> frozenset[str]:
    """Lower case, apostrophes written ``'``."""
    text = files("novapulse.language.pii").joinpath("common_words.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(" ".join(lines).split())


def is_common(word: str) -> bool:
    return word.lower().strip(".,!?;:'\"").replace("’", "'") in common_words()
