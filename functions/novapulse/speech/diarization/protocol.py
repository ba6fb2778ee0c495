"""What every diarizer offers that tells voices apart on one channel."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from novapulse.domain.transcript import Diarization, EngineInfo


@dataclass(frozen=True)
class SpeakerHints:
    """The number of speakers, or its bounds, each None where nothing is known."""

    expected: int | None = None
    at_least: int | None = None
    at_most: int | None = None


class Diarizer(Protocol):
    @property
    def info(self) -> EngineInfo:
        """``draft`` with a ``note`` where it stands in for a better one that cannot be had."""
        ...

    def by_voice(self, path: Path, hints: SpeakerHints) -> Diarization:
        """Turns in order of start of the raw file ``path`` (signed 16-bit little-endian, mono,
        16 kHz), which carries everybody. Speakers count from 0 in order of appearance. Memory
        does not grow with the square of the length. Raises EngineUnavailable.
        """
        ...
