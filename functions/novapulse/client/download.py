"""A recording that is written to a file while it comes."""

from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOENT
from os import strerror
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

import httpx

from novapulse.client.connection import Connection, Params
from novapulse.client.errors import ClientError, UnexpectedAnswer

RECORDINGS = ("audio/", "application/octet-stream")
"""How the media types begin that a server gives its recordings."""


def save(connection: Connection, path: str, params: Params, file: Path) -> None:
    """Whole, or not at all: what stood there before stays until the last byte has come. Only its
    owner may read the file. Raises ClientError, and OSError where it cannot be written."""
    target = file.resolve()
    if target.exists() and not target.is_file():
        raise ClientError("invalid_parameter", f"{file}: is no regular file; name one to write to")
    if not target.parent.is_dir():
        raise FileNotFoundError(ENOENT, strerror(ENOENT), str(target.parent))

    def once() -> None:
        with _replacing(target) as content, connection.download(path, params) as response:
            _check_recording(response)
            for piece in response.iter_bytes():
                content.write(piece)

    connection.retries.run(once)


def _check_recording(response: httpx.Response) -> None:
    """A page of something before the server is none."""
    media_type = response.headers.get("content-type", "")
    if not media_type.startswith(RECORDINGS):
        raise UnexpectedAnswer(
            "unexpected_answer",
            f"This is not what a NovaPulse server answers: {media_type!a:.80} is no recording. "
            "Check the URL.",
        )


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
