"""Inflected forms of an English word as one stem, to compare words with. Pure.

The plurals, past forms and participles of Porter's algorithm (step 1; M. F. Porter, "An algorithm
for suffix stripping", 1980), simplified. Other languages keep their words as they are, mostly.
"""

import re

from novapulse.domain.letters import without_marks

UNSPACED = re.compile(
    "["
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9d"  # Japanese syllables
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese characters
    "]"
)
"""Characters of the scripts that put no blanks between words."""
_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"['’]s\b")
_ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
_SHORTEST = 3
"""Letters that must remain: "fees" is no form of "fe", nor "ring" one of "r"."""


def stem_words(text: str) -> tuple[str, ...]:
    """Of every word, in order; case and accents do not count. Where no blanks are written each
    character is a word."""
    plain = _POSSESSIVE.sub("", without_marks(text.casefold()))
    plain = UNSPACED.sub(r" \g<0> ", plain)
    return tuple(stem(word) for word in _WORD.findall(plain))


def stems(text: str) -> frozenset[str]:
    return frozenset(stem_words(text))


def holds_phrase(text: str, phrase: str) -> bool:
    """Whether the words of ``phrase`` stand in ``text`` one after another, in any inflection."""
    return f" {' '.join(stem_words(phrase))} " in f" {' '.join(stem_words(text))} "


def stem(word: str) -> str:
    """Of one word in lower case."""
    for ending, instead in _ENDINGS:
        shorter = word.removesuffix(ending) + instead
        if word.endswith(ending) and len(shorter) >= _SHORTEST:
            word = shorter
            break
    if len(word) > _SHORTEST and word[-1] == word[-2]:
        word = word[:-1]
    return word.removesuffix("e") if len(word) > _SHORTEST else word
