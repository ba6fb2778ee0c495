"""The contract of a sentiment scorer, and what scorers do alike with texts and raw scores."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from novapulse.domain.pii import PLACEHOLDER
from novapulse.domain.transcript import AGENT

AGENT_PRAISE = 0.5
"""Positive words of an agent are mostly courtesy: they count half."""
_NOBODY = "it"


class SentimentScorer(Protocol):
    method: str
    """What it is made of, for the result: ``lexicon+head`` or ``lexicon+head+minilm``."""

    def score(self, turns: Sequence[tuple[str, str]]) -> list[float]:
        """One score per (speaker, text), -1..1, on the scale of the label bands: from 0.5
        positive, to -0.4 negative. ``turns``: those of one call, in order; a scorer may hear each
        among the others."""
        ...


def has_words(text: str) -> bool:
    """Other than placeholders: without, nobody feels anything."""
    return re.search(r"\w", PLACEHOLDER.sub(" ", text)) is not None


def without_names(text: str) -> str:
    """With a word for each placeholder that keeps the sentence whole and says nothing."""
    return PLACEHOLDER.sub(_NOBODY, text)


def calibrate(raw: float, speaker: str, *, negative: float, positive: float) -> float:
    """``raw`` (any range) mapped piecewise linearly so that its own decision points ``negative``
    and ``positive`` fall on -0.4 and 0.5 of the label bands."""
    value = max(-1.0, min(1.0, raw))
    if speaker == AGENT and value > 0:
        value *= AGENT_PRAISE
    return on_bands(
        value, ((-1.0, -1.0), (negative, -0.4), (0.0, 0.0), (positive, 0.5), (1.0, 1.0))
    )


def on_bands(value: float, scale: Sequence[tuple[float, float]]) -> float:
    """Piecewise linear between the points of ``scale``, which rise; beyond them as at the ends."""
    value = max(scale[0][0], min(scale[-1][0], value))
    for (x0, y0), (x1, y1) in pairwise(scale):
        if value <= x1:
            return round(y0 + (y1 - y0) * (value - x0) / (x1 - x0), 6) + 0.0
    return scale[-1][1]
