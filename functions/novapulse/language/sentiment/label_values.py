"""What the labels of any sentiment classifier are worth, from the names in its configuration."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from novapulse.domain.errors import EngineUnavailable

_WORTH = {
    "very negative": -1.0,
    "extremely negative": -1.0,
    "negative": -1.0,
    "neg": -1.0,
    "mildly negative": -0.5,
    "somewhat negative": -0.5,
    "neutral": 0.0,
    "neu": 0.0,
    "mixed": 0.0,
    "mildly positive": 0.5,
    "somewhat positive": 0.5,
    "positive": 1.0,
    "pos": 1.0,
    "very positive": 1.0,
    "extremely positive": 1.0,
}
_STARS = re.compile(r"^(\d+)(?: stars?)?$")
_NAMELESS = re.compile(r"^label (\d+)$")
_NAMELESS_COUNTS = (2, 3, 5)
_HALF = 0.5


@dataclass(frozen=True)
class LabelValues:
    """``values``: of each label in the order of the model's outputs, -1 (negative) .. 1.
    ``negative`` and ``positive``: from which expected value on a text counts as such."""

    values: tuple[float, ...]
    negative: float
    positive: float


def label_values(names: Mapping[int, str]) -> LabelValues:
    """``names``: ``id2label`` of the model's configuration.

    - Named classes: negative -1, neutral 0, positive 1; "very" beside plain ones makes the plain
      ones half. Two classes, three, or five.
    - Stars 1 to n: (stars - 1) / (n - 1) * 2 - 1.
    - ``LABEL_0`` to ``LABEL_n`` without names, 2, 3 or 5 of them: from most negative to most
      positive, as the models that leave them nameless count them.

    A text is decided where two neighbouring classes are equally likely: half way to the first
    class that is negative or positive. Two classes have none between them: there half way from 0,
    so that a text is neutral unless one class is three times as likely as the other. Raises
    EngineUnavailable for labels that tell no sentiment.
    """
    labels = [_plain(names[i]) for i in sorted(names)]
    values = _named(labels) or _starred(labels) or _nameless(labels)
    if values is None or min(values) >= 0 or max(values) <= 0:
        raise EngineUnavailable(
            "engine_unavailable",
            f"sentiment_model: its labels ({', '.join(map(str, names.values()))}) tell no "
            "sentiment. Accepted: negative/neutral/positive, negative/positive, or stars.",
        )
    return LabelValues(
        values=tuple(values),
        negative=max(v for v in values if v < 0) * _HALF,
        positive=min(v for v in values if v > 0) * _HALF,
    )


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[_\-]+", " ", str(name)).lower().split())


def _named(labels: list[str]) -> list[float] | None:
    if not labels or any(label not in _WORTH for label in labels):
        return None
    graded = any(label.startswith(("very ", "extremely ")) for label in labels)
    plain = {"negative", "neg", "positive", "pos"}
    return [_WORTH[label] * (_HALF if graded and label in plain else 1.0) for label in labels]


def _starred(labels: list[str]) -> list[float] | None:
    stars = [int(found[1]) for label in labels if (found := _STARS.match(label))]
    if len(stars) < len(labels) or sorted(stars) != list(range(1, len(labels) + 1)):
        return None
    return _evenly(len(stars), [count - 1 for count in stars])


def _nameless(labels: list[str]) -> list[float] | None:
    places = [int(found[1]) for label in labels if (found := _NAMELESS.match(label))]
    if places != list(range(len(labels))) or len(labels) not in _NAMELESS_COUNTS:
        return None
    return _evenly(len(places), places)


def _evenly(count: int, places: list[int]) -> list[float] | None:
    return [2 * place / (count - 1) - 1 for place in places] if count > 1 else None
