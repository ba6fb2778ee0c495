"""Whisper through faster-whisper (CTranslate2), from a local directory."""

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from novapulse.domain.errors import EngineUnavailable
from novapulse.domain.transcript import EngineInfo, Word
from novapulse.speech.engines.protocol import (
    DetectedLanguage,
    Recognised,
    RecogniseOptions,
    primary_language,
)

NAME = "whisper"
ENGLISH_MODEL = "small.en"
MULTILINGUAL_MODEL = "small"
_OWN_CODES = {"nb": "no", "fil": "tl", "cmn": "zh", "iw": "he", "jv": "jw"}
"""Languages that Whisper knows by another code than BCP-47."""
_UNSPACED = frozenset({"zh", "ja", "th", "lo", "my", "yue"})
"""Languages whose text faster-whisper divides by characters, not by blanks (its
``Tokenizer.split_to_word_tokens``)."""


def whisper_info(model: str, note: str = "") -> EngineInfo:
    return EngineInfo(name=NAME, model=model, version=version("faster-whisper"), note=note)


class WhisperEngine:
    """``path``: a CTranslate2 Whisper directory. One thread: processes share the cores.

    Raises EngineUnavailable if the directory holds no such model.
    """

    def __init__(
        self, path: str, *, info: EngineInfo, compute_type: str = "int8", beam_size: int = 1
    ) -> None:
        from faster_whisper import WhisperModel

        self._info = info
        self._beam_size = beam_size
        try:
            self._model: Any = WhisperModel(
                path, device="cpu", compute_type=compute_type, cpu_threads=1, local_files_only=True
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise EngineUnavailable(
                "engine_unavailable",
                f"whisper_model: '{path}' cannot be loaded ({error}). Give a directory with a "
                "CTranslate2 Whisper model (model.bin, config.json, tokenizer.json).",
            ) from error

    @property
    def info(self) -> EngineInfo:
        return self._info

    def supports(self, language: str) -> bool:
        return whisper_language(language) in self._model.supported_languages

    def detect_language(self, pieces: Sequence[NDArray[np.float32]]) -> DetectedLanguage:
        language, probability, _ = self._model.detect_language(pieces[0])
        return DetectedLanguage(language=language, probability=probability)

    def recognise_batch(
        self, pieces: Sequence[NDArray[np.float32]], *, options: RecogniseOptions
    ) -> list[Recognised]:
        return [self.recognise(piece, options=options) for piece in pieces]

    def recognise(self, samples: NDArray[np.float32], *, options: RecogniseOptions) -> Recognised:
        segments, _ = self._model.transcribe(
            samples,
            language=whisper_language(options.language),
            beam_size=self._beam_size,
            word_timestamps=True,
            # Other temperatures draw at random, and a retried stage must give the same words.
            temperature=0.0,
            # Text carried over from the cut before makes one mistake repeat itself.
            condition_on_previous_text=False,
            hotwords=", ".join(options.vocabulary) or None,
            vad_filter=False,
        )
        heard = list(segments)
        spaced = whisper_language(options.language) not in _UNSPACED
        words = whisper_words(heard, len(samples) / 16_000, spaced=spaced)
        text = "".join(segment.text for segment in heard).strip()
        quiet = min((float(segment.no_speech_prob) for segment in heard), default=1.0)
        return Recognised(words=words, text=text, no_speech=quiet)


def whisper_language(language: str) -> str:
    """Whisper's code for a BCP-47 tag."""
    primary = primary_language(language)
    return _OWN_CODES.get(primary, primary)


def whisper_words(
    segments: Sequence[Any], seconds: float, *, spaced: bool = True
) -> tuple[Word, ...]:
    """The words of faster-whisper's ``segments`` of an audio of ``seconds``.

    A piece without a leading blank (``.com``, ``-two``) belongs to the word before it, except in
    languages that are not ``spaced``. Whisper may place a word after the end of the audio or
    before the one it follows; such times are brought back.
    """
    words: list[Word] = []
    for segment in segments:
        first = len(words)
        for item in segment.words or ():
            if not item.word.strip():
                continue
            word = _word(item, words[-1].end if words else 0.0, seconds)
            if spaced and len(words) > first and not item.word[0].isspace():
                word = _glued(words.pop(), word)
            words.append(word)
    return tuple(words)


def _word(item: Any, earliest: float, seconds: float) -> Word:
    start = min(max(float(item.start), earliest), seconds)
    end = min(max(float(item.end), start), seconds)
    confidence = min(1.0, max(0.0, float(item.probability)))
    return Word(
        word=item.word.strip(),
        start=round(start, 2),
        end=round(end, 2),
        confidence=round(confidence, 3),
    )


def _glued(word: Word, piece: Word) -> Word:
    """Confidence is the mean, weighted by characters: a full stop says little about a name."""
    sizes = len(word.word), len(piece.word)
    total = word.confidence * sizes[0] + piece.confidence * sizes[1]
    return Word(
        word=word.word + piece.word,
        start=word.start,
        end=piece.end,
        confidence=round(total / sum(sizes), 3),
    )
