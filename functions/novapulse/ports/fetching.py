"""Recordings that are named by a URL."""

from collections.abc import Callable
from typing import BinaryIO, Protocol

from novapulse.domain.fetched import ANY_SOURCE, FetchedRecording, SourceTerms


class RecordingFetcher(Protocol):
    def fetch(
        self,
        url: str,
        target: BinaryIO,
        *,
        wanted: Callable[[], bool],
        terms: SourceTerms = ANY_SOURCE,
    ) -> FetchedRecording:
        """The recording at a caller's URL, written to ``target``. Never reaches an address that it
        may not, redirected or not. ``wanted`` is asked now and then. What does not keep to
        ``terms`` is not read to its end.

        Raises BadAudio (``audio_url_refused``, ``audio_url_failed``, ``file_too_large``,
        ``unsupported_media_type``),
        SourceUnavailable (``audio_url_unreachable``), NotFound when it is not wanted any more."""
        ...
