"""One measured figure, and everything that one run measured."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import sqrt
from typing import Any, Literal

AREAS = (
    "words", "speakers", "speed", "roles", "sentiment", "personal-data", "behaviour", "summary",
    "content", "search",
)  # fmt: skip
"""The first part of a figure's name, and what ``--only`` takes."""

Unit = Literal["share", "rate", "number"]
_Z = 1.96
"""Of the normal distribution, for 95 %."""


@dataclass(frozen=True)
class Figure:
    """``name``: ``area.set.what``, such as ``sentiment.test.accuracy``. ``of``: how many things it
    was counted over. ``unit``: ``share`` of these things and ``rate`` (errors over words or
    seconds, a macro-F1) are 0..1, a ``number`` is in the unit that its name ends with."""

    name: str
    value: float
    of: int
    unit: Unit = "share"

    @property
    def area(self) -> str:
        return self.name.split(".", 1)[0]

    @property
    def interval(self) -> tuple[float, float] | None:
        """Of a share, with 95 % (E. B. Wilson, "Probable inference", 1927): what another sample of
        the same size might show. None for what is no count of independent things."""
        if self.unit != "share" or not self.of:
            return None
        n, p = self.of, self.value
        middle = p + _Z**2 / (2 * n)
        half = _Z * sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
        scale = 1 + _Z**2 / n
        return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)

    def document(self) -> dict[str, Any]:
        interval = self.interval
        return {
            "value": round(self.value, 6),
            "of": self.of,
            "unit": self.unit,
            **({"interval_95": [round(end, 4) for end in interval]} if interval else {}),
        }


@dataclass(frozen=True)
class Mistake:
    """One thing that came out otherwise than labelled. Of a test half none is ever kept."""

    area: str
    where: str
    expected: str
    found: str


@dataclass
class Measured:
    """Of one run. ``recordings``: each alone, as JSON has it. ``notes``: what was not measured, and
    why."""

    figures: dict[str, Figure] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    recordings: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, figures: Iterable[Figure], mistakes: Iterable[Mistake] = ()) -> None:
        """Raises ValueError for a name that is taken: one of two figures would be lost."""
        for figure in figures:
            if figure.name in self.figures:
                raise ValueError(f"two figures have the name {figure.name}")
            self.figures[figure.name] = figure
        self.mistakes += mistakes


def share(name: str, right: int, of: int) -> Iterable[Figure]:
    """``right`` of ``of``; nothing where there is nothing to count."""
    return (Figure(name, right / of, of),) if of else ()
