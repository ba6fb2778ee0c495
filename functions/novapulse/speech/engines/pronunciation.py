"""How a term of a caller's vocabulary is said: names, products, abbreviations."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product

from novapulse.speech.engines.letter_sounds import Phones, say

LookUp = Callable[[str], str | None]
"""Phones of a lower-case word, parted by spaces; None if the dictionary lacks it."""

_MOST_WAYS = 3
_LONGEST_SPELLED = 5
_SHORTEST_PART = 3
_PIECE = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z']+|[A-Z]|\d+|[&+@%]|\.(?=[a-z])")
"""NovaPulse holds two pieces, B2B three, booking.com three."""
_SIGNS = {"&": ("and",), "+": ("plus",), "@": ("at",), "%": ("percent",), ".": ("dot",)}
_VOWELS = frozenset("aeiouy")
_LETTERS = """
    a:EY b:B+IY c:S+IY d:D+IY e:IY f:EH+F g:JH+IY h:EY+CH i:AY j:JH+EY k:K+EY l:EH+L m:EH+M
    n:EH+N o:OW p:P+IY q:K+Y+UW r:AA+R s:EH+S t:T+IY u:Y+UW v:V+IY w:D+AH+B+AH+L+Y+UW
    x:EH+K+S y:W+AY z:Z+IY
"""
LETTER_NAMES: dict[str, Phones] = {
    name: tuple(phones.split("+")) for name, phones in (x.split(":") for x in _LETTERS.split())
}
_NUMBERS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen
    twenty thirty forty fifty sixty seventy eighty ninety
"""
_ONES, _TENS = _NUMBERS.split()[:20], _NUMBERS.split()[20:]
_ENDINGS = ("'s", "es", "s")
_HISSING = frozenset({"S", "Z", "SH", "ZH", "CH", "JH"})
_VOICELESS = frozenset({"P", "T", "K", "F", "TH"})


class Pronouncer:
    """Whole words of the dictionary first, then its parts, then the rules of spelling."""

    def __init__(self, look_up: LookUp) -> None:
        self._look_up = look_up

    def ways(self, term: str) -> list[tuple[Phones, ...]]:
        """The likeliest ways of saying ``term``, phones for each of its words (``term.split()``);
        none where a word holds nothing that can be said in English."""
        pieces = [pieces_of(word) for word in term.split()]
        if not all(pieces):
            return []
        each = [self._word(parts) for parts in pieces]
        return list(islice(dict.fromkeys(product(*each)), _MOST_WAYS))

    def _word(self, pieces: Sequence[str]) -> list[Phones]:
        """A word is tried whole before its pieces: "iPhone" may be in the dictionary."""
        whole = "".join(pieces).lower()
        known = self._known(whole) if len(pieces) > 1 and whole.isalpha() else []
        joined = (sum(way, ()) for way in product(*map(self._piece, pieces)))
        return [*known, *islice(joined, _MOST_WAYS)]

    def _piece(self, piece: str) -> list[Phones]:
        if piece.isdigit() or piece in _SIGNS:
            words = number_words(piece) if piece.isdigit() else _SIGNS[piece]
            return [sum((self._piece(word)[0] for word in words), ())]
        plain = piece.lower()
        if _is_spelled(piece):
            return [spelled(plain), *self._known(plain)]
        known = self._known(plain) or [self._inflected(plain) or self._parts(plain) or say(plain)]
        short_capitals = piece.isupper() and 1 < len(piece) <= _LONGEST_SPELLED
        return [*known, spelled(plain)] if short_capitals else known

    def _known(self, word: str) -> list[Phones]:
        """All ways that the dictionary has: it numbers the second ``word(2)``."""
        names = (word, *(f"{word}({n})" for n in range(2, _MOST_WAYS + 1)))
        return [tuple(found.split()) for name in names if (found := self._look_up(name))]

    def _inflected(self, word: str) -> Phones | None:
        for ending in _ENDINGS:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= _SHORTEST_PART:
                said = next(iter(self._known(stem)), None) or self._parts(stem)
                if said:
                    return said + _plural(said[-1])
        return None

    def _parts(self, word: str) -> Phones | None:
        """Two words of the dictionary, as even as can be: "brightwater"."""
        cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        for cut in sorted(cuts, key=lambda cut: abs(2 * cut - len(word))):
            first, second = self._look_up(word[:cut]), self._look_up(word[cut:])
            if first and second:
                return (*first.split(), *second.split())
        return None


def pieces_of(word: str) -> list[str]:
    """What of a word is said by itself: ``["Nova", "Pulse"]``; accents do not count."""
    plain = unicodedata.normalize("NFKD", word.replace("\u2019", "'"))
    return [p for p in _PIECE.findall(plain.encode("ascii", "ignore").decode()) if p.strip("'")]


def spelled(letters: str) -> Phones:
    return tuple(phone for letter in letters for phone in LETTER_NAMES.get(letter, ()))


def number_words(digits: str) -> tuple[str, ...]:
    """As names of products are read: 11 "eleven", 365 "three sixty five", 2000 "two thousand",
    2024 "twenty twenty four"; five digits and more one by one."""
    if len(digits) > 4 or digits[0] == "0":
        return tuple(_ONES[int(digit)] for digit in digits)
    value = int(digits)
    if value < 100:
        return _below_hundred(value)
    if value % 1000 == 0:
        return (_ONES[value // 1000], "thousand")
    head = _below_hundred(value // 100)
    if value % 100 == 0:
        return (*head, "hundred")
    return (*head, *(("oh",) if value % 100 < 10 else ()), *_below_hundred(value % 100))


def _below_hundred(value: int) -> tuple[str, ...]:
    if value < len(_ONES):
        return (_ONES[value],)
    tens, ones = divmod(value, 10)
    return (_TENS[tens - 2], _ONES[ones]) if ones else (_TENS[tens - 2],)


def _is_spelled(piece: str) -> bool:
    """Capitals without a vowel, as in CRM, single letters, and short words that nobody could say:
    "gbx"."""
    pronounceable = not _VOWELS.isdisjoint(piece.lower())
    return len(piece) == 1 or (not pronounceable and len(piece) <= _LONGEST_SPELLED)


def _plural(last: str) -> Phones:
    if last in _HISSING:
        return ("IH", "Z")
    return ("S",) if last in _VOICELESS else ("Z",)


def unsayable(terms: Sequence[str]) -> Iterator[str]:
    """Terms with a word that holds no letter a to z and no digit."""
    return (term for term in terms if not all(map(pieces_of, term.split())))
