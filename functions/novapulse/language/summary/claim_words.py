"""Words by which a claim about a call is held against what was said."""

import re

from novapulse.language.embedding.common_words import SILENT
from novapulse.language.pii.spoken_numbers import TEENS, TENS, UNITS, digit_runs
from novapulse.language.stems import stem_words, stems

_REPORTING = """\
added advised agreed apologised apologized complained confirmed contacted explained informed
inquired noted offered promised reported requested representative spoke stated thanked told
"""
"""How summaries tell that something was said or done. They claim nothing by themselves."""
_ROLES = stems("agent customer caller client speaker representative the call company")
_SAYS_NOTHING = stems(SILENT) | stems(_REPORTING)

_NUMBER_WORDS = {
    **{word: digit for word, digit in UNITS.items() if word != "one"},
    **TEENS,
    **{word: f"{digit}0" for word, digit in TENS.items()},
    **{"once": "1", "first": "1", "single": "1", "one": "1"},
    **{"twice": "2", "both": "2", "couple": "2", "double": "2", "duplicate": "2", "second": "2"},
    **{"third": "3", "triple": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7"},
    **{"eighth": "8", "ninth": "9", "tenth": "10"},
}
_WORD = re.compile(r"\d+|[A-Za-z]+")
_ONE = re.compile(r"\b(?:one|oh|o)\b", re.IGNORECASE)
"""More often a pronoun, or a sigh, than a number."""
_CAPITALISED = re.compile(r"(?<![\w’'])[A-Z][\w’'-]*")
_SENTENCE_OPENS = re.compile(r"^\W*\w+")


def content(text: str) -> frozenset[str]:
    """Stems of the words that claim something: no articles, no roles, no "said"."""
    return frozenset(
        word for word in stem_words(text) if word not in _SAYS_NOTHING and not word.isdecimal()
    )


def claimed_numbers(text: str) -> frozenset[str]:
    """As digits: "$49.99" and "forty nine ninety nine" are both 4999."""
    return frozenset(run.digits.lstrip("0") or "0" for run in digit_runs(_ONE.sub(" ", text)))


def said_numbers(text: str) -> frozenset[str]:
    """Those that a claim may take from ``text``: whole ones, and the parts they are said in."""
    runs = {run.digits.lstrip("0") or "0" for run in digit_runs(text)}
    words = (word.lower() for word in _WORD.findall(text))
    parts = {_NUMBER_WORDS.get(word, word) for word in words}
    return frozenset(runs | {part.lstrip("0") or "0" for part in parts if part.isdecimal()})


def names(text: str) -> frozenset[str]:
    """Stems of capitalised words that do not merely open the sentence."""
    later = _SENTENCE_OPENS.sub(lambda opening: " " * len(opening[0]), text)
    found = {stem for name in _CAPITALISED.findall(later) for stem in stem_words(name)}
    return frozenset(found - _ROLES - {"i"})
