"""``python -m tests.eval [--quick] [--half HALF] [--only AREA] [--json FILE] [--mistakes]
[--record NOTE] [FOLDER]``: what the analyses get right, held against budgets."""

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from rich.console import Console
from rich.markup import escape

from tests.eval.budgets import Breach, breaches, read_budgets
from tests.eval.figures import Measured
from tests.eval.history import record
from tests.eval.measure import measure
from tests.eval.request import Request, read_request
from tests.eval.scoreboard import document, scoreboard


def run(request: Request, console: Console) -> list[Breach]:
    """Measures, prints the table and writes the JSON; the figures that are beyond their budget."""
    budgets = read_budgets(request.budgets)
    measured = measure(request, console)
    console.print(scoreboard(measured, budgets))
    _print_mistakes(measured, console, shown=request.mistakes)
    for note in measured.notes:
        console.print(f"note: {escape(note)}")
    request.json.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(document(measured, budgets), indent=2, ensure_ascii=False)
    request.json.write_text(text + "\n", encoding="utf-8")
    console.print(f"written to {request.json}")
    if request.note is not None:
        today = datetime.now(UTC).date()
        recorded = record(request.page, measured.figures, request.note, today)
        console.print(f"recorded in {request.page}: {'; '.join(recorded)}")
    due = [budget.figure for budget in budgets if request.due(budget.figure)]
    return breaches(budgets, measured.figures, due=due)


def main(arguments: Sequence[str] | None = None) -> int:
    """0, or 1 if a figure is beyond its budget."""
    console = Console(width=None if sys.stdout.isatty() else 120)
    broken = run(read_request(arguments), console)
    for breach in broken:
        console.print(f"[bold red]beyond its budget[/] {breach}", soft_wrap=True, highlight=False)
    return int(bool(broken))


def _print_mistakes(measured: Measured, console: Console, *, shown: bool) -> None:
    for mistake in measured.mistakes if shown else ():
        line = f"{mistake.area} {mistake.where}: expected {mistake.expected}; {mistake.found}"
        console.print(escape(line), soft_wrap=True, highlight=False)


if __name__ == "__main__":
    sys.exit(main())
