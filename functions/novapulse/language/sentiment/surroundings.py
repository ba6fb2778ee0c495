"""What the rest of a call says of a turn: how its speaker sounds in the others, before and after.

A short answer between two complaints is likelier a complaint than the same words in a calm call.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from novapulse.domain.transcript import AGENT
from novapulse.language.sentiment.head import Feeling

FEWEST_OTHERS = 4
"""Other turns of a speaker without which a turn is heard by itself."""
_NEAR = 2
"""Turns of the speaker that count each way by their place."""
_EDGE = 4
"""Turns of the call that are its beginning, and its end."""
_LEAST = 0.001
"""A probability below it counts as this: no word is that sure."""


def surroundings_of(speakers: Sequence[str], feelings: Sequence[Feeling]) -> list[dict[str, float]]:
    """The features of each turn of a call, given what each turn says by itself; none for a turn
    whose speaker says too little else."""
    found: list[dict[str, float]] = [{} for _ in speakers]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, speaker in enumerate(speakers):
        places[speaker].append(place)
    for speaker, own in places.items():
        if len(own) > FEWEST_OTHERS:
            by = {"=agent": float(speaker == AGENT)}
            for place, features in zip(own, _of_speaker([feelings[n] for n in own]), strict=True):
                found[place] = features | by | _placed(place, len(speakers))
    return found


def _of_speaker(said: Sequence[Feeling]) -> Iterator[dict[str, float]]:
    """Of each of a speaker's turns, in order."""
    negative = sum(feeling.negative for feeling in said)
    positive = sum(feeling.positive for feeling in said)
    others = len(said) - 1
    for place, feeling in enumerate(said):
        yield (
            _by_itself(feeling)
            | {
                "mean negative": (negative - feeling.negative) / others,
                "mean positive": (positive - feeling.positive) / others,
            }
            | _near("before", said[max(0, place - _NEAR) : place][::-1])
            | _near("after", said[place + 1 : place + 1 + _NEAR])
        )


def _by_itself(feeling: Feeling) -> dict[str, float]:
    """Log odds against neutral."""
    neutral = max(_LEAST, 1 - feeling.negative - feeling.positive)
    return {
        "negative": math.log(max(_LEAST, feeling.negative) / neutral),
        "positive": math.log(max(_LEAST, feeling.positive) / neutral),
    }


def _near(side: str, nearest: Sequence[Feeling]) -> dict[str, float]:
    """``side``: before or after. ``nearest``: up to ``_NEAR`` turns, the nearest first."""
    found = {f"none {side} {n}": 1.0 for n in range(len(nearest) + 1, _NEAR + 1)}
    for n, feeling in enumerate(nearest, start=1):
        found[f"negative {side} {n}"] = feeling.negative
        found[f"positive {side} {n}"] = feeling.positive
    return found


def _placed(place: int, turns: int) -> dict[str, float]:
    """``place``: from 0, among all ``turns`` of the call."""
    return {
        "place": place / turns,
        "first": float(place < _EDGE),
        "last": float(place >= turns - _EDGE),
    }
