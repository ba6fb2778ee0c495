"""VADER (Hutto and Gilbert, 2014) in time that grows as the text does: its package goes through
every word of the text anew at each word that tells a feeling."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from heapq import heappop, heappush
from typing import Any, Protocol

_BEFORE, _AFTER = 3, 2
"""Words around one that tell how it is meant; VADER looks no further."""
_BEFORE_BUT, _AFTER_BUT = 0.5, 1.5


class Analyzer(Protocol):
    """Of VADER, what is used here."""

    def polarity_scores(self, text: str) -> Mapping[str, float]:
        """``compound``: the score of the whole text, -1..1."""
        ...


def vader_with(valences: Mapping[str, float]) -> Analyzer:
    """An analyzer that scores every text exactly as VADER's own does with ``valences`` (-4..4) in
    place of what its word list says of these words. Loads that list (about 20 ms)."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    vader: Any = SentimentIntensityAnalyzer()
    vader.lexicon.update(valences)
    vader._negation_check = partial(_negation, vader._negation_check)
    vader._special_idioms_check = partial(_idioms, vader._special_idioms_check)
    vader._but_check = weigh_by_but
    analyzer: Analyzer = vader
    return analyzer


def _negation(check: Any, valence: float, words: Sequence[str], distance: int, at: int) -> float:
    around, place = _around(words, at)
    return float(check(valence, around, distance, place))


def _idioms(check: Any, valence: float, words: Sequence[str], at: int) -> float:
    around, place = _around(words, at)
    return float(check(valence, around, place))


def _around(words: Sequence[str], at: int) -> tuple[Sequence[str], int]:
    """The words that tell how the one at ``at`` is meant, and its place among them."""
    first = max(0, at - _BEFORE)
    return words[first : at + _AFTER + 1], at - first


def weigh_by_but(words: Sequence[str], sentiments: list[float]) -> list[float]:
    """What comes before the first "but" counts half, what comes after it half as much again.
    ``sentiments``: a value a word; they are changed and returned.

    In place of each value in turn VADER weighs the first that equals it, wherever that stands. It
    searches for that one from the start; here the places of each value are kept in a heap."""
    but = next((place for place, word in enumerate(words) if word.lower() == "but"), None)
    if but is None:
        return sentiments
    places: defaultdict[float, list[int]] = defaultdict(list)
    for place, value in enumerate(sentiments):
        places[value].append(place)
    for number in range(len(sentiments)):
        value = sentiments[number]
        first = places[value][0]
        weight = _BEFORE_BUT if first < but else _AFTER_BUT
        if value and first != but:
            heappop(places[value])
            sentiments[first] = value * weight
            heappush(places[sentiments[first]], first)
    return sentiments
