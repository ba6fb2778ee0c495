"""What the rest of a call says of a turn: how its speaker sounds in the others, before and after.

A short answer between two complaints is likelier a complaint than the same words in a calm call.
"""

import math
from collections.abc import Sequence
from statistics import fmean

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


def surroundings_of(
    speakers: Sequence[str], feelings: Sequence[Feeling], at: int
) -> dict[str, float]:
    """The features of turn ``at`` of a call, given what each turn says by itself; none where its
    speaker says too little else."""
    own = [n for n, speaker in enumerate(speakers) if speaker == speakers[at]]
    if len(own) <= FEWEST_OTHERS:
        return {}
    place = own.index(at)
    others = [feelings[n] for n in own if n != at]
    return (
        _by_itself(feelings[at])
        | {"=agent": float(speakers[at] == AGENT)}
        | {
            "mean negative": fmean(feeling.negative for feeling in others),
            "mean positive": fmean(feeling.positive for feeling in others),
        }
        | _near("before", [feelings[n] for n in reversed(own[:place])])
        | _near("after", [feelings[n] for n in own[place + 1 :]])
        | _placed(at, len(speakers))
    )


def _by_itself(feeling: Feeling) -> dict[str, float]:
    """Log odds against neutral."""
    neutral = max(_LEAST, 1 - feeling.negative - feeling.positive)
    return {
        "negative": math.log(max(_LEAST, feeling.negative) / neutral),
        "positive": math.log(max(_LEAST, feeling.positive) / neutral),
    }


def _near(side: str, nearest: Sequence[Feeling]) -> dict[str, float]:
    found = {f"none {side} {n}": 1.0 for n in range(len(nearest) + 1, _NEAR + 1)}
    for n, feeling in enumerate(nearest[:_NEAR], start=1):
        found[f"negative {side} {n}"] = feeling.negative
        found[f"positive {side} {n}"] = feeling.positive
    return found


def _placed(at: int, turns: int) -> dict[str, float]:
    return {
        "place": at / turns,
        "first": float(at < _EDGE),
        "last": float(at >= turns - _EDGE),
    }
