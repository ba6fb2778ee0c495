"""What is measured, each in a server of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench.audio import write_call
from tests.bench.memory import MemoryWatch
from tests.bench.server import running_server, wall_seconds

WARM_UP_SECONDS = 40.0
"""Enough stretches of speech for every worker to load its engine."""
Report = Callable[[str], None]


@dataclass(frozen=True)
class Measured:
    """One job. ``recognition`` is the transcribe stage; ``wall`` is from submission to result."""

    audio_seconds: float
    workers: int
    wall: float
    recognition: float
    stages: dict[str, float]
    peak_bytes: int
    idle_bytes: int

    @property
    def rest(self) -> float:
        return self.wall - self.recognition

    @property
    def rest_share(self) -> float:
        return self.rest / self.wall


def measure(source: Path, seconds: float, *, workers: int, report: Report) -> Measured:
    """One job of ``seconds`` in a warm server with ``workers`` workers."""
    with TemporaryDirectory(prefix="novapulse-bench-") as name:
        folder = Path(name)
        warm_up, call = folder / "warm_up.wav", folder / "call.wav"
        write_call(source, WARM_UP_SECONDS, warm_up)
        write_call(source, seconds, call)
        data_dir = folder / "data"
        data_dir.mkdir()
        with running_server(data_dir, workers=workers) as server:
            server.run(warm_up)
            with MemoryWatch(server.pid) as memory:
                job = server.run(call)
    measured = Measured(
        audio_seconds=seconds,
        workers=workers,
        wall=wall_seconds(job),
        recognition=job.timings["transcribe"],
        stages=dict(job.timings),
        peak_bytes=memory.peak,
        idle_bytes=memory.samples[0],
    )
    report(
        f"{seconds / 60:g} min, {workers} worker{'s' if workers > 1 else ''}: "
        f"{measured.wall:.1f} s, recognition {measured.recognition:.1f} s, "
        f"peak {measured.peak_bytes / 1e6:.0f} MB"
    )
    return measured


@dataclass(frozen=True)
class Pair:
    """The same call on one worker and on two, one right after the other."""

    one: Measured
    two: Measured

    @property
    def speed_up(self) -> float:
        return self.one.recognition / self.two.recognition


def measure_pairs(source: Path, seconds: float, pairs: int, report: Report) -> list[Pair]:
    return [
        Pair(
            one=measure(source, seconds, workers=1, report=report),
            two=measure(source, seconds, workers=2, report=report),
        )
        for _ in range(pairs)
    ]


def typical_speed_up(pairs: Sequence[Pair]) -> float:
    return median(pair.speed_up for pair in pairs)


def best_speed_up(pairs: Sequence[Pair]) -> float:
    """The fastest run of each: what the neighbours disturbed least."""
    one = min(pair.one.recognition for pair in pairs)
    return one / min(pair.two.recognition for pair in pairs)
