"""A body that is written to a file while it comes."""

from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOENT
from os import strerror
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from novapulse.client.connection import Connection, Params
from novapulse.client.errors import ClientError


def save(connection: Connection, path: str, params: Params, file: Path) -> None:
    """Whole, or not at all: what stood there before stays until the last byte has come. Only its
    owner may read a new file. Raises OSError where it cannot be written."""
    target = file.resolve()
    if target.exists() and not target.is_file():
        raise ClientError("invalid_parameter", f"{file}: is no regular file; name one to write to")
    if not target.parent.is_dir():
        raise FileNotFoundError(ENOENT, strerror(ENOENT), str(target.parent))

    def once() -> None:
        with connection.download(path, params) as response, _replacing(target) as content:
            for piece in response.iter_bytes():
                content.write(piece)

    connection.retries.run(once)


@contextmanager
def _replacing(target: Path) -> Iterator[IO[bytes]]:
    with NamedTemporaryFile(dir=target.parent, prefix=".novapulse-", delete=False) as content:
        partial = Path(content.name)
        try:
            yield content
            content.close()
            partial.replace(target)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
