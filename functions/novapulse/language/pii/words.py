"""Everyday words, which no name, street or e-mail address is made of, from ``common_words.txt``,
and words of the language at all, from ``vocabulary.txt``."""

import re
from functools import cache
from importlib.resources import files

_ENDINGS = ("'s", "s'", "'ll", "'d", "'re", "'ve", "n't")
_SHORTEST_UNKNOWN = 3
_CONTRACTED = re.compile(
    r"(?:i|he|she|it|we|they|you|who|there|that|this|what|how|where|when|here)"
    r"'(?:s|d|ll|re|ve|m)|\w+n't|g'day|y'all|ma'am|o'clock"
)


def is_common(word: str) -> bool:
    plain = _plain(word)
    return plain in _words("common_words.txt") or bool(_CONTRACTED.fullmatch(plain))


def is_word(word: str) -> bool:
    """An English word, be it a name as well; "old-fashioned" is two."""
    parts = word.split("-")
    if len(parts) > 1:
        return all(not part or is_word(part) for part in parts)
    plain = _plain(word)
    stem = next((plain.removesuffix(e) for e in _ENDINGS if plain.endswith(e)), plain)
    return any(
        w in _words(f) for w in (plain, stem) for f in ("common_words.txt", "vocabulary.txt")
    )


def is_unknown(word: str) -> bool:
    """No English word: somebody's or something's name, or misheard."""
    return len(word) >= _SHORTEST_UNKNOWN and not is_word(word)


def _plain(word: str) -> str:
    return word.lower().strip(".,!?;:'\"").replace("’", "'")


@cache
def _words(name: str) -> frozenset[str]:
    """Lower case, apostrophes written ``'``."""
    text = files("novapulse.language.pii").joinpath(name).read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(" ".join(lines).split())
