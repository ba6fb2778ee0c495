"""Blobs as files under one folder."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from novapulse.adapters.local.disk.files import (
    TEMPORARY,
    atomic_writer,
    in_private_directory,
    make_private_directory,
    sync_directory,
)
from novapulse.adapters.object_names import check_key, check_prefix
from novapulse.domain.errors import NotFound


class FileBlobStore:
    """Fulfils ``BlobStore``. Safe for several processes; the last writer of a key wins."""

    def __init__(self, root: Path) -> None:
        make_private_directory(root)
        self._root = root

    def put(self, key: str, data: bytes) -> None:
        with self.writer(key) as stream:
            stream.write(data)

    def writer(self, key: str) -> AbstractContextManager[BinaryIO]:
        return atomic_writer(self._path(key))

    def adopt(self, key: str, source: Path) -> None:
        """A rename: ``source`` must be on the same file system, and synced by its writer."""
        target = self._path(key)
        source.chmod(0o600)
        in_private_directory(target.parent, lambda: source.replace(target))
        sync_directory(target.parent)

    def get(self, key: str) -> bytes:
        with self.local_path(key) as path:
            return path.read_bytes()

    @contextmanager
    def local_path(self, key: str) -> Iterator[Path]:
        path = self._path(key)
        if not path.is_file():
            raise NotFound("blob_not_found", f"no object is stored under '{key}'")
        yield path

    def exists(self, key: str) -> bool:
        return self._path(key).is_file()

    def delete(self, prefix: str) -> int:
        """With a whole folder goes what a writer that was killed had begun there."""
        paths = [self._path(key) for key in self.keys(prefix)]
        unfinished = self._unfinished(prefix) if prefix.endswith("/") else []
        for path in (*paths, *unfinished):
            path.unlink(missing_ok=True)
        for folder in {path.parent for path in (*paths, *unfinished)}:
            self._sync_and_tidy(folder)
        return len(paths)

    def keys(self, prefix: str) -> Iterator[str]:
        """In order. ``prefix`` is a text prefix: end it with ``/`` for one folder."""
        check_prefix(prefix)
        folder, _, _ = prefix.rpartition("/")
        found = []
        for directory, _, names in os.walk(self._root / folder):
            for name in names:
                key = Path(directory, name).relative_to(self._root).as_posix()
                if not name.startswith(TEMPORARY) and key.startswith(prefix):
                    found.append(key)
        yield from sorted(found)

    def remove_unfinished(self) -> int:
        """Delete what writers that were killed left behind. Only while nobody else writes."""
        leftovers = self._unfinished("")
        for path in leftovers:
            path.unlink(missing_ok=True)
        return len(leftovers)

    def _path(self, key: str) -> Path:
        check_key(key)
        return self._root / key

    def _unfinished(self, folder: str) -> list[Path]:
        return list((self._root / folder).rglob(f"{TEMPORARY}*"))

    def _sync_and_tidy(self, folder: Path) -> None:
        with suppress(FileNotFoundError):  # another process tidied up first
            sync_directory(folder)
            self._remove_empty(folder)

    def _remove_empty(self, folder: Path) -> None:
        while folder != self._root:
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent
