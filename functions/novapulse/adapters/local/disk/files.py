"""Private files that are whole or absent, even after a crash."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

T = TypeVar("T")

DIRECTORY_RACES = 5
TEMPORARY = ".tmp-"
"""Prefix of a file that is still being written."""


def make_private_directory(path: Path) -> None:
    """Create ``path`` with mode 0700, and each missing parent; survives a power cut."""
    if path.is_dir():
        return
    make_private_directory(path.parent)
    path.mkdir(mode=0o700, exist_ok=True)
    sync_directory(path.parent)


def in_private_directory(path: Path, action: Callable[[], T]) -> T:
    """``action``, which makes a file in ``path``, once the directory is there. Another process
    may remove a directory that is empty between the two, so it is tried again."""
    for _ in range(DIRECTORY_RACES):
        with suppress(FileNotFoundError):
            make_private_directory(path)
            return action()
    make_private_directory(path)
    return action()


def sync_directory(path: Path) -> None:
    """Make renames and new names within ``path`` durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def atomic_writer(target: Path, *, replace: bool = True) -> Iterator[BinaryIO]:
    """A stream into a neighbour of ``target`` with mode 0600, put in place when the block ends
    without an error. With ``replace=False`` an existing target raises FileExistsError."""
    temporary, stream = _open_neighbour(target)
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if replace:
            temporary.replace(target)
        else:
            os.link(temporary, target)
        sync_directory(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _open_neighbour(target: Path) -> tuple[Path, BinaryIO]:
    temporary = target.with_name(f"{TEMPORARY}{secrets.token_hex(8)}")
    create = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    descriptor = in_private_directory(target.parent, lambda: os.open(temporary, create, 0o600))
    return temporary, os.fdopen(descriptor, "wb")
