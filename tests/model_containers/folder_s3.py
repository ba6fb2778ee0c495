"""S3 as a folder: what the containers use of boto3's client, with the errors that it raises."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any


class ClientError(Exception):
    """As botocore's: the code is in ``response``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.response = {"Error": {"Code": code}}


class _Body:
    def __init__(self, path: Path) -> None:
        self._path = path

    def iter_chunks(self, size: int) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            while chunk := file.read(size):
                yield chunk


class FolderS3:
    """A bucket is a folder of ``root``. ``broken`` makes every call fail as S3 then does."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.broken = ""

    def get_object(self, *, Bucket: str, Key: str) -> dict[str, Any]:
        self._check()
        path = self.root / Bucket / Key
        if not path.parent.parent.is_dir() and not path.is_file():
            raise ClientError("NoSuchBucket")
        if not path.is_file():
            raise ClientError("NoSuchKey")
        return {"ContentLength": path.stat().st_size, "Body": _Body(path)}

    def put_object(self, *, Bucket: str, Key: str, Body: bytes, ContentType: str) -> None:
        self._check()
        path = self.root / Bucket / Key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(Body)
        path.with_suffix(path.suffix + ".type").write_text(ContentType)

    def _check(self) -> None:
        if self.broken:
            raise ClientError(self.broken)
