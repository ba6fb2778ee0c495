"""One measurement in a process of its own: ``python -m bench.measure CASE`` prints a JSON line."""

import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from bench.memory import PeakMemory, held_mib
from bench.paths import PATHS, RATE, Setup

WINDOW_SECONDS = 30


@dataclass(frozen=True)
class Case:
    """``minutes``: of audio, in windows of 30 s."""

    path: str
    folder: str
    device: str
    batch_size: int
    tokens: int
    minutes: float

    @property
    def windows(self) -> int:
        return max(1, round(self.minutes * 60 / WINDOW_SECONDS))


@dataclass(frozen=True)
class Result:
    """``words``: tokens of text over all windows, counted in the text itself. ``seconds``: the
    median of the runs. ``error``: why there is no figure; then all others are 0."""

    case: Case
    seconds: float = 0.0
    words: int = 0
    memory_mib: float = 0.0
    error: str = ""

    @property
    def speed(self) -> float:
        """Seconds of audio for one second of work."""
        return self.case.windows * WINDOW_SECONDS / self.seconds if self.seconds else 0.0

    @property
    def as_asked(self) -> bool:
        """Exactly the tokens that were asked for; the end of a text may lack its last one."""
        asked = self.case.tokens * self.case.windows
        return asked - self.case.windows <= self.words <= asked


def measure(case: Case, *, repeats: int = 1) -> Result:
    """Loads the model, recognises once to warm up, then ``repeats`` times with a clock."""
    before = held_mib(case.device)
    setup = Setup(case.folder, case.device, case.batch_size, case.tokens)
    with PeakMemory(case.device, before) as memory:
        recognise = PATHS[case.path].load(setup)
        recognise(noise(min(case.windows, case.batch_size)))
        pieces = noise(case.windows)
        times = []
        for _ in range(repeats):
            began = time.perf_counter()
            texts = recognise(pieces)
            times.append(time.perf_counter() - began)
    return Result(
        case=case,
        seconds=sorted(times)[len(times) // 2],
        words=sum(len(text.split()) for text in texts),
        memory_mib=memory.mib,
    )


def noise(windows: int, *, seed: int = 0) -> list[NDArray[np.float32]]:
    """What is said in it is nobody's business: the weights are random, too."""
    random = np.random.default_rng(seed)
    return [
        random.standard_normal(WINDOW_SECONDS * RATE, dtype=np.float32) * np.float32(0.1)
        for _ in range(windows)
    ]


def main(arguments: Sequence[str]) -> int:
    given = json.loads(arguments[0])
    repeats = given.pop("repeats")
    case = Case(**given)
    try:
        result = measure(case, repeats=repeats)
    except (RuntimeError, MemoryError, ValueError, TypeError) as error:
        result = Result(case=case, error=_reason(error))
    sys.stdout.write(json.dumps(asdict(result)) + "\n")
    sys.stdout.flush()
    # Threads of the libraries are not waited for.
    os._exit(0)


def _reason(error: Exception) -> str:
    text = f"{type(error).__name__}: {error}".splitlines()[0]
    return "out of memory" if "out of memory" in text.lower() else text


if __name__ == "__main__":
    main(sys.argv[1:])
