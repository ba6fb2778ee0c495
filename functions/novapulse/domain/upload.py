"""A recording that is sent ahead of its job: in one piece, or in parts that may be repeated."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from novapulse.domain.errors import Conflict, InvalidRequest, NotFound
from novapulse.domain.value import Value

MAX_PARTS = 10_000
"""Of S3's multipart uploads; other homes keep to it, so that clients need not know where they are.
https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html"""

NAMED_PARTS = 10
"""So many of those that are missing are named."""


class UploadStatus(StrEnum):
    OPEN = "open"
    COMPLETED = "completed"
    """All bytes are there and are what was announced."""
    USED = "used"
    """A job took the recording."""


class Upload(Value):
    """``id`` is ``upl_`` and 32 hex digits. ``part_size`` is None for one piece; the last part may
    be smaller. ``sha256`` (hex) is what the caller announced, if it did."""

    id: str
    tenant: str
    file_name: str
    size_bytes: int
    content_type: str
    sha256: str | None
    part_size: int | None
    created_at: datetime
    expires_at: datetime
    status: UploadStatus = UploadStatus.OPEN
    job_id: str | None = None

    @property
    def part_sizes(self) -> tuple[int, ...]:
        """Bytes of each part, in order; one for an upload in one piece."""
        size = self.part_size or self.size_bytes
        whole, rest = divmod(self.size_bytes, size)
        return (size,) * whole + ((rest,) if rest else ())

    @property
    def part_numbers(self) -> range:
        """From 1."""
        return range(1, len(self.part_sizes) + 1)


@dataclass(frozen=True)
class PartLink:
    """What a part's URL says, and its signature answers for. ``expires`` is in Unix seconds."""

    tenant: str
    upload_id: str
    part_number: int
    expires: int


@dataclass(frozen=True)
class StagedFile:
    """``sha256`` is of the content, in hex."""

    path: Path
    sha256: str


def upload_not_found() -> NotFound:
    """Unknown, another tenant's, or over: the one answer to all three."""
    return NotFound(
        "upload_not_found", "No such upload exists; announce one (POST /v1/audio/uploads)."
    )


def check_checksum(upload: Upload, sha256: str) -> None:
    """Raises InvalidRequest unless the content is what was announced."""
    if upload.sha256 is not None and upload.sha256 != sha256:
        raise InvalidRequest(
            "invalid_parameter",
            f"sha256: {upload.sha256} was announced, the content has {sha256}; "
            "send the parts that are damaged again",
        )


def check_unused(upload: Upload) -> None:
    """Raises Conflict (``upload_already_used``)."""
    if upload.status is UploadStatus.USED:
        raise Conflict(
            "upload_already_used", f"Upload '{upload.id}' was used by job '{upload.job_id}'."
        )


def check_complete(upload: Upload, received: frozenset[int]) -> None:
    """``received`` are the numbers of the parts that are there. Raises Conflict
    (``upload_incomplete``)."""
    missing = [number for number in upload.part_numbers if number not in received]
    if missing:
        named = ", ".join(map(str, missing[:NAMED_PARTS]))
        raise Conflict(
            "upload_incomplete",
            f"Upload '{upload.id}' lacks {len(missing)} of {len(upload.part_numbers)} parts: "
            f"{named}{' …' if len(missing) > NAMED_PARTS else ''}. Send them and complete it then.",
        )
