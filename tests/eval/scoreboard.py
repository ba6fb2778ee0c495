"""One run's figures: as a table, as one JSON document."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from rich.table import Table

from tests.eval.budgets import Budget
from tests.eval.figures import AREAS, Figure, Measured
from tests.eval.machine import machine, version
from tests.eval.words import NORMALISER


def scoreboard(measured: Measured, budgets: Sequence[Budget]) -> Table:
    """Areas in their order; a figure beyond its budget is marked."""
    by_figure = {budget.figure: budget for budget in budgets}
    table = Table(
        title=f"Accuracy of NovaPulse {version()}",
        caption="of: what a figure was counted over (words, segments, spans, seconds of speech). "
        f"95 %: what another sample of that size might show. Words normalised by {NORMALISER}.",
    )
    table.add_column("figure")
    for heading in ("value", "of", "95 %", "budget"):
        table.add_column(heading, justify="right")
    for area in AREAS:
        for figure in measured.figures.values():
            if figure.area == area:
                table.add_row(*_row(figure, by_figure.get(figure.name)))
        table.add_section()
    return table


def document(measured: Measured, budgets: Sequence[Budget]) -> dict[str, Any]:
    """All that was measured. Mistakes are of sets that may be read, never of a test half."""
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": version(),
        "machine": machine(),
        "normaliser": NORMALISER,
        "figures": {name: figure.document() for name, figure in measured.figures.items()},
        "budgets": {budget.figure: {budget.direction: budget.worst} for budget in budgets},
        "recordings": measured.recordings,
        "notes": measured.notes,
        "mistakes": [vars(mistake) for mistake in measured.mistakes],
    }


def written(figure: Figure) -> str:
    """``60.5 %`` for what is a part of a whole, else a plain number."""
    if figure.unit == "number":
        return f"{figure.value:.2f}" if figure.value < 100 else f"{figure.value:.0f}"
    return f"{figure.value:.1%}".replace("%", " %")


def _row(figure: Figure, budget: Budget | None) -> tuple[str, ...]:
    interval = figure.interval
    between = f"{interval[0]:.1%} to {interval[1]:.1%}" if interval else ""
    holds = budget is None or budget.holds(figure.value)
    return (
        figure.name,
        written(figure) if holds else f"[bold red]{written(figure)}[/]",
        str(figure.of),
        between,
        str(budget or ""),
    )
