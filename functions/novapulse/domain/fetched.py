"""A recording as it came from its URL, and what is asked of where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass

from novapulse.domain.job import Dialect


@dataclass(frozen=True)
class FetchedRecording:
    """``sha256`` is of the content, in hex."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class SourceTerms:
    """``max_bytes``: None is as many as may be uploaded. ``type_prefix``: how the ``Content-Type``
    that the source says has to begin."""

    max_bytes: int | None = None
    type_prefix: str = ""


ANY_SOURCE = SourceTerms()
SOURCE_TERMS: Mapping[Dialect, SourceTerms] = {
    Dialect.CALLCOV: SourceTerms(max_bytes=100 * 1024 * 1024, type_prefix="audio/")
}
"""Of those APIs that ask for something: CallCov's guide names ``audio/*``, and 100 MB for the
largest of its formats. What each format may have is judged when the file is there."""
