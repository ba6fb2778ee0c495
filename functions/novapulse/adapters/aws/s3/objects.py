"""One bucket, spoken to in keys and bytes."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO, TypeVar

from novapulse.adapters.aws.clients import Client
from novapulse.adapters.aws.trouble import error_code, translated, unavailable
from novapulse.domain.errors import NotFound
from novapulse.domain.file_name import attachment

T = TypeVar("T")

DELETED_AT_ONCE = 1000
LINK_SECONDS = 300
ABSENT = frozenset({"404", "NoSuchKey", "NotFound"})


class Bucket:
    """Objects of one bucket. Raises StorageUnavailable where S3 throttles or cannot be reached."""

    def __init__(self, client: Client, name: str) -> None:
        self.client = client
        self.name = name

    def put(self, key: str, data: bytes, **more: Any) -> None:
        """1 request."""
        with translated():
            self.client.put_object(Bucket=self.name, Key=key, Body=data, **more)

    def upload(self, key: str, stream: BinaryIO) -> None:
        """1 request; for more than 8 MB in parts, side by side. It appears when all are there."""
        with translated():
            self.client.upload_fileobj(stream, self.name, key)

    def get(self, key: str) -> bytes:
        """1 request. Raises NotFound."""

        def read() -> bytes:
            return bytes(self.client.get_object(Bucket=self.name, Key=key)["Body"].read())

        return self._found(key, read)

    def download(self, key: str, stream: BinaryIO) -> None:
        """2 requests, and more for large objects, side by side. Raises NotFound."""
        self._found(key, lambda: self.client.download_fileobj(self.name, key, stream))

    def head(self, key: str) -> dict[str, Any]:
        """1 request. Raises NotFound."""
        return self._found(key, lambda: dict(self.client.head_object(Bucket=self.name, Key=key)))

    def list(self, prefix: str) -> Iterator[dict[str, Any]]:
        """``Key``, ``Size`` and ``ETag`` in the order of keys; 1 request for each 1,000."""
        request = {"Bucket": self.name, "Prefix": prefix}
        while True:
            with translated():
                answer = self.client.list_objects_v2(**request)
            yield from answer.get("Contents", ())
            if not answer.get("IsTruncated"):
                return
            request["ContinuationToken"] = answer["NextContinuationToken"]

    def delete(self, keys: Sequence[str]) -> None:
        """1 request for each 1,000."""
        for start in range(0, len(keys), DELETED_AT_ONCE):
            batch = [{"Key": key} for key in keys[start : start + DELETED_AT_ONCE]]
            with translated():
                answer = self.client.delete_objects(
                    Bucket=self.name, Delete={"Objects": batch, "Quiet": True}
                )
            _check_deleted(answer)

    def link(self, key: str, media_type: str, name: str) -> str:
        """No request. A URL that is good for ``LINK_SECONDS``, or as long as the credentials that
        signed it; who opens it saves a file of that name."""
        return str(
            self.client.generate_presigned_url(
                "get_object",
                Params={
                    "Bucket": self.name,
                    "Key": key,
                    "ResponseContentType": media_type,
                    "ResponseContentDisposition": attachment(name),
                },
                ExpiresIn=LINK_SECONDS,
            )
        )

    def _found(self, key: str, action: Callable[[], T]) -> T:
        from botocore.exceptions import ClientError

        with translated():
            try:
                return action()
            except ClientError as error:
                if error_code(error) not in ABSENT:
                    raise
        raise NotFound("blob_not_found", f"no object is stored under '{key}'")


def _check_deleted(answer: dict[str, Any]) -> None:
    """Raises StorageUnavailable: an object that stays must not count as erased."""
    for failure in answer.get("Errors", ()):
        raise unavailable(f"{failure.get('Code')}, an object was not deleted")
