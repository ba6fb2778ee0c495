"""``python -m tests.bench [AUDIO] [--only calls|http] [--pairs N] [--minutes 4 30] [--long]
[--json]``."""

import argparse
import json
import os
import platform
from dataclasses import asdict
from pathlib import Path

from rich.console import Console

from tests.bench.load import measure_load
from tests.bench.measure import (
    Measured,
    Pair,
    best_speed_up,
    measure,
    measure_pairs,
    typical_speed_up,
)
from tests.bench.tables import CALL_MINUTES, http_table, memory_table, time_table
from tests.bench.upload_memory import measure_upload

SAMPLE = Path(__file__).parents[2] / "functions/novapulse/samples/billing_call_mono.ogg"
LONG_MINUTES = 90

BUSY = 0.7
"""Load average from which timings say more about the neighbours."""

SPEED_UP_TARGET = ">= 1.8"


def main() -> None:
    arguments = _arguments()
    console = Console(stderr=arguments.json)
    if os.getloadavg()[0] > BUSY:
        console.print(f"note: other work runs on this machine (load {os.getloadavg()[0]:.1f})")
    document: dict[str, object] = {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version()}
    }
    if arguments.only != "http":
        document |= _calls(arguments, console)
    if arguments.only != "calls":
        document |= _http(console)
    if arguments.json:
        print(json.dumps(document, indent=2))


def _calls(arguments: argparse.Namespace, console: Console) -> dict[str, object]:
    minutes = [*arguments.minutes, *([LONG_MINUTES] if arguments.long else [])]
    pairs = measure_pairs(arguments.audio, CALL_MINUTES * 60, arguments.pairs, console.print)
    calls = [pair.two for pair in pairs]
    longer = [
        measure(arguments.audio, m * 60, workers=os.cpu_count() or 1, report=console.print)
        for m in minutes
        if m != CALL_MINUTES
    ]
    console.print(time_table(calls), memory_table([calls[-1], *longer]))
    console.print(
        f"recognition on 2 workers against 1: {typical_speed_up(pairs):.2f} times as fast "
        f"(median of {len(pairs)} pairs), fastest against fastest {best_speed_up(pairs):.2f} "
        f"(target {SPEED_UP_TARGET})"
    )
    return _document(pairs, longer)


def _http(console: Console) -> dict[str, object]:
    load, upload = measure_load(), measure_upload()
    console.print(http_table(load, upload))
    return {
        "load": asdict(load) | {"ratio": load.ratio, "share": load.share},
        "upload": asdict(upload) | {"growth_bytes": upload.growth_bytes},
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("audio", nargs="?", type=Path, default=SAMPLE, help="repeated to length")
    parser.add_argument("--only", choices=("calls", "http"), help="one part instead of both")
    parser.add_argument("--pairs", type=int, default=3, help="runs of the 4-minute call")
    parser.add_argument("--minutes", type=float, nargs="*", default=[30], help="longer calls")
    parser.add_argument("--long", action="store_true", help="90 minutes as well")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    return parser.parse_args()


def _document(pairs: list[Pair], longer: list[Measured]) -> dict[str, object]:
    return {
        "speed_up": {"median": typical_speed_up(pairs), "best": best_speed_up(pairs)},
        "pairs": [asdict(pair) for pair in pairs],
        "longer": [asdict(run) for run in longer],
    }


if __name__ == "__main__":
    main()
