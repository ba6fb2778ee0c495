"""Uploads as the native API shows them."""

from novapulse.api.native.uploads.schemas import (
    PartStanding,
    PartUrl,
    PutInParts,
    SinglePut,
    UploadAnswer,
)
from novapulse.domain.upload import Upload
from novapulse.domain.wire_time import wire_time


def instructions(upload: Upload, urls: tuple[str, ...]) -> SinglePut | PutInParts:
    """How to send the parts, each to its own of ``urls``."""
    expires_at = wire_time(upload.expires_at)
    if upload.part_size is None:
        headers = {"Content-Type": upload.content_type}
        return SinglePut(
            upload_id=upload.id, expires_at=expires_at, method="PUT", url=urls[0], headers=headers
        )
    parts = [
        PartUrl(part_number=number, url=url)
        for number, url in zip(upload.part_numbers, urls, strict=True)
    ]
    return PutInParts(
        upload_id=upload.id, expires_at=expires_at, part_size=upload.part_size, parts=parts
    )


def upload_answer(
    upload: Upload, received: frozenset[int], urls: tuple[str, ...] | None
) -> UploadAnswer:
    """``urls`` where parts may still be sent."""
    answer = UploadAnswer(
        upload_id=upload.id,
        status=upload.status.value,
        file_name=upload.file_name,
        size_bytes=upload.size_bytes,
        content_type=upload.content_type,
        expires_at=wire_time(upload.expires_at),
        parts=_standings(upload, received, urls),
    )
    if upload.part_size is None:
        return answer
    return answer.model_copy(update={"part_size": upload.part_size})


def _standings(
    upload: Upload, received: frozenset[int], urls: tuple[str, ...] | None
) -> list[PartStanding]:
    standings = [
        PartStanding(part_number=number, size_bytes=size, received=number in received)
        for number, size in zip(upload.part_numbers, upload.part_sizes, strict=True)
    ]
    if urls is None:
        return standings
    return [
        standing.model_copy(update={"url": url})
        for standing, url in zip(standings, urls, strict=True)
    ]
