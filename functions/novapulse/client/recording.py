"""A recording to be sent, read from where it is piece by piece."""

import hashlib
import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from novapulse.client.errors import RecordingUnreadable

Source = str | PathLike[str] | bytes | BinaryIO
"""A path, the content, or a binary stream (read from where it stands)."""
OnProgress = Callable[[int, int], None]
"""Bytes sent and bytes in all. Starts again from a lower count when a request is repeated."""

CHUNK_BYTES = 256 * 1024
UNNAMED = "audio"


@dataclass(frozen=True)
class Recording:
    """``size`` bytes of ``stream``, from ``start``."""

    name: str
    size: int
    stream: BinaryIO
    start: int = 0

    def chunks(self, offset: int = 0, length: int | None = None) -> Iterator[bytes]:
        """Exactly ``length`` bytes from ``offset``, as often as it is asked. Raises
        RecordingUnreadable if they are no longer there."""
        left = self.size - offset if length is None else length
        self.stream.seek(self.start + offset)
        while left:
            chunk = self.stream.read(min(CHUNK_BYTES, left))
            if not chunk:
                raise RecordingUnreadable(
                    "recording_unreadable", f"{self.name}: became shorter while it was sent"
                )
            left -= len(chunk)
            yield chunk

    def sha256(self) -> str:
        digest = hashlib.sha256()
        for chunk in self.chunks():
            digest.update(chunk)
        return digest.hexdigest()


@contextmanager
def opened(source: Source, name: str | None = None) -> Iterator[Recording]:
    """``name`` is for people; a path has one already. A stream that cannot be read twice is copied
    to a temporary file first. Raises RecordingUnreadable."""
    if isinstance(source, bytes):
        yield Recording(name or UNNAMED, len(source), io.BytesIO(source))
    elif isinstance(source, str | PathLike):
        path = Path(source)
        with _readable(path) as stream:
            yield _recording(name or path.name, stream)
    elif source.seekable():
        yield _recording(name or _name_of(source), source)
    else:
        with TemporaryFile() as copy:
            shutil.copyfileobj(source, copy)
            copy.seek(0)
            yield _recording(name or _name_of(source), copy)


def _recording(name: str, stream: BinaryIO) -> Recording:
    start = stream.tell()
    return Recording(name, stream.seek(0, io.SEEK_END) - start, stream, start)


def _readable(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise RecordingUnreadable("recording_unreadable", f"{path}: {error.strerror}") from None


def _name_of(stream: BinaryIO) -> str:
    name = getattr(stream, "name", None)
    return Path(name).name if isinstance(name, str) else UNNAMED
