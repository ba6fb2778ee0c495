"""The ways to recognise that are compared: ours, and the libraries' own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.weights import CTRANSLATE2, TRANSFORMERS

Pieces = Sequence[NDArray[np.float32]]
Recognise = Callable[[Pieces], list[str]]
"""Texts of pieces of 30 s."""
RATE = 16_000
PROMPT = 4
"""Start, language, task and no time stamps."""
_ROOM = 2
"""CTranslate2 decodes at most half of the length that it is given (``models/whisper.cc``)."""


@dataclass(frozen=True)
class Setup:
    """``tokens``: of text, decoded from every window."""

    folder: str
    device: str
    batch_size: int
    tokens: int

    @property
    def half(self) -> bool:
        return self.device == "cuda"


@dataclass(frozen=True)
class Path:
    """``needs``: packages. ``words``: it also times every word. ``largest``: of batches, None for
    any."""

    name: str
    weights: str
    needs: tuple[str, ...]
    words: bool
    load: Callable[[Setup], Recognise]
    largest: int | None = None


def _our_ctranslate2(setup: Setup) -> Recognise:
    from novapulse.speech.engines.protocol import RecogniseOptions
    from novapulse.speech.engines.whisper import WhisperEngine, WhisperSettings, whisper_info

    engine = WhisperEngine(
        setup.folder,
        info=whisper_info("random"),
        settings=WhisperSettings(
            device=setup.device,
            batch_size=setup.batch_size,
            threads=0,
            stamps=False,
            max_tokens=_ROOM * setup.tokens,
        ),
    )
    options = RecogniseOptions(language="en")
    return lambda pieces: [one.text for one in engine.recognise_batch(pieces, options=options)]


def _our_transformers(setup: Setup) -> Recognise:
    from novapulse.speech.engines.protocol import RecogniseOptions
    from novapulse.speech.engines.transformers_whisper import (
        TransformersSettings,
        TransformersWhisper,
        transformers_info,
    )

    engine = TransformersWhisper(
        setup.folder,
        info=transformers_info("random"),
        settings=TransformersSettings(
            device=setup.device, batch_size=setup.batch_size, max_tokens=setup.tokens
        ),
    )
    options = RecogniseOptions(language="en")
    return lambda pieces: [one.text for one in engine.recognise_batch(pieces, options=options)]


def _faster_whisper(setup: Setup, *, words: bool) -> Recognise:
    from faster_whisper import BatchedInferencePipeline, WhisperModel

    kind = "float16" if setup.half else "int8"
    model = WhisperModel(
        setup.folder, device=setup.device, compute_type=kind, local_files_only=True
    )
    pipeline = BatchedInferencePipeline(model)

    def recognise(pieces: Pieces) -> list[str]:
        segments, _ = pipeline.transcribe(
            np.concatenate(list(pieces)),
            language="en",
            beam_size=1,
            temperature=0.0,
            word_timestamps=words,
            vad_filter=False,
            clip_timestamps=_clips(pieces),
            max_new_tokens=_ROOM * setup.tokens - PROMPT,
            batch_size=setup.batch_size,
        )
        return [segment.text for segment in segments]

    return recognise


def _clips(pieces: Pieces) -> list[dict[str, float]]:
    ends = np.cumsum([len(piece) for piece in pieces]) / RATE
    starts = [0.0, *ends[:-1]]
    return [
        {"start": float(start), "end": float(end)} for start, end in zip(starts, ends, strict=True)
    ]


def _transformers(setup: Setup) -> Recognise:
    """One window of 30 s an input, without times: the least that the pipeline can do."""
    import torch
    from transformers import pipeline

    pipe: Any = pipeline(
        "automatic-speech-recognition",
        model=setup.folder,
        device=0 if setup.device == "cuda" else -1,
        dtype=torch.float16 if setup.half else torch.float32,
        batch_size=setup.batch_size,
    )
    generate = {
        "language": "en",
        "task": "transcribe",
        "min_new_tokens": setup.tokens,
        "max_new_tokens": setup.tokens,
        "num_beams": 1,
        "do_sample": False,
    }

    def recognise(pieces: Pieces) -> list[str]:
        audio = [{"raw": piece, "sampling_rate": RATE} for piece in pieces]
        return [str(one["text"]) for one in pipe(audio, generate_kwargs=generate)]

    return recognise


_OWN = ("numpy", "pydantic")
PATHS = {
    path.name: path
    for path in (
        Path(
            "NovaPulse, CTranslate2",
            CTRANSLATE2,
            (*_OWN, "faster_whisper", "ctranslate2"),
            True,
            _our_ctranslate2,
        ),
        Path(
            "faster-whisper batched, word times",
            CTRANSLATE2,
            ("faster_whisper", "ctranslate2"),
            True,
            lambda setup: _faster_whisper(setup, words=True),
        ),
        Path(
            "faster-whisper batched",
            CTRANSLATE2,
            ("faster_whisper", "ctranslate2"),
            False,
            lambda setup: _faster_whisper(setup, words=False),
        ),
        Path(
            "NovaPulse, transformers",
            TRANSFORMERS,
            (*_OWN, "torch", "transformers", "tokenizers"),
            True,
            _our_transformers,
        ),
        Path(
            "transformers pipeline, batched",
            TRANSFORMERS,
            ("torch", "transformers"),
            False,
            _transformers,
        ),
        Path(
            "transformers pipeline, plain",
            TRANSFORMERS,
            ("torch", "transformers"),
            False,
            _transformers,
            largest=1,
        ),
    )
}
