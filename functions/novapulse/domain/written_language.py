"""What language a text is written in, where its words leave no doubt that it is not English."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain, islice

from novapulse.domain.function_words import BY_LANGUAGE, ENGLISH, ROMAN_HINDI
from novapulse.domain.letters import composed

MOST_WORDS = 20_000
"""More change no judgement."""
LEAST_WORDS = 5
"""Function words of the other language, or words in its script: fewer may be a name or a quote."""
LEAST_DISTINCT = 4
SHARE = 0.12
"""Of all words that are the other language's function words. In running text they are a third, less
what English has too and what names are made with."""
OUTWEIGHS = 5
"""So many times as often as English, or Hindi in Latin letters: what mixes languages stays
English, as most calls in which somebody switches are."""
SCRIPT_SHARE = 0.8
"""Of all words that are in a script other than the Latin."""

_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff\u0e00-\u0eff"
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}'’])*")
_SCRIPTS = (
    ("Grek", "\u0370", "\u03ff"),
    ("Cyrl", "\u0400", "\u052f"),
    ("Hebr", "\u0590", "\u05ff"),
    ("Arab", "\u0600", "\u06ff"),
    ("Deva", "\u0900", "\u097f"),
    ("Beng", "\u0980", "\u09ff"),
    ("Guru", "\u0a00", "\u0a7f"),
    ("Gujr", "\u0a80", "\u0aff"),
    ("Taml", "\u0b80", "\u0bff"),
    ("Telu", "\u0c00", "\u0c7f"),
    ("Knda", "\u0c80", "\u0cff"),
    ("Mlym", "\u0d00", "\u0d7f"),
    ("Thai", "\u0e00", "\u0e7f"),
    ("Kana", "\u3040", "\u30ff"),
    ("Hang", "\uac00", "\ud7a3"),
    ("Hani", "\u4e00", "\u9fff"),
)
_LANGUAGE_OF = {
    "Grek": "el",
    "Hebr": "he",
    "Beng": "bn",
    "Guru": "pa",
    "Gujr": "gu",
    "Taml": "ta",
    "Telu": "te",
    "Knda": "kn",
    "Mlym": "ml",
    "Thai": "th",
    "Kana": "ja",
    "Hang": "ko",
    "Hani": "zh",
}
"""Scripts that one language is nearly always meant by."""
_SHARED = {"Cyrl": ("ru", "uk"), "Arab": ("ar", "fa", "ur"), "Deva": ("hi", "mr")}
_LATIN = ("es", "fr", "de", "pt", "it", "nl", "pl", "tr", "id", "vi")
_UNSPACED = ("Hani", "Kana", "Thai")
_LETTERS_A_WORD = 2
"""Of scripts that put no blanks between words."""


def written_language(texts: Iterable[str]) -> str | None:
    """A tag such as ``es``; of a script whose language is not told ``und-Cyrl``. None for English,
    for what mixes it with another language, for too little text and for languages that are not
    known here."""
    words = list(islice(chain.from_iterable(map(_words, texts)), MOST_WORDS))
    return _by_script(words) or _by_function_words(Counter(words))


def _words(text: str) -> Iterator[str]:
    for found in _WORD.findall(composed(text).casefold().replace("’", "'")):
        # Of "j'ai" and "dell'anno" both halves tell; "don't" is one word of English.
        yield from (found,) if found in _against() else filter(None, found.split("'"))


def _by_script(words: list[str]) -> str | None:
    counts: Counter[str] = Counter()
    for word in words:
        counts.update(_weighed(word))
    latin = counts.pop("", 0)
    others = counts.total()
    if others < LEAST_WORDS or others < SCRIPT_SHARE * (others + latin):
        return None
    script = "Kana" if _is_japanese(counts) else counts.most_common(1)[0][0]
    if script not in _SHARED:
        return _LANGUAGE_OF[script]
    spoken = Counter(words)
    found = {tag: _count(spoken, _function_words(tag)) for tag in _SHARED[script]}
    best = max(found, key=lambda tag: found[tag])
    return best if found[best] else f"und-{script}"


def _weighed(word: str) -> dict[str, int]:
    """How many words it is in which script; the Latin and what else there is is the empty one."""
    if word.isascii():
        return {"": 1}
    letters = Counter(_script(letter) for letter in word)
    unspaced = {name: n for name, n in letters.items() if name in _UNSPACED}
    if unspaced:
        return {name: -(-n // _LETTERS_A_WORD) for name, n in unspaced.items()}
    return {letters.most_common(1)[0][0]: 1}


@lru_cache(maxsize=5_000)
def _script(letter: str) -> str:
    return next((name for name, first, last in _SCRIPTS if first <= letter <= last), "")


def _is_japanese(counts: Counter[str]) -> bool:
    """Japanese is written with Chinese characters too, and never without its own for long."""
    return counts["Kana"] * 5 >= counts["Hani"] and counts["Kana"] > 0


def _by_function_words(spoken: Counter[str]) -> str | None:
    found = {tag: _count(spoken, _function_words(tag) - _against()) for tag in _LATIN}
    best = max(found, key=lambda tag: found[tag])
    mine = _function_words(best) - _against()
    against = _count(spoken, _against() - _function_words(best))
    clear = (
        found[best] >= max(LEAST_WORDS, SHARE * spoken.total(), OUTWEIGHS * against)
        and len(mine & spoken.keys()) >= LEAST_DISTINCT
    )
    return best if clear else None


def _count(spoken: Counter[str], words: frozenset[str]) -> int:
    return sum(spoken[word] for word in words & spoken.keys())


@cache
def _function_words(tag: str) -> frozenset[str]:
    return frozenset(BY_LANGUAGE[tag].split())


@cache
def _against() -> frozenset[str]:
    """What speaks against any other language."""
    return frozenset(ENGLISH.split()) | frozenset(ROMAN_HINDI.split())
