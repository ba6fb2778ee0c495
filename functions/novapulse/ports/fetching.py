"""Recordings that are named by a URL."""

from collections.abc import Callable
from typing import BinaryIO, Protocol

from novapulse.domain.fetched import FetchedRecording


class RecordingFetcher(Protocol):
    def fetch(self, url: str, target: BinaryIO, *, wanted: Callable[[], bool]) -> FetchedRecording:
        """The recording at a caller's URL, written to ``target``. Never reaches an address that it
        may not, redirected or not. ``wanted`` is asked now and then.

        Raises BadAudio (``audio_url_refused``, ``audio_url_failed``, ``file_too_large``),
        SourceUnavailable (``audio_url_unreachable``), NotFound when it is not wanted any more."""
        ...
