"""A text as the stems of its words, in order, with contractions spelled out."""

import re
from functools import lru_cache

from novapulse.domain.letters import without_marks
from novapulse.language.stems import stem

BREAK = "|"
"""Stands between clauses: no phrase and no "not" reaches over it."""

_TOKEN = re.compile(r"(?=[\w/-]{0,40}\d)\w+(?:[/-]\w+)*|[^\W\d_]+(?:'[a-z]+)?|[.,;:?!]")
_CLAUSE = frozenset(".,;:?!")
_LONG_FORMS = {
    "can't": "can not",
    "cannot": "can not",
    "won't": "will not",
    "shan't": "shall not",
    "dont": "do not",
    "doesnt": "does not",
    "didnt": "did not",
    "isnt": "is not",
    "wasnt": "was not",
    "cant": "can not",
    "havent": "have not",
    "i'm": "i am",
}
_LONG_ENDINGS = {
    "n't": " not",
    "'re": " are",
    "'ve": " have",
    "'ll": " will",
    "'d": " would",
    "'s": " is",
}
_IRREGULAR = {
    "paid": "pay",
    "sent": "send",
    "broke": "break",
    "broken": "break",
    "bought": "buy",
    "stole": "steal",
    "stolen": "steal",
    "told": "tell",
    "said": "say",
    "went": "go",
    "gone": "go",
    "goes": "go",
    "got": "get",
    "took": "take",
    "taken": "take",
    "came": "come",
    "spoke": "speak",
    "spoken": "speak",
    "gave": "give",
    "made": "make",
    "rang": "ring",
    "wrote": "write",
    "written": "write",
    "kept": "keep",
    "threw": "throw",
    "froze": "freeze",
    "frozen": "freeze",
    "flew": "fly",
    "lying": "lie",
    "does": "do",
    "did": "do",
    "has": "have",
    "had": "have",
    "women": "woman",
    "men": "man",
    "children": "child",
}


def stems_in_order(text: str) -> list[str]:
    """In order, ``BREAK`` between clauses. Case, accents and inflection do not count; what holds a
    digit stays as it is: ``TC-449823``."""
    plain = text.lower().replace("’", "'")
    if not plain.isascii():
        plain = without_marks(plain)
    found: list[str] = []
    for token in _TOKEN.findall(plain):
        found += _stems_of(token)
    return found


@lru_cache(maxsize=20_000)
def _stems_of(token: str) -> tuple[str, ...]:
    if token in _CLAUSE:
        return (BREAK,)
    return tuple(_plain_stem(word) for word in _long_form(token).split())


def _long_form(token: str) -> str:
    if token in _LONG_FORMS:
        return _LONG_FORMS[token]
    for ending, plain in _LONG_ENDINGS.items():
        if token.endswith(ending):
            return token.removesuffix(ending) + plain
    return token


def _plain_stem(word: str) -> str:
    return word if any(map(str.isdigit, word)) else stem(_IRREGULAR.get(word, word))
