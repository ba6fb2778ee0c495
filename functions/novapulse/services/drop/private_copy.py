"""Copies out of a watched folder, which others may change at any moment."""

import hashlib
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from novapulse.domain.errors import TooLarge
from novapulse.domain.file_name import clean_file_name
from novapulse.services.drop.inbox import Recording, state_of
from novapulse.services.intake.submit import ReceivedFile

CHUNK_BYTES = 1024 * 1024


class Changed(Exception):
    """The file is no longer what was looked at: it is looked at again."""


@contextmanager
def open_regular(path: Path) -> Iterator[BinaryIO]:
    """Raises Changed for what is gone, or is no regular file, or a link."""
    # A pipe that has taken the file's place must not block.
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        if isinstance(error, PermissionError):
            raise
        raise Changed from error
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Changed
        yield stream


@contextmanager
def copied(recording: Recording, incoming: Path, *, max_bytes: int) -> Iterator[ReceivedFile]:
    """A private copy, which is gone after the block unless it was taken. Raises TooLarge
    (``file_too_large``), Changed."""
    if recording.state.size > max_bytes:
        raise TooLarge("file_too_large", f"file: larger than the {max_bytes} bytes accepted")
    incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
    copy = incoming / f"drop-{secrets.token_hex(16)}"
    try:
        with open_regular(recording.file) as source:
            sha256 = _copy(source, copy)
            if state_of(os.fstat(source.fileno())) != recording.state:
                raise Changed
        size = recording.state.size
        yield ReceivedFile(copy, clean_file_name(recording.name), size, sha256)
    finally:
        copy.unlink(missing_ok=True)


def _copy(source: BinaryIO, target: Path) -> str:
    """The SHA-256, in hex, of what is then on the disk."""
    digest = hashlib.sha256()
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        while chunk := source.read(CHUNK_BYTES):
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()
