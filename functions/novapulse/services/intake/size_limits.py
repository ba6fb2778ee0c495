"""Which formats an API takes, and how large a file of each may be."""

from collections.abc import Mapping

from novapulse.domain.errors import FileTooLarge, UnsupportedMedia
from novapulse.domain.job import Dialect
from novapulse.domain.media import MediaInfo

SizeLimits = Mapping[str, int]
"""Bytes by container, as ``probe`` names it. What is not named is not taken."""

MB = 1024 * 1024
"""The CallCov guide leaves open which of the two megabytes it means; this one takes what either
would."""

CALL_LIMITS: SizeLimits = {
    "wav": 100 * MB,
    "flac": 100 * MB,
    "mp3": 50 * MB,
    "m4a": 50 * MB,
    "ogg": 50 * MB,
}
"""CallCov's ``/calls/analyze``, as its guide has them."""
ANALYSIS_LIMITS: SizeLimits = dict.fromkeys(
    ("flac", "mp3", "mp4", "mpeg", "m4a", "ogg", "wav", "matroska"), 500 * MB
)
"""CallCov's ``/analysis/``. WebM is a kind of Matroska, MPGA another name of MP3."""
LIMITS: Mapping[Dialect, SizeLimits] = {Dialect.CALLCOV: CALL_LIMITS}
"""What counts where a submission names none: the native API has one limit for everything."""

BEGINNINGS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"RIFF", "wav"),
    (0, b"RF64", "wav"),
    (0, b"fLaC", "flac"),
    (0, b"OggS", "ogg"),
    (0, b"ID3", "mp3"),
    (4, b"ftyp", "m4a"),
)
"""Offset, bytes, format: from each format's own specification."""
MPEG_SYNC = 0xFFE0
"""The eleven bits that begin every frame of MPEG audio (ISO/IEC 11172-3, 2.4.1.2)."""


def limit_of(head: bytes, limits: SizeLimits) -> int:
    """The most bytes of a file that begins so; the largest limit where that does not tell. What the
    file really is, is found when it is whole."""
    known = _begins_as(head)
    return limits.get(known, max(limits.values())) if known else max(limits.values())


def check_size(media: MediaInfo, limits: SizeLimits) -> None:
    """Raises UnsupportedMedia(``unsupported_media_type``) and FileTooLarge(``file_too_large``)."""
    limit = limits.get(media.container)
    if limit is None:
        raise UnsupportedMedia(
            "unsupported_media_type",
            f"file: the content is {media.container}; accepted are {', '.join(limits)}",
            provided=media.container,
        )
    if media.size_bytes > limit:
        raise FileTooLarge(
            "file_too_large",
            f"file: {media.size_bytes} bytes; {media.container} is accepted up to {limit} bytes",
            max_bytes=limit,
            size_bytes=media.size_bytes,
        )


def _begins_as(head: bytes) -> str | None:
    for offset, beginning, name in BEGINNINGS:
        if head[offset:].startswith(beginning):
            return name
    synchronised = int.from_bytes(head[:2], "big") & MPEG_SYNC == MPEG_SYNC
    return "mp3" if synchronised else None
