"""Behaviour metrics against calls that were computed by hand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from novapulse.domain.behaviour import behavioral
from tests.eval.figures import Figure, Mistake, share
from tests.eval.transcripts import SpokenTurn, transcript_of

AREA = "behaviour"
TOLERANCE = 0.005 + 1e-9
"""Half of the second decimal: by hand two decimals are computed."""
NAMES = {
    "interruptions": "interruption_count",
    "silence": "silence_ratio",
    "agent_talk": "agent_talk_ratio",
    "customer_talk": "customer_talk_ratio",
    "response_time": "average_response_time_seconds",
}
"""Short names of metrics; their full names serve as well."""


@dataclass(frozen=True)
class Computed:
    """``metrics``: what a person computed, by name. ``turns`` are of Agent and Customer."""

    call: str
    turns: tuple[SpokenTurn, ...]
    metrics: Mapping[str, float]


@dataclass(frozen=True)
class Compared:
    call: str
    metric: str
    by_hand: float
    found: float

    @property
    def right(self) -> bool:
        return abs(self.by_hand - self.found) <= TOLERANCE


def compare(calls: Sequence[Computed]) -> list[Compared]:
    """Raises ValueError for a metric that does not exist: it would be compared with nothing."""
    return [
        Compared(call.call, name, by_hand, _metric(found, call.call, name))
        for call in calls
        for found in (behavioral(transcript_of(call.turns)).model_dump(),)
        for name, by_hand in call.metrics.items()
    ]


def figures(where: str, compared: Sequence[Compared]) -> Iterator[Figure]:
    right = sum(c.right for c in compared)
    yield from share(f"{AREA}.{where}.agreeing", right, len(compared))


def mistakes(compared: Sequence[Compared]) -> Iterator[Mistake]:
    for c in compared:
        if not c.right:
            yield Mistake(AREA, f"{c.call}: {c.metric}", f"{c.by_hand:g}", f"{c.found:g}")


def _metric(found: Mapping[str, float], call: str, name: str) -> float:
    full = NAMES.get(name, name)
    if full not in found:
        raise ValueError(f"{call}: no metric is called {name}; there are {', '.join(found)}")
    return found[full]
