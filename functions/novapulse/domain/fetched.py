"""A recording as it came from its URL."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FetchedRecording:
    """``sha256`` is of the content, in hex. ``content_type`` is what the other side said."""

    size_bytes: int
    sha256: str
    content_type: str = ""
