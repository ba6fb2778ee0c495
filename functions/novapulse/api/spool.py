"""An upload on its way to the disk: a bounded buffer, a running hash, a private file."""

import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from anyio.to_thread import run_sync

from novapulse.domain.errors import FileTooLarge

BUFFER_BYTES = 1024 * 1024
"""So much waits in memory; then a thread hashes and writes it."""
HEAD_BYTES = 64
"""From so many on the beginning of a file tells what it is."""

LimitOf = Callable[[bytes], int]
"""The most bytes of a file that begins so."""


class Spool:
    """One file below ``folder``, mode 0600. Its writes never hold up the event loop. ``limit_of``
    lowers ``max_bytes`` once the beginning is there."""

    def __init__(self, folder: Path, *, max_bytes: int, limit_of: LimitOf | None = None) -> None:
        self.path = folder / f"upload-{secrets.token_hex(16)}"
        self.size_bytes = 0
        self._max_bytes = max_bytes
        self._limit_of = limit_of
        self._hash = hashlib.sha256()
        self._buffer = bytearray()
        self._stream: BinaryIO | None = None

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def append(self, data: bytes) -> None:
        """Raises TooLarge(``file_too_large``) as soon as the limit is passed."""
        self.size_bytes += len(data)
        if self.size_bytes > self._max_bytes:
            raise too_large(self._max_bytes)
        self._buffer += data
        if self._limit_of is not None and self.size_bytes >= HEAD_BYTES:
            self._max_bytes = min(self._max_bytes, self._limit_of(bytes(self._buffer[:HEAD_BYTES])))
            self._limit_of = None
            self.append(b"")

    async def drain(self) -> None:
        """Write the buffer once it is full."""
        if len(self._buffer) >= BUFFER_BYTES:
            await run_sync(self._write)

    async def finish(self) -> None:
        """Write the rest, durably."""
        await run_sync(self._finish)

    def discard(self) -> None:
        """Close the file and remove it, if it is still there."""
        if self._stream is not None:
            self._stream.close()
        self.path.unlink(missing_ok=True)

    def _write(self) -> None:
        if self._stream is None:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            self._stream = os.fdopen(descriptor, "wb", buffering=0)
        data, self._buffer = self._buffer, bytearray()
        self._hash.update(data)
        view = memoryview(data)
        while view:
            view = view[self._stream.write(view) :]

    def _finish(self) -> None:
        self._write()
        assert self._stream is not None
        os.fsync(self._stream.fileno())
        self._stream.close()


def too_large(max_bytes: int) -> FileTooLarge:
    return FileTooLarge(
        "file_too_large",
        f"file: larger than the {max_bytes} bytes that are accepted; large recordings are sent "
        "ahead, in parts: POST /v1/audio/uploads",
        max_bytes=max_bytes,
    )
