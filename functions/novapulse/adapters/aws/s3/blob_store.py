"""Blobs as objects of one S3 bucket."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from novapulse.adapters.aws.s3.objects import Bucket
from novapulse.adapters.object_names import check_key, check_prefix
from novapulse.domain.errors import NotFound

IN_MEMORY_BYTES = 1024 * 1024
"""What is being written is kept in memory up to here, then in a temporary file."""


class S3BlobStore:
    """Fulfils ``BlobStore``. An object appears when all of it is there; the last writer of a key
    wins. ``prefix`` stands before every key, as in ``vault/``. Parts of an upload that was killed
    are for a lifecycle rule (AbortIncompleteMultipartUpload)."""

    def __init__(self, bucket: Bucket, *, prefix: str = "", scratch: Path | None = None) -> None:
        self._bucket = bucket
        self._prefix = prefix
        self._scratch = scratch

    def put(self, key: str, data: bytes) -> None:
        """1 request."""
        self._bucket.put(self._name(key), data)

    @contextmanager
    def writer(self, key: str) -> Iterator[BinaryIO]:
        """1 request, when the block ends; in parts above 8 MB."""
        name = self._name(key)
        folder = None if self._scratch is None else str(self._scratch)
        with tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES, dir=folder) as file:
            stream = cast(BinaryIO, file)
            yield stream
            stream.seek(0)
            self._bucket.upload(name, stream)

    def adopt(self, key: str, source: Path) -> None:
        """1 request; in parts above 8 MB."""
        name = self._name(key)
        with source.open("rb") as stream:
            self._bucket.upload(name, stream)
        source.unlink(missing_ok=True)

    def get(self, key: str) -> bytes:
        """1 request."""
        return self._bucket.get(self._name(key))

    @contextmanager
    def local_path(self, key: str) -> Iterator[Path]:
        """2 requests, more for large objects. The file goes when the block ends."""
        name = self._name(key)
        with tempfile.TemporaryDirectory(dir=self._scratch) as folder:
            path = Path(folder, "object")
            with path.open("wb") as stream:
                self._bucket.download(name, stream)
            yield path

    def exists(self, key: str) -> bool:
        """1 request."""
        with suppress(NotFound):
            self._bucket.head(self._name(key))
            return True
        return False

    def delete(self, prefix: str) -> int:
        """2 requests for each 1,000 objects; 1 if there is none."""
        found = [self._name(key) for key in self.keys(prefix)]
        self._bucket.delete(found)
        return len(found)

    def keys(self, prefix: str) -> Iterator[str]:
        """In order. ``prefix`` is a text prefix: end it with ``/`` for one folder. 1 request for
        each 1,000."""
        check_prefix(prefix)
        for found in self._bucket.list(self._prefix + prefix):
            yield str(found["Key"]).removeprefix(self._prefix)

    def _name(self, key: str) -> str:
        check_key(key)
        return self._prefix + key
