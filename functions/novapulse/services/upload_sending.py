"""Parts of an upload that come to this server, each to the URL that was signed for it."""

from pathlib import Path

from novapulse.domain.errors import Conflict
from novapulse.domain.upload import PartLink, UploadStatus, check_unused
from novapulse.ports import PartInbox
from novapulse.services.home import Home
from novapulse.services.uploads import find_upload


def accept_part(home: Home, inbox: PartInbox, link: PartLink, signature: str) -> int:
    """How many bytes the part that the URL is for must have. Raises Forbidden
    (``invalid_signature``, ``upload_url_expired``), NotFound, Conflict(``upload_completed``,
    ``upload_already_used``)."""
    inbox.check(link, signature, home.clock.now())
    upload = find_upload(home, link.tenant, link.upload_id)
    check_unused(upload)
    if upload.status is UploadStatus.COMPLETED:
        raise Conflict(
            "upload_completed", f"Upload '{upload.id}' is complete and takes no more parts."
        )
    return upload.part_sizes[link.part_number - 1]


def take_part(home: Home, inbox: PartInbox, link: PartLink, source: Path) -> None:
    """Keep a part of the right size in the place of what was sent before. Raises NotFound and
    Conflict if the upload ended meanwhile."""
    inbox.take(find_upload(home, link.tenant, link.upload_id), link.part_number, source)
