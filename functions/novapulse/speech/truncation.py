"""What a file's header promises against what the file holds."""

from pathlib import Path

from novapulse.domain.media import MediaInfo

_STREAMED = 0x7FFF_0000
"""Sizes from here on are what recorders write that stream and never come back to the header."""
_SLACK_SECONDS = 0.5
_HEAD_BYTES = 1 << 16
_LAST_OGG_PAGE_BYTES = 1 << 17
"""A page has at most 65307 bytes."""


def is_truncated(path: Path, media: MediaInfo, decoded_seconds: float) -> bool:
    """True if the end of the recording is missing: fewer bytes than a WAV's data chunk or an
    MP3's Xing header announces, no end-of-stream flag on an Ogg's last page (RFC 3533), or a
    shorter decoded length than the container's."""
    if media.duration_seconds - decoded_seconds > max(
        _SLACK_SECONDS, 0.02 * media.duration_seconds
    ):
        return True
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        file.seek(max(0, media.size_bytes - _LAST_OGG_PAGE_BYTES))
        tail = file.read()
    if media.container == "wav":
        return _wav_missing(head, media.size_bytes)
    if media.container == "mp3":
        return _mp3_missing(head, media.size_bytes)
    return media.container == "ogg" and _ogg_missing(tail)


def _wav_missing(head: bytes, size: int) -> bool:
    """RIFF: ``data`` and a little-endian 32-bit length precede the samples."""
    at = head.find(b"data", 12)
    if head[:4] != b"RIFF" or at < 0:
        return False
    declared = int.from_bytes(head[at + 4 : at + 8], "little")
    return declared < _STREAMED and at + 8 + declared > size + 1


def _mp3_missing(head: bytes, size: int) -> bool:
    """A file that begins inside a frame has lost its start. Xing/Info tag: four bytes of flags,
    then (flag 1) the frames and (flag 2) the bytes of the stream, big-endian."""
    frame_sync = head[:1] == b"\xff" and head[1] >= 0xE0
    if not frame_sync and head[:3] not in (b"ID3", b"TAG") and not head.startswith(b"\0"):
        return True
    at = max(head.find(b"Xing"), head.find(b"Info"))
    if at < 0:
        return False
    flags = int.from_bytes(head[at + 4 : at + 8], "big")
    if not flags & 2:
        return False
    where = at + 8 + (4 if flags & 1 else 0)
    declared = int.from_bytes(head[where : where + 4], "big")
    return declared > size * 1.01


def _ogg_missing(tail: bytes) -> bool:
    """Each page begins with ``OggS``, a version and a byte of flags, of which 4 ends a stream."""
    last = tail.rfind(b"OggS")
    flags = tail[last + 5 : last + 6]
    return last >= 0 and (not flags or not flags[0] & 4)
