"""The most memory that a process held meanwhile: of the GPU, or of the machine."""

import resource
import threading
from pathlib import Path
from types import TracebackType

_EVERY_SECONDS = 0.01


class PeakMemory:
    """Watched by a thread: CTranslate2 and PyTorch allocate apart from each other, and only the
    driver knows both. ``mib`` is what was added since ``before_mib``."""

    def __init__(self, device: str, before_mib: float) -> None:
        self._device = device
        self._before = before_mib
        self._peak = before_mib
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="memory", daemon=True)

    @property
    def mib(self) -> float:
        return self._peak - self._before

    def __enter__(self) -> "PeakMemory":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._thread.join()
        self._peak = max(self._peak, held_mib(self._device))

    def _watch(self) -> None:
        while not self._stop.wait(_EVERY_SECONDS):
            self._peak = max(self._peak, held_mib(self._device))


def held_mib(device: str) -> float:
    """In use on the GPU by everybody, or by this process of the machine's (Linux)."""
    if device == "cuda":
        return _held_on_gpu()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1024**2


def _held_on_gpu() -> float:
    import torch

    free, total = torch.cuda.mem_get_info()
    return float(total - free) / 1024**2
