"""The trained head: three classes of feeling by a linear model over the features of a turn.

Its weights are data, written by ``tools/train_sentiment.py`` and read with the standard library.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Self

WEIGHTS = "head.json"
IN_CALL = "in_call.json"
"""Beside this module, for the features of a turn and for those of its surroundings. Each holds
``bias`` and, by feature, the log odds of negative and of positive against neutral, as integers of a
``scale``th."""


@dataclass(frozen=True)
class Feeling:
    """Probabilities; with that of neutral they sum up to 1."""

    negative: float
    positive: float

    @property
    def balance(self) -> float:
        """-1..1. What may be either is neither: praise beside a complaint weighs against it."""
        return self.positive - self.negative


@dataclass(frozen=True)
class Head:
    """``weights`` by feature, and ``bias``: log odds of negative and positive."""

    bias: tuple[float, float]
    weights: Mapping[str, tuple[float, float]]

    @classmethod
    def shipped(cls, name: str = WEIGHTS) -> Self:
        """About 40 ms for the large one."""
        text = files("novapulse.language.sentiment").joinpath(name).read_text("utf-8")
        return cls.parse(text)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises KeyError, TypeError or ValueError for what is no such file."""
        data = json.loads(text)
        scale = data["scale"]
        return cls(
            bias=(data["bias"][0] / scale, data["bias"][1] / scale),
            weights={
                name: (negative / scale, positive / scale)
                for name, (negative, positive) in data["weights"].items()
            },
        )

    def feeling(self, features: Mapping[str, float]) -> Feeling:
        negative, positive = self.bias
        for name, value in features.items():
            if weights := self.weights.get(name):
                negative += value * weights[0]
                positive += value * weights[1]
        highest = max(negative, positive, 0.0)
        shares = [math.exp(odds - highest) for odds in (negative, 0.0, positive)]
        return Feeling(shares[0] / sum(shares), shares[2] / sum(shares))
