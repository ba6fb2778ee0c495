"""What a figure must not fall below, or rise above: ``budgets.toml``."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from tests.eval.figures import Figure

FILE = Path(__file__).with_name("budgets.toml")
Direction = Literal["least", "most"]
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Budget:
    """``figure`` must be at ``least``, or at ``most``, ``worst``."""

    figure: str
    direction: Direction
    worst: float

    def holds(self, value: float) -> bool:
        if self.direction == "least":
            return value >= self.worst - _ROUNDING
        return value <= self.worst + _ROUNDING

    def __str__(self) -> str:
        return f"at {self.direction} {self.worst:g}"


@dataclass(frozen=True)
class Breach:
    """``found`` is None where the figure should have been measured and was not."""

    budget: Budget
    found: float | None

    def __str__(self) -> str:
        found = "not measured" if self.found is None else f"{self.found:.4f}"
        return f"{self.budget.figure}: {found}, must be {self.budget}"


def read_budgets(file: Path) -> tuple[Budget, ...]:
    """Raises ValueError for a table that is neither ``least`` nor ``most``, for a worst value that
    is no number, and for a figure that has two."""
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    budgets = []
    if other := tables.keys() - set(get_args(Direction)):
        raise ValueError(f"{file.name}: {sorted(other)} is neither [least] nor [most]")
    for direction in get_args(Direction):
        for figure, worst in tables.get(direction, {}).items():
            if isinstance(worst, bool) or not isinstance(worst, int | float):
                raise ValueError(f"{file.name}: {figure} = {worst!r} is no number")
            budgets.append(Budget(figure, direction, worst))
    names = [budget.figure for budget in budgets]
    if len(set(names)) < len(names):
        raise ValueError(f"{file.name}: a figure is at least and at most something")
    return tuple(budgets)


def breaches(
    budgets: Iterable[Budget], figures: Mapping[str, Figure], *, due: Iterable[str] = ()
) -> list[Breach]:
    """The budgets that do not hold. ``due``: names that this run should have measured; one of
    them without a figure is a breach, any other without a figure is let be."""
    due = set(due)
    found = ((budget, figures.get(budget.figure)) for budget in budgets)
    return [
        Breach(budget, figure.value if figure else None)
        for budget, figure in found
        if (budget.figure in due if figure is None else not budget.holds(figure.value))
    ]
