"""The memory of a process and everything that it started, sampled while it runs."""

import threading
import time
from dataclasses import dataclass, field

import psutil

EVERY_SECONDS = 1.0


@dataclass
class MemoryWatch:
    """Use as a context manager around the life of ``pid``; ``peak`` is in bytes.

    Pages that several processes share count once where the system tells them apart (PSS, Linux);
    elsewhere the resident sizes are added, which counts them again and again.
    """

    pid: int
    peak: int = 0
    samples: list[int] = field(default_factory=list)
    _done: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> "MemoryWatch":
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        if self._thread is not None:
            self._thread.join()

    def _watch(self) -> None:
        while not self._done.is_set():
            started = time.monotonic()
            self.samples.append(tree_bytes(self.pid))
            self.peak = max(self.peak, self.samples[-1])
            self._done.wait(max(0.1, EVERY_SECONDS - (time.monotonic() - started)))


def tree_bytes(pid: int) -> int:
    try:
        process = psutil.Process(pid)
        return sum(_bytes(p) for p in (process, *process.children(recursive=True)))
    except psutil.Error:
        return 0


def _bytes(process: psutil.Process) -> int:
    try:
        full = process.memory_full_info()
        return int(getattr(full, "pss", 0) or full.rss)
    except psutil.Error:
        return 0
