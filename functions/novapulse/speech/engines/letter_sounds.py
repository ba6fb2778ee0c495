"""How an English word that no dictionary has is probably said, letter by letter.

The rules were learnt from the CMU pronouncing dictionary that PocketSphinx brings
(``tools/learn_letter_sounds.py``). Of 4,000 dictionary words that it had not seen they got 51 %
right to the last phone, and 89 % of the phones.
"""

from functools import lru_cache
from importlib.resources import files

Phones = tuple[str, ...]
Rules = dict[str, Phones]

REACHES = ((0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (2, 3), (3, 3), (3, 4), (4, 4))
"""Letters before and after that a rule may look at; the farthest-reaching rule that fits counts."""
EDGE = "#"
_FARTHEST = 4


def say(letters: str) -> Phones:
    """ARPAbet without stress. ``letters``: a to z; others are silent."""
    return sounds(letters, _rules())


def sounds(letters: str, rules: Rules) -> Phones:
    return tuple(phone for place in range(len(letters)) for phone in _at(letters, place, rules))


def context(letters: str, place: int, before: int, after: int) -> str:
    """``nt|i|on``: the letter at ``place`` amid its neighbours, ``#`` beyond the word."""
    padded = EDGE * _FARTHEST + letters + EDGE * _FARTHEST
    at = place + _FARTHEST
    return f"{padded[at - before : at]}|{padded[at]}|{padded[at + 1 : at + 1 + after]}"


def _at(letters: str, place: int, rules: Rules) -> Phones:
    for before, after in reversed(REACHES):
        phones = rules.get(context(letters, place, before, after))
        if phones is not None:
            return phones
    return ()


@lru_cache(maxsize=1)
def _rules() -> Rules:
    text = (files("novapulse.speech.engines") / "data" / "letter_sounds.txt").read_text("ascii")
    lines = (line.split(" ") for line in text.splitlines())
    return {line[0]: tuple(line[1:]) for line in lines}
