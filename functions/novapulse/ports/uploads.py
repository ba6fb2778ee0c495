"""Recordings that are sent ahead of their job."""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from novapulse.domain.upload import PartLink, StagedFile, Upload, UploadStatus


class UploadStore(Protocol):
    """Recordings that are sent ahead of their job: what is known of them, not their bytes."""

    def add(self, upload: Upload, *, open_at_most: int | None = None) -> datetime | None:
        """Stores it and returns None; unless so many of its tenant's are neither used nor over:
        then returns when enough of them will be over. One atomic step."""
        ...

    def get(self, tenant: str, upload_id: str) -> Upload:
        """Raises NotFound(``upload_not_found``)."""
        ...

    def move(
        self,
        tenant: str,
        upload_id: str,
        *,
        from_: tuple[UploadStatus, ...],
        to: UploadStatus,
        job_id: str | None = None,
    ) -> bool:
        """One conditional change of status; False if it stood elsewhere."""
        ...

    def of_job(self, tenant: str, job_id: str) -> tuple[Upload, ...]:
        """Those that the job took: for its erasure."""
        ...

    def expired(self, before: datetime) -> tuple[Upload, ...]:
        """Every tenant's uploads whose time was over before then."""
        ...

    def delete(self, tenant: str, upload_id: str) -> None: ...


class UploadParts(Protocol):
    """The bytes of an upload, from its announcement until its job takes them. Callers send each
    part to a URL that carries its own right: S3 presigned ones, or the server's own."""

    def begin(self, upload: Upload) -> None:
        """Once, before its URLs are given out."""
        ...

    def urls(self, upload: Upload) -> tuple[str, ...]:
        """One for each part, in order, good for any number of PUTs until ``expires_at`` or until
        the upload is assembled. Absolute, or relative to the server's root."""
        ...

    def received(self, upload: Upload) -> frozenset[int]:
        """The numbers of the parts that are there, whole; all of them once it is assembled."""
        ...

    def assemble(self, upload: Upload) -> None:
        """Make one recording of all parts, which are there. Twice is harmless, at once too. Raises
        InvalidRequest if its SHA-256 is not the announced one; then parts may be sent again."""
        ...

    def copy(self, upload: Upload) -> StagedFile:
        """The assembled recording as a file of the caller's own, on the file system of the blobs;
        the upload keeps its bytes. Raises NotFound(``upload_not_found``)."""
        ...

    def discard(self, upload: Upload) -> None:
        """Remove every byte, copies that are still there too. Twice is harmless."""
        ...


class PartInbox(Protocol):
    """Where callers' bytes come in, for a home whose own server takes them."""

    def check(self, link: PartLink, signature: str, now: datetime) -> None:
        """Raises Forbidden (``invalid_signature``, ``upload_url_expired``)."""
        ...

    def take(self, upload: Upload, part_number: int, source: Path) -> None:
        """Move a whole part in, in the place of what was sent before. Raises NotFound
        (``upload_not_found``) once discarded, Conflict(``upload_completed``) once assembled."""
        ...
