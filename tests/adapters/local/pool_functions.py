"""Functions for a worker of the tests: picklable by name, as the pool needs them."""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from novapulse.domain.errors import BadAudio


def build() -> Mapping[str, Callable[..., Any]]:
    return {
        "pid": os.getpid,
        "add": lambda a, b: a + b,
        "sleep": _sleep,
        "hold_the_interpreter": _hold,
        "bad_audio": _bad_audio,
        "leak": _leak,
        "die": lambda: os._exit(3),
        "note": _note,
        "meet": _meet,
    }


def _sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def _hold(seconds: float) -> None:
    """A single C call that never lets another thread of the process run, like a recogniser."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        sum(range(20_000_000))


def _bad_audio() -> None:
    raise BadAudio("audio_empty", "file: has no samples; send a recording")


def _leak() -> None:
    raise ValueError("my card is 4111 1111 1111 1111")


def _note(path: str, line: str, seconds: float) -> None:
    time.sleep(seconds)
    with Path(path).open("a") as out:
        out.write(line + "\n")


def _meet(mine: str, theirs: str) -> int:
    Path(mine).touch()
    while not Path(theirs).exists():
        time.sleep(0.01)
    return os.getpid()
