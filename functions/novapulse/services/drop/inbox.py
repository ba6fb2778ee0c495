"""What lies in a watched folder: the recordings that have stopped growing.

The folder is looked through again and again: network mounts, which such folders often are, tell
nobody of a change.
"""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from novapulse.domain.dropped_file import is_recording_name, sidecar_name
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.tenant import check_tenant_name
from novapulse.ports import Clock


@dataclass(frozen=True)
class FileState:
    """A change of either is a change of the file."""

    size: int
    modified_ns: int

    @property
    def version(self) -> str:
        return f"{self.size}-{self.modified_ns}"


@dataclass(frozen=True)
class Recording:
    """``sidecar`` is None if there is none."""

    tenant: str
    folder: Path
    name: str
    state: FileState
    sidecar: FileState | None

    @property
    def key(self) -> str:
        return f"{self.tenant}/{self.name}"

    @property
    def file(self) -> Path:
        return self.folder / self.name

    @property
    def sidecar_file(self) -> Path | None:
        return None if self.sidecar is None else self.folder / sidecar_name(self.name)


class DropInbox:
    """``{root}/{tenant}/{recording}``. Links are never followed. ``report`` is told, once, of each
    folder and file that cannot be taken."""

    def __init__(
        self, root: Path, *, clock: Clock, settle_seconds: float, report: Callable[[str], None]
    ) -> None:
        self._root = root
        self._clock = clock
        self._settle_seconds = settle_seconds
        self._report = report
        self._reported: set[str] = set()
        self._since: dict[Recording, datetime] = {}

    def settled(self) -> list[Recording]:
        """Those that have been as they are, with their sidecars, for long enough."""
        now = self._clock.now()
        self._since = {file: self._since.get(file, now) for file in self._recordings()}
        return [
            file
            for file, since in self._since.items()
            if (now - since).total_seconds() >= self._settle_seconds
        ]

    def _recordings(self) -> Iterator[Recording]:
        for tenant in self._names(self._root):
            folder = self._root / tenant
            if not tenant.startswith(".") and self._is_tenant(tenant, folder):
                yield from self._in_folder(tenant, folder)

    def _in_folder(self, tenant: str, folder: Path) -> Iterator[Recording]:
        for name in self._names(folder):
            state = file_state(folder / name) if is_recording_name(name) else None
            if state is not None:
                sidecar = file_state(folder / sidecar_name(name))
                yield Recording(tenant, folder, name, state, sidecar)

    def _is_tenant(self, name: str, folder: Path) -> bool:
        try:
            if not stat.S_ISDIR(folder.lstat().st_mode):
                self._once(f"{name}: lies outside of a tenant's folder and is left alone")
                return False
            check_tenant_name(name)
        except InvalidRequest as error:
            self._once(f"{error.message}; the folder is left alone")
            return False
        except OSError:
            return False
        return True

    def _names(self, folder: Path) -> list[str]:
        try:
            names = sorted(os.listdir(folder))  # noqa: PTH208
        except OSError as error:
            self._once(f"{folder}: cannot be read ({error.strerror})")
            return []
        for name in names:
            if not is_text(name):
                self._once(f"{folder}: a name that is not UTF-8 is left alone: {name!a}")
        return [name for name in names if is_text(name)]

    def _once(self, message: str) -> None:
        if message not in self._reported:
            self._reported.add(message)
            self._report(message)


def file_state(path: Path) -> FileState | None:
    """None for what is absent, or no regular file, or a link to one."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return state_of(found) if stat.S_ISREG(found.st_mode) else None


def state_of(found: os.stat_result) -> FileState:
    return FileState(found.st_size, found.st_mtime_ns)


def is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
