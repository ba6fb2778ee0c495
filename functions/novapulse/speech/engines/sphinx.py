"""PocketSphinx: the engine that needs no download. English, a draft at best."""

import math
import re
from collections.abc import Sequence
from importlib.metadata import version
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from novapulse.domain.transcript import EngineInfo, Word
from novapulse.speech.engines.pronunciation import Pronouncer
from novapulse.speech.engines.protocol import (
    DetectedLanguage,
    Recognised,
    RecogniseOptions,
    primary_language,
)
from novapulse.speech.engines.sphinx_vocabulary import ENGINE, SphinxVocabulary

NAME = ENGINE
MODEL = "en-us"
NOTE = (
    "Draft: no Whisper model could be had, so the built-in engine was used. On telephone calls "
    "it gets more than half of the words wrong."
)
_FRAMES_PER_SECOND = 100
_ALTERNATE = re.compile(r"\(\d+\)$")
_TELEPHONE_SEARCH = {"maxhmmpf": 5000, "maxwpf": 20}
"""Beams that save a third of the time on telephone audio without a measurable loss."""
_TELEPHONE_RATE = 8_000
_HALF_BAND_TAPS = 63
_SEARCH = "call"


def sphinx_info() -> EngineInfo:
    return EngineInfo(
        name=NAME, model=MODEL, version=version("pocketsphinx"), draft=True, note=NOTE
    )


class SphinxEngine:
    """One decoder. ``narrowband`` selects the telephone front end: 8 kHz features, and a linear
    transform (MLLR) of the wide-band model's Gaussians onto them."""

    def __init__(self, *, narrowband: bool) -> None:
        self._narrowband = narrowband
        self._prepare(())

    @property
    def info(self) -> EngineInfo:
        return sphinx_info()

    def supports(self, language: str) -> bool:
        return primary_language(language) == "en"

    def detect_language(self, pieces: Sequence[NDArray[np.float32]]) -> DetectedLanguage:
        """It knows no other."""
        del pieces
        return DetectedLanguage(language="en", probability=1.0)

    def recognise(self, samples: NDArray[np.float32], *, options: RecogniseOptions) -> Recognised:
        """Words of the dictionary and of the vocabulary in ``options``."""
        if not len(samples):
            return Recognised(words=(), text="")
        if options.vocabulary != self._terms:
            self._prepare(options.vocabulary)
        if self._narrowband:
            samples = half_rate(samples)
        pcm = (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
        self._decoder.start_utt()
        self._decoder.process_raw(pcm, full_utt=True)
        self._decoder.end_utt()
        words = self._vocabulary.written(_words(self._decoder.seg() or ()))
        return Recognised(words=words, text=" ".join(word.word for word in words))

    def recognise_batch(
        self, pieces: Sequence[NDArray[np.float32]], *, options: RecogniseOptions
    ) -> list[Recognised]:
        """One after another: the engine has no other way."""
        return [self.recognise(piece, options=options) for piece in pieces]

    def _prepare(self, terms: tuple[str, ...]) -> None:
        """A decoder that knows ``terms`` and no others: what one caller named is not heard in
        another's call. Takes about a second, so only the last one is kept."""
        self._decoder = _decoder(self._narrowband)
        self._vocabulary = SphinxVocabulary(terms, Pronouncer(self._decoder.lookup_word))
        model = _language_model(self._decoder)
        self._vocabulary.add_to(self._decoder, model)
        self._decoder.add_lm(_SEARCH, model)
        self._decoder.activate_search(_SEARCH)
        self._terms = terms


def half_rate(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """16 kHz to 8 kHz: a windowed-sinc half-band filter, then every second sample."""
    n = np.arange(_HALF_BAND_TAPS) - _HALF_BAND_TAPS // 2
    taps = (0.48 * np.sinc(0.48 * n) * np.hamming(_HALF_BAND_TAPS)).astype(np.float32)
    if len(samples) < _HALF_BAND_TAPS:
        return samples[::2]
    return np.asarray(np.convolve(samples, taps, mode="same")[::2], dtype=np.float32)


def _decoder(narrowband: bool) -> Any:
    """Without a language model yet."""
    from pocketsphinx import Config, Decoder

    if not narrowband:
        return Decoder(Config(loglevel="FATAL", lm=None))
    data = files("novapulse.speech.engines") / "data"
    # Front-end values given to Config are overridden by the model's own feat.params, so a whole
    # file of them takes its place.
    with as_file(data / "tel8k.params") as params, as_file(data / "tel8k_v1.mllr") as transform:
        return Decoder(
            Config(
                loglevel="FATAL",
                lm=None,
                samprate=_TELEPHONE_RATE,
                featparams=str(params),
                mllr=str(transform),
                **_TELEPHONE_SEARCH,
            )
        )


def _language_model(decoder: Any) -> Any:
    """A new copy of the bundled trigrams, which ``decoder`` may change."""
    from pocketsphinx import NGramModel, get_model_path

    path = get_model_path("en-us/en-us.lm.bin")
    return NGramModel(decoder.config, decoder.get_logmath(), path)


def _words(segments: Any) -> list[Word]:
    """Without fillers such as ``<sil>`` and ``[NOISE]``, and without the number of the
    pronunciation in ``the(2)``."""
    return [
        Word(
            word=_ALTERNATE.sub("", segment.word),
            start=round(segment.start_frame / _FRAMES_PER_SECOND, 2),
            end=round((segment.end_frame + 1) / _FRAMES_PER_SECOND, 2),
            confidence=_posterior(segment.prob),
        )
        for segment in segments
        if segment.word[0] not in "<["
    ]


def _posterior(value: float) -> float:
    """The decoder's posterior, which rounding may lift above 1, or its logarithm."""
    probability = value if value >= 0 else math.exp(max(value, -30.0))
    return round(min(1.0, probability), 3)
