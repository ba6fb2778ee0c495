"""Whisper through faster-whisper (CTranslate2), from a local directory."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from novapulse.domain.errors import EngineUnavailable
from novapulse.domain.transcript import EngineInfo
from novapulse.speech.engines.protocol import DetectedLanguage, Recognised, RecogniseOptions
from novapulse.speech.engines.whisper_batches import Decoding, HeardPiece, decode_batches
from novapulse.speech.engines.whisper_words import (
    language_tag,
    spaced_language,
    vocabulary_prompt,
    whisper_language,
    whisper_words,
)

NAME = "whisper"
ENGLISH_MODEL = "small.en"
MULTILINGUAL_MODEL = "small"
_GPU_FEATURE_THREADS = 4


def whisper_info(model: str, note: str = "") -> EngineInfo:
    return EngineInfo(name=NAME, model=model, version=version("faster-whisper"), note=note)


@dataclass(frozen=True)
class WhisperSettings:
    """``device``: ``cpu``, ``cuda`` or ``auto``; ``compute_type``: of CTranslate2, or ``auto`` for
    float16 on a GPU and int8 else. ``threads``: of the CPU. ``stamps``: see ``Decoding``.
    ``max_tokens``: of prompt and text of one window."""

    device: str = "cpu"
    compute_type: str = "auto"
    beam_size: int = 1
    batch_size: int = 8
    threads: int = 1
    stamps: bool = True
    max_tokens: int = 448


class WhisperEngine:
    """``path``: a CTranslate2 Whisper directory.

    Raises EngineUnavailable if the directory holds no such model, or the device cannot run it.
    """

    def __init__(
        self, path: str, *, info: EngineInfo, settings: WhisperSettings | None = None
    ) -> None:
        self._info = info
        self._settings = settings or WhisperSettings()
        self._device = _device(self._settings.device)
        self._model = _load(path, self._device, self._settings)

    @property
    def info(self) -> EngineInfo:
        return self._info

    @property
    def device(self) -> str:
        return self._device

    def supports(self, language: str) -> bool:
        return whisper_language(language) in self._model.supported_languages

    def detect_language(self, pieces: Sequence[NDArray[np.float32]]) -> DetectedLanguage:
        """The most probable language of all pieces' first 30 s together."""
        if not self._model.model.is_multilingual:
            return DetectedLanguage(language="en", probability=1.0)
        encoded = self._model.encode(np.stack([self._first_window(p) for p in pieces]))
        total: defaultdict[str, float] = defaultdict(float)
        for ranking in self._model.model.detect_language(encoded):
            for token, probability in ranking:
                total[token.strip("<|>")] += probability / len(pieces)
        code = max(total, key=total.__getitem__)
        return DetectedLanguage(language=language_tag(code), probability=round(total[code], 4))

    def recognise(self, samples: NDArray[np.float32], *, options: RecogniseOptions) -> Recognised:
        return self.recognise_batch([samples], options=options)[0]

    def recognise_batch(
        self, pieces: Sequence[NDArray[np.float32]], *, options: RecogniseOptions
    ) -> list[Recognised]:
        # Text carried over from the piece before makes one mistake repeat itself, and drawing at
        # random (temperature) would give a retried stage other words: neither is done.
        heard = decode_batches(self._model, pieces, self._decoding(options))
        spaced = spaced_language(options.language)
        return [_recognised(piece, spaced=spaced) for piece in heard]

    def _decoding(self, options: RecogniseOptions) -> Decoding:
        return Decoding(
            language=whisper_language(options.language),
            hotwords=vocabulary_prompt(options.vocabulary) or None,
            beam_size=self._settings.beam_size,
            batch_size=self._settings.batch_size,
            feature_threads=_GPU_FEATURE_THREADS if self._device == "cuda" else 0,
            max_tokens=self._settings.max_tokens,
            stamps=self._settings.stamps,
        )

    def _first_window(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        extractor = self._model.feature_extractor
        window: NDArray[np.float32] = extractor(samples[: extractor.n_samples])
        width = extractor.nb_max_frames
        return np.pad(window[:, :width], ((0, 0), (0, max(0, width - window.shape[1]))))


def _recognised(piece: HeardPiece, *, spaced: bool) -> Recognised:
    return Recognised(
        words=whisper_words([s.segment for s in piece.segments], piece.seconds, spaced=spaced),
        text="".join(heard.text for heard in piece.segments).strip(),
        no_speech=round(min((h.no_speech for h in piece.segments), default=1.0), 6),
    )


def _load(path: str, device: str, settings: WhisperSettings) -> Any:
    from faster_whisper import WhisperModel

    compute_type = settings.compute_type
    if compute_type == "auto":
        compute_type = "float16" if device == "cuda" else "int8"
    try:
        return WhisperModel(
            path,
            device=device,
            compute_type=compute_type,
            cpu_threads=settings.threads,
            local_files_only=True,
        )
    except (RuntimeError, ValueError, OSError) as error:
        raise EngineUnavailable(
            "engine_unavailable",
            f"whisper_model: '{path}' cannot be loaded on {device} as {compute_type} ({error}). "
            "Give a directory with a CTranslate2 Whisper model (model.bin, config.json, "
            "tokenizer.json).",
        ) from error


def _device(wanted: str) -> str:
    if wanted != "auto":
        return wanted
    import ctranslate2

    return "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
