"""The bytes of uploads in S3: ``{prefix}{tenant}/{upload_id}/part-00001`` …, then ``recording``.

Each part is an object of its own, not a part of one S3 multipart upload: those are used up when
they are joined, and only then can the content be read and found to be damaged. So a part may be
sent again to its URL, whatever came before.
"""

import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from novapulse.adapters.aws.s3.joining import Part, join, sha256_of
from novapulse.adapters.aws.s3.objects import Bucket
from novapulse.adapters.aws.trouble import error_code, translated, unavailable
from novapulse.domain.errors import NotFound
from novapulse.domain.upload import StagedFile, Upload, check_checksum, upload_not_found
from novapulse.ports import Clock

PART = "part-"
RECORDING = "recording"
ATTEMPTS = 5
LONGEST_SECONDS = 7 * 24 * 3600
"""Of a presigned URL.
https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html"""
MOVED = frozenset({"404", "412", "NoSuchKey", "NoSuchUpload", "PreconditionFailed"})
"""A part was taken away, or sent again, while it was read."""


class S3UploadParts:
    """Fulfils ``UploadParts``. URLs are good for one size each, and until ``expires_at``, but no
    longer than the credentials that signed them. S3 takes a part after its upload was assembled or
    discarded too: it changes nothing, and a lifecycle rule on ``prefix`` removes it. Parts of
    several must have 5 MB or more, but the last. ``scratch`` is a folder for copies."""

    def __init__(
        self, bucket: Bucket, clock: Clock, *, scratch: Path, prefix: str = "staged/"
    ) -> None:
        self._bucket = bucket
        self._clock = clock
        self._scratch = scratch
        self._prefix = prefix

    def begin(self, upload: Upload) -> None:
        """No request."""

    def urls(self, upload: Upload) -> tuple[str, ...]:
        """No request."""
        left = (upload.expires_at - self._clock.now()).total_seconds()
        seconds = min(max(1, int(left)), LONGEST_SECONDS)
        return tuple(
            str(
                self._bucket.client.generate_presigned_url(
                    "put_object",
                    Params={
                        "Bucket": self._bucket.name,
                        "Key": self._part(upload, number),
                        "ContentLength": size,
                    },
                    ExpiresIn=seconds,
                )
            )
            for number, size in zip(upload.part_numbers, upload.part_sizes, strict=True)
        )

    def received(self, upload: Upload) -> frozenset[int]:
        """1 request for each 1,000 parts."""
        found = self._found(upload)
        if self._recording(upload) in found:
            return frozenset(upload.part_numbers)
        sizes = zip(upload.part_numbers, upload.part_sizes, strict=True)
        there = {name: each["Size"] for name, each in found.items()}
        return frozenset(n for n, size in sizes if there.get(self._part(upload, n)) == size)

    def assemble(self, upload: Upload) -> None:
        """4 requests for one part, 2 for each of several and 4; and it reads them all."""
        for _ in range(ATTEMPTS):
            found = self._found(upload)
            if self._recording(upload) in found or self._joined(upload, found):
                self._bucket.delete([name for name in found if name != self._recording(upload)])
                return
        raise unavailable("its parts are being sent again")

    def copy(self, upload: Upload) -> StagedFile:
        """3 requests; more for large recordings, side by side."""
        folder = self._scratch / upload.id
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"copy-{secrets.token_hex(8)}"
        try:
            return StagedFile(path, self._fetch(self._recording(upload), path))
        except (FileNotFoundError, NotFound):  # discarded meanwhile, here or in another process
            self._remove_copies(upload)
            raise upload_not_found() from None

    def discard(self, upload: Upload) -> None:
        """2 requests; 1 if there is nothing."""
        self._remove_copies(upload)
        self._bucket.delete(list(self._found(upload)))

    def _found(self, upload: Upload) -> dict[str, dict[str, Any]]:
        return {each["Key"]: each for each in self._bucket.list(self._folder(upload))}

    def _joined(self, upload: Upload, found: Mapping[str, dict[str, Any]]) -> bool:
        """False if a part was not as it was found any more. Raises NotFound if one is not there,
        InvalidRequest if they are not as announced."""
        names = [self._part(upload, number) for number in upload.part_numbers]
        if not all(name in found for name in names):
            raise upload_not_found()
        parts = [Part(name, str(found[name]["ETag"])) for name in names]
        with translated():
            try:
                sha256 = sha256_of(self._bucket, parts)
                check_checksum(upload, sha256)
                join(self._bucket, self._recording(upload), parts, {"sha256": sha256})
            except Exception as error:
                if error_code(error) in MOVED:
                    return False
                raise
        return True

    def _fetch(self, name: str, path: Path) -> str:
        """Into a file for its owner alone; returns the SHA-256 of the recording."""
        head = self._bucket.head(name)
        create = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(path, create, 0o600), "wb") as stream:
            self._bucket.download(name, stream)
        return str(head["Metadata"]["sha256"])

    def _remove_copies(self, upload: Upload) -> None:
        shutil.rmtree(self._scratch / upload.id, ignore_errors=True)

    def _folder(self, upload: Upload) -> str:
        return f"{self._prefix}{upload.tenant}/{upload.id}/"

    def _part(self, upload: Upload, number: int) -> str:
        return f"{self._folder(upload)}{PART}{number:05}"

    def _recording(self, upload: Upload) -> str:
        return self._folder(upload) + RECORDING
