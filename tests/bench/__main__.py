"""``python -m tests.bench [AUDIO] [--pairs N] [--minutes 4 30] [--long] [--json]``."""

import argparse
import json
import os
import platform
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench.measure import (
    Measured,
    Pair,
    best_speed_up,
    measure,
    measure_pairs,
    typical_speed_up,
)

SAMPLE = Path(__file__).parents[2] / "functions/novapulse/samples/billing_call_mono.ogg"
CALL_MINUTES = 4
LONG_MINUTES = 90

BUSY = 0.7
"""Load average from which timings say more about the neighbours."""

REST_TARGET = "<= 5 %"
SPEED_UP_TARGET = ">= 1.8"
MEMORY_TARGET = "<= 1200 MB"


def main() -> None:
    arguments = _arguments()
    console = Console(stderr=arguments.json)
    if os.getloadavg()[0] > BUSY:
        console.print(f"note: other work runs on this machine (load {os.getloadavg()[0]:.1f})")
    minutes = [*arguments.minutes, *([LONG_MINUTES] if arguments.long else [])]
    pairs = measure_pairs(arguments.audio, CALL_MINUTES * 60, arguments.pairs, console.print)
    calls = [pair.two for pair in pairs]
    longer = [
        measure(arguments.audio, m * 60, workers=os.cpu_count() or 1, report=console.print)
        for m in minutes
        if m != CALL_MINUTES
    ]
    if arguments.json:
        print(json.dumps(_document(pairs, longer), indent=2))
        return
    console.print(_time_table(calls), _memory_table([calls[-1], *longer]))
    console.print(
        f"recognition on 2 workers against 1: {typical_speed_up(pairs):.2f} times as fast "
        f"(median of {len(pairs)} pairs), fastest against fastest {best_speed_up(pairs):.2f} "
        f"(target {SPEED_UP_TARGET})"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("audio", nargs="?", type=Path, default=SAMPLE, help="repeated to length")
    parser.add_argument("--pairs", type=int, default=3, help="runs of the 4-minute call")
    parser.add_argument("--minutes", type=float, nargs="*", default=[30], help="longer calls")
    parser.add_argument("--long", action="store_true", help="90 minutes as well")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    return parser.parse_args()


def _time_table(calls: list[Measured]) -> Table:
    table = Table(title=f"A call of {CALL_MINUTES} minutes, {calls[0].workers} workers")
    for heading in ("run", "recognition s", "everything else s", "else / all", "target"):
        table.add_column(heading, justify="right")
    for number, call in enumerate(calls, start=1):
        table.add_row(
            str(number),
            f"{call.recognition:.2f}",
            f"{call.rest:.2f}",
            f"{call.rest_share:.1%}",
            REST_TARGET,
        )
    stages = {name: f"{seconds:.2f}" for name, seconds in calls[-1].stages.items()}
    table.caption = "last run: " + ", ".join(f"{name} {s}" for name, s in stages.items())
    return table


def _memory_table(runs: list[Measured]) -> Table:
    table = Table(title="Memory of all processes")
    for heading in ("minutes", "wall s", "x real time", "before MB", "peak MB", "target"):
        table.add_column(heading, justify="right")
    for run in runs:
        table.add_row(
            f"{run.audio_seconds / 60:g}",
            f"{run.wall:.1f}",
            f"{run.audio_seconds / run.wall:.1f}",
            f"{run.idle_bytes / 1e6:.0f}",
            f"{run.peak_bytes / 1e6:.0f}",
            MEMORY_TARGET,
        )
    return table


def _document(pairs: list[Pair], longer: list[Measured]) -> dict[str, object]:
    return {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
        "speed_up": {"median": typical_speed_up(pairs), "best": best_speed_up(pairs)},
        "pairs": [asdict(pair) for pair in pairs],
        "longer": [asdict(run) for run in longer],
    }


if __name__ == "__main__":
    main()
