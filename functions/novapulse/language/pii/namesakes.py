"""What is called like a person and is none: a shop, a thing, a place, a month, a letter."""

import re

from novapulse.language.pii.codes import NATO
from novapulse.language.pii.companies import is_company
from novapulse.language.pii.name_words import WORD, next_word
from novapulse.language.pii.names_list import capital
from novapulse.language.pii.words import is_common, is_word

_MONTHS = frozenset(("april", "may", "june", "august"))
_PLACE_BEFORE = re.compile(
    r"\b(?:St\.|Mount|Mt\.?|Lake|Fort|Port|Saint|Cape|North|South|East|West|New|Upper|Lower"
    r"|Great|Little"
    r"|San|Santa|Glen|Loch|Point)\s+$"
)
_ALPHABET = re.compile(r"\b[A-Za-z] (?:as in|like in|like|for)\s+$")
""" "S as in Sam": goes with its letter, or stays."""
_THE = re.compile(r"\b(?:the|an?)\s+$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|a|an|this|that|every|another)\s+$", re.IGNORECASE)
_AT_SHOP = re.compile(
    r"\b(?:from|at|called|hello|hi|morning|afternoon|evening|is|calling|by)\W+$", re.IGNORECASE
)
_SHOP_ENDS = re.compile(r"\s*(?:[.,?!]|$|(?:in|on|at|and|or)\b)", re.IGNORECASE)
_OWN = ("'s", "’s")


def is_nobody(text: str, word: re.Match[str], *, cased: bool) -> bool:
    """A company, a thing, a place or a letter is called so."""
    return (
        is_company(text, word)
        or _names_a_thing(text, word)
        or (cased and follows_place_word(text, word))
        or is_letter(text, word)
        or is_shop(text, word)
        or _is_article(text, word)
        or _in_alphabet(text, word)
    )


def is_month(name: str) -> bool:
    """A first name that is a month, too."""
    return name.lower() in _MONTHS


def is_letter(text: str, word: re.Match[str]) -> bool:
    """ "S as in Sam"."""
    return bool(_ALPHABET.search(text[: word.start()]))


def follows_place_word(text: str, word: re.Match[str]) -> bool:
    """ "Lake Charles", "Port Elizabeth"."""
    return bool(_PLACE_BEFORE.search(text[: word.start()]))


def follows_article(text: str, word: re.Match[str]) -> bool:
    """ "The Oliver", "every Tom"."""
    return bool(_ARTICLE.search(text[: word.start()]))


def is_shop(text: str, word: re.Match[str]) -> bool:
    """ "From Jackson's in Sydney", "Hello, Dobson's."."""
    own = word.group().endswith(_OWN)
    return own and bool(
        _AT_SHOP.search(text[: word.start()]) and _SHOP_ENDS.match(text, word.end())
    )


def owns_a_thing(text: str, word: re.Match[str]) -> bool:
    """ "Tony's Pizza"."""
    following = WORD.match(text, word.end() + 1)
    return word.group().endswith(_OWN) and following is not None and capital(following.group())


def _names_a_thing(text: str, word: re.Match[str]) -> bool:
    """ "The Oliver armchair", "Bella's Kitchen"."""
    following = next_word(text, word.end())
    if following is None:
        return False
    after = following.group()
    if word.group().endswith(_OWN):
        return capital(after) and is_word(after)
    thing = is_word(after) and not is_common(after) and not capital(after)
    return thing and follows_article(text, word)


def _is_article(text: str, word: re.Match[str]) -> bool:
    """ "Ask for the Henry in red": no more than one name after an article."""
    if not _THE.search(text[: word.start()]):
        return False
    following = WORD.match(text, word.end() + 1)
    return following is None or is_common(following.group())


def _in_alphabet(text: str, word: re.Match[str]) -> bool:
    """ "Juliet Kilo Lima": letters."""
    beside = [*WORD.findall(text[: word.start()])[-1:], *WORD.findall(text, word.end())[:1]]
    return word.group().lower() in NATO and any(w.lower() in NATO for w in beside)
