"""The measurements as one table."""

from collections.abc import Sequence

from bench.measure import Result
from bench.paths import PATHS

_HEAD = ("path", "batch", "audio", "word times", "wall", "speed", "tokens/s", "memory", "")


def table(results: Sequence[Result]) -> str:
    """In Markdown. ``speed``: seconds of audio for one second of work."""
    rows = [_HEAD, *(_row(result) for result in results)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(_HEAD))]
    lines = [_line(row, widths) for row in rows]
    return "\n".join([lines[0], "|".join(["", *("-" * (w + 2) for w in widths), ""]), *lines[1:]])


def ratios(results: Sequence[Result]) -> list[str]:
    """How ours compare with each other path: the best of either, at the same length of audio."""
    best: dict[str, Result] = {}
    for result in results:
        if not result.error:
            before = best.get(result.case.path)
            if before is None or result.speed > before.speed:
                best[result.case.path] = result
    ours = [name for name in best if name.startswith("NovaPulse")]
    others = [name for name in best if not name.startswith("NovaPulse")]
    return [
        f"{mine} (batch {best[mine].case.batch_size}) is {best[mine].speed / best[other].speed:.2f}"
        f" times as fast as {other} (batch {best[other].case.batch_size})"
        for mine in ours
        for other in others
    ]


def _row(result: Result) -> tuple[str, ...]:
    case = result.case
    known = (
        case.path,
        str(case.batch_size),
        f"{case.windows / 2:g} min",
        "yes" if PATHS[case.path].words else "no",
    )
    if result.error:
        return (*known, "-", "-", "-", "-", result.error)
    return (
        *known,
        f"{result.seconds:.2f} s",
        f"{result.speed:.1f} x",
        f"{result.words / result.seconds:.0f}",
        f"{result.memory_mib:.0f} MiB",
        "" if result.as_asked else f"{result.words} tokens, not as asked",
    )


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
    return "| " + " | ".join(cells) + " |"
