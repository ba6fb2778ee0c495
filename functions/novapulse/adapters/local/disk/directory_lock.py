"""One process at a time may run jobs in a data directory: a second would run their steps twice."""

from pathlib import Path

from filelock import FileLock, Timeout

from novapulse.domain.errors import Conflict


class DirectoryLock:
    """Held until released or until the process ends, however it ends (an advisory file lock)."""

    def __init__(self, data_dir: Path) -> None:
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._data_dir = data_dir
        self._lock = FileLock(data_dir / "server.lock")

    def acquire(self) -> None:
        """Raises Conflict if another process holds the directory."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise Conflict(
                "data_dir_in_use",
                f"data_dir: {self._data_dir} is in use by another NovaPulse process; "
                "stop it, or name another directory with --data-dir",
            ) from None

    def release(self) -> None:
        self._lock.release()
