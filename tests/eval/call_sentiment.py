"""How well the sentiment of whole calls is summed up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from novapulse.domain.insights import Sentiment
from novapulse.domain.sentiment import OVERALL_BAND
from tests.eval.figures import Figure, Mistake, share

AREA = "sentiment"
_STEP = 0.01
"""Scores have two decimals."""
BANDS = {
    "negative": (-1.0, -OVERALL_BAND),
    "neutral": (-OVERALL_BAND + _STEP, OVERALL_BAND - _STEP),
    "positive": (OVERALL_BAND, 1.0),
}
"""The scores of a call with each label, from and to."""


@dataclass(frozen=True)
class JudgedCall:
    call: str
    label: str
    trend: str
    found: Sentiment

    @property
    def score_error(self) -> float:
        """How far the call's score lies outside of the band of its label; 0 within."""
        low, high = BANDS[self.label]
        return max(0.0, low - self.found.overall_score, self.found.overall_score - high)

    @property
    def flipped(self) -> bool:
        return {self.label, self.found.overall_label} == {"positive", "negative"}


def figures(where: str, calls: Sequence[JudgedCall]) -> Iterator[Figure]:
    if not calls:
        return
    name, n = f"{AREA}.{where}", len(calls)
    labels = sum(call.label == call.found.overall_label for call in calls)
    yield from share(f"{name}.call_label", labels, n)
    yield from share(f"{name}.call_flips", sum(call.flipped for call in calls), n)
    yield from share(f"{name}.call_trend", sum(c.trend == c.found.trend for c in calls), n)
    error = fmean(call.score_error for call in calls)
    yield Figure(f"{name}.call_score_error", error, n, "number")


def mistakes(calls: Sequence[JudgedCall]) -> Iterator[Mistake]:
    for c in calls:
        expected, found = f"{c.label}, {c.trend}", f"{c.found.overall_label}, {c.found.trend}"
        if expected != found:
            yield Mistake(AREA, c.call, expected, f"{found} {c.found.overall_score:+.2f}")
