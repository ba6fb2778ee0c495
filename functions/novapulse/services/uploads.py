"""Recordings that are sent ahead of their job: announced, completed, used once, removed."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from novapulse.domain.errors import NotFound, TooLarge, TooManyRequests
from novapulse.domain.file_name import clean_file_name
from novapulse.domain.upload import (
    MAX_PARTS,
    Upload,
    UploadStatus,
    check_complete,
    check_unused,
    upload_not_found,
)
from novapulse.services.home import Home
from novapulse.services.intake.submission import ReceivedFile


@dataclass(frozen=True)
class Announcement:
    """What the caller says of a recording before it sends it. ``sha256`` in hex of any case."""

    file_name: str
    size_bytes: int
    content_type: str
    sha256: str | None = None


def announce_upload(home: Home, tenant: str, said: Announcement) -> Upload:
    """The stored upload, in parts above ``single_upload_bytes``. Raises TooLarge
    (``file_too_large``), TooManyRequests(``too_many_uploads``)."""
    settings, now = home.settings, home.clock.now()
    if said.size_bytes > settings.max_upload_bytes:
        raise TooLarge(
            "file_too_large",
            f"size_bytes: {said.size_bytes} is more than the {settings.max_upload_bytes} bytes "
            "that are accepted",
        )
    upload = Upload(
        id=f"upl_{secrets.token_hex(16)}",
        tenant=tenant,
        file_name=clean_file_name(said.file_name),
        size_bytes=said.size_bytes,
        content_type=said.content_type,
        sha256=said.sha256 and said.sha256.lower(),
        part_size=_part_size(home, said.size_bytes),
        created_at=now,
        # Whole seconds, so that the answer, the signed URLs and the store name the same moment.
        expires_at=(now + timedelta(hours=settings.upload_hours)).replace(microsecond=0),
    )
    _store(home, upload)
    home.upload_parts.begin(upload)
    return upload


def find_upload(home: Home, tenant: str, upload_id: str) -> Upload:
    """Raises NotFound(``upload_not_found``), also for one whose time is over."""
    upload = home.uploads.get(tenant, upload_id)
    if home.clock.now() >= upload.expires_at:
        raise upload_not_found()
    return upload


def received_parts(home: Home, upload: Upload) -> frozenset[int]:
    """The numbers of the parts that are there."""
    if upload.status is UploadStatus.OPEN:
        return home.upload_parts.received(upload)
    return frozenset(upload.part_numbers)


def close_upload(home: Home, tenant: str, upload_id: str) -> Upload:
    """The completed upload; twice is harmless. Raises NotFound, Conflict(``upload_incomplete``,
    ``upload_already_used``), InvalidRequest for another SHA-256 than the announced one."""
    upload = find_upload(home, tenant, upload_id)
    if upload.status is UploadStatus.OPEN:
        check_complete(upload, home.upload_parts.received(upload))
        home.upload_parts.assemble(upload)
        home.uploads.move(tenant, upload_id, from_=(UploadStatus.OPEN,), to=UploadStatus.COMPLETED)
        upload = find_upload(home, tenant, upload_id)
    check_unused(upload)
    return upload


def complete_upload(home: Home, tenant: str, upload_id: str) -> ReceivedFile:
    """The recording of the upload, completed if it was not, for a submission. Raises as
    ``close_upload`` does.

    The file is the caller's own: submitting may move it away, a refused submission leaves the
    upload as it is. Remove what was not taken; what is forgotten goes with the upload.
    """
    upload = close_upload(home, tenant, upload_id)
    try:
        file = home.upload_parts.copy(upload)
    except NotFound:
        # Another job may have taken the upload since the look at it, and that is what to say then.
        close_upload(home, tenant, upload_id)
        raise
    return ReceivedFile(file.path, upload.file_name, upload.size_bytes, file.sha256)


def mark_used(home: Home, tenant: str, upload_id: str, job_id: str) -> None:
    """The job has the recording; the upload's own bytes go. Twice for one job is harmless. Raises
    NotFound, Conflict (``upload_already_used``, ``upload_incomplete``)."""
    completed = (UploadStatus.COMPLETED,)
    moved = home.uploads.move(
        tenant, upload_id, from_=completed, to=UploadStatus.USED, job_id=job_id
    )
    upload = home.uploads.get(tenant, upload_id)
    if not moved and upload.job_id != job_id:
        check_unused(upload)
        check_complete(upload, frozenset())
    home.upload_parts.discard(upload)


def discard_expired(home: Home) -> int:
    """Delete the uploads whose time is over, used or not, with their bytes. Returns how many."""
    return _delete(home, home.uploads.expired(home.clock.now()))


def erase_uploads(home: Home, tenant: str, job_id: str) -> int:
    """Delete what is still known of the uploads that the job took. Returns how many."""
    return _delete(home, home.uploads.of_job(tenant, job_id))


def _part_size(home: Home, size_bytes: int) -> int | None:
    if size_bytes <= home.settings.single_upload_bytes:
        return None
    return max(home.settings.upload_part_bytes, ceil(size_bytes / MAX_PARTS))


def _store(home: Home, upload: Upload) -> None:
    limit = home.settings.open_uploads
    free_at = home.uploads.add(upload, open_at_most=limit)
    if free_at is not None:
        raise TooManyRequests(
            "too_many_uploads",
            f"{limit} uploads are announced and not used; submit one of them, or wait until one "
            "expires",
            retry_after=ceil((free_at - upload.created_at).total_seconds()),
        )


def _delete(home: Home, uploads: tuple[Upload, ...]) -> int:
    for upload in uploads:
        home.upload_parts.discard(upload)
        home.uploads.delete(upload.tenant, upload.id)
    return len(uploads)
