"""A recording that is sent ahead of its job: in one piece, or in parts that may be repeated."""

from datetime import datetime
from enum import StrEnum

from novapulse.domain.value import Value


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
