"""What every speech engine offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from novapulse.domain.errors import InvalidRequest
from novapulse.domain.transcript import EngineInfo, Word


@dataclass(frozen=True)
class RecogniseOptions:
    """``language``: BCP-47. ``vocabulary``: words that the call may well hold."""

    language: str = "en-US"
    vocabulary: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recognised:
    """Words with times relative to the samples given, and the text as the engine writes it.
    ``no_speech`` is the engine's own probability, 0..1, that nobody spoke."""

    words: tuple[Word, ...]
    text: str
    no_speech: float = 0.0


@dataclass(frozen=True)
class DetectedLanguage:
    """``language``: BCP-47, without a region. ``probability``: 0..1."""

    language: str
    probability: float


class Engine(Protocol):
    @property
    def info(self) -> EngineInfo: ...

    def supports(self, language: str) -> bool: ...

    def detect_language(self, pieces: Sequence[NDArray[np.float32]]) -> DetectedLanguage:
        """The language of ``pieces`` of one call, each as for ``recognise``; at least one."""
        ...

    def recognise(self, samples: NDArray[np.float32], *, options: RecogniseOptions) -> Recognised:
        """Words of mono ``samples`` (-1..1, shape (n,), 16 kHz), in order of time."""
        ...

    def recognise_batch(
        self, pieces: Sequence[NDArray[np.float32]], *, options: RecogniseOptions
    ) -> list[Recognised]:
        """What ``recognise`` gives for each of ``pieces`` (at most 30 s each), in their order.

        Any number of them: the engine takes as many at once as it can, and reads each piece only
        when its turn comes. Who lies in a batch with whom changes nothing.
        """
        ...


def primary_language(language: str) -> str:
    """``en`` of ``en-US``."""
    return language.replace("_", "-").split("-")[0].lower()


def require_language(language: str, *, info: EngineInfo, supported: bool) -> None:
    """Raises InvalidRequest ``language_not_supported`` naming the engine and what would do it."""
    if not supported:
        raise InvalidRequest(
            "language_not_supported",
            f"language: '{language}' cannot be recognised by the engine {info.name} "
            f"({info.model}). The multilingual Whisper model 'small' can: connect this server to "
            "the model hub, or name a directory that holds the model in whisper_model.",
        )
