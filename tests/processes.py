"""Processes that a test waits for, which are not its own children."""

from collections.abc import Iterable

import psutil


def running_after(processes: Iterable[psutil.Process], *, seconds: float) -> list[psutil.Process]:
    """Those that still run then. One that has ended is a zombie until the machine's first process,
    which inherited it, takes note; when it does is not ours."""
    _, left = psutil.wait_procs(list(processes), timeout=seconds)
    return [process for process in left if _runs(process)]


def _runs(process: psutil.Process) -> bool:
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
