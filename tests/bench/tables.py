"""What was measured, for people, beside what it should be."""

from statistics import median

from rich.table import Table

from tests.bench.load import CONNECTIONS, RATIO_TARGET, SHARE_TARGET, Load
from tests.bench.measure import Measured
from tests.bench.upload_memory import GROWTH_TARGET_BYTES, UploadMemory

CALL_MINUTES = 4
REST_TARGET = "<= 5 %"
MEMORY_TARGET = "<= 1200 MB"


def time_table(calls: list[Measured]) -> Table:
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


def memory_table(runs: list[Measured]) -> Table:
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


def http_table(load: Load, upload: UploadMemory) -> Table:
    """Medians of the rounds."""

    def middle(name: str) -> float:
        return median(float(getattr(r, name)) for r in load.rounds)

    table = Table(title="HTTP: a job through the whole API against a bare route, and an upload")
    for heading in ("", "bare", "whole", "compared", "target"):
        table.add_column(heading, justify="right")
    table.add_row(
        "p50 of one connection, ms",
        f"{middle('bare_seconds') * 1e3:.2f}",
        f"{middle('full_seconds') * 1e3:.2f}",
        f"{load.ratio:.2f} times",
        f"<= {RATIO_TARGET}",
    )
    table.add_row(
        f"requests a second, {CONNECTIONS} connections",
        f"{middle('bare_rate'):.0f}",
        f"{middle('full_rate'):.0f}",
        f"{load.share:.0%}",
        f">= {SHARE_TARGET:.0%}",
    )
    table.add_row(
        f"memory for {upload.upload_bytes / 1e6:.0f} MB, MB",
        f"{upload.before_bytes / 1e6:.0f}",
        f"{upload.peak_bytes / 1e6:.0f}",
        f"+{upload.growth_bytes / 1e6:.0f}",
        f"< {GROWTH_TARGET_BYTES / 1e6:.0f}",
    )
    table.caption = f"upload in {upload.seconds:.1f} s; compared: the median of the rounds' own"
    return table
