"""Bytes at rest: objects under a key, and those that are encrypted."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Protocol


class BlobStore(Protocol):
    """Bytes under a key such as ``acme/job_1/audio/original``. Writes are atomic and durable."""

    def put(self, key: str, data: bytes) -> None: ...
    def writer(self, key: str) -> AbstractContextManager[BinaryIO]:
        """Stream into ``key``; it appears when the block ends without an error."""
        ...

    def adopt(self, key: str, source: Path) -> None:
        """Move a finished local file into ``key``; cheap where both share a file system."""
        ...

    def get(self, key: str) -> bytes:
        """Raises NotFound."""
        ...

    def local_path(self, key: str) -> AbstractContextManager[Path]:
        """The blob as a readable local file for the length of the block. Raises NotFound."""
        ...

    def exists(self, key: str) -> bool: ...
    def delete(self, prefix: str) -> int:
        """Delete every blob under the prefix; returns how many."""
        ...

    def keys(self, prefix: str) -> Iterator[str]: ...


class Vault(Protocol):
    """Encrypted objects: the only place where unredacted text may rest. ``key`` names the
    object and is bound to its ciphertext, so one object cannot stand in for another."""

    def put(self, key: str, data: bytes) -> None: ...
    def get(self, key: str) -> bytes: ...
    def delete(self, prefix: str) -> int: ...
    def keys(self, prefix: str) -> Iterator[str]: ...
