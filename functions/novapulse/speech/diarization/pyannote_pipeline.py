"""Voices told apart by a pyannote.audio pipeline, with memory that does not follow the length."""

import threading
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from novapulse.domain.transcript import Diarization, EngineInfo, SpeakerTurn
from novapulse.speech.diarization.protocol import SpeakerHints
from novapulse.speech.diarization.pyannote_loading import load
from novapulse.speech.diarization.speaker_linking import Voices, link_speakers
from novapulse.speech.diarization.stretches import stretches
from novapulse.speech.pcm import SAMPLE_RATE, RawFile, Samples, level_gain, read
from novapulse.speech.torch_device import torch_device

NAME = "pyannote"
_SHORTEST = SAMPLE_RATE
"""Less than 1 s is padded: the networks need a few frames."""


@dataclass(frozen=True)
class PyannoteSettings:
    """``device``: ``auto``, ``cpu`` or ``cuda``. ``batch_size``: of both networks.
    ``stretch_seconds``: a longer call is taken in stretches of at most this, and their speakers
    are matched by voice; the memory of clustering grows with the square of a stretch."""

    device: str = "auto"
    batch_size: int = 32
    stretch_seconds: float = 1800.0


@dataclass(frozen=True)
class _Stretch:
    """``turns``: (voice, start, end) in seconds of the call."""

    turns: tuple[tuple[int, float, float], ...]
    voices: Voices


class PyannoteDiarizer:
    """``path``: a pipeline's directory (config.yaml and what it names). Threads take turns.

    Raises EngineUnavailable if it cannot be loaded, or the package is not installed.
    """

    def __init__(self, path: str, *, model: str, settings: PyannoteSettings | None = None) -> None:
        self._settings = settings or PyannoteSettings()
        self._model = model
        self._pipeline = load(path, self._settings.batch_size)
        self._device = torch_device(self._settings.device)
        self._pipeline.to(_torch().device(self._device))
        self._turn = threading.Lock()

    @property
    def info(self) -> EngineInfo:
        return EngineInfo(name=NAME, model=self._model, version=version("pyannote.audio"))

    @property
    def device(self) -> str:
        return self._device

    def by_voice(self, path: Path, hints: SpeakerHints) -> Diarization:
        samples = RawFile(path)
        gain = level_gain(samples)
        parts = stretches(samples, self._settings.stretch_seconds)
        bounds = _bounds(hints, alone=len(parts) == 1)
        found = [self._stretch(samples, start, end, gain, bounds) for start, end in parts]
        links = link_speakers(
            [stretch.voices for stretch in found],
            at_least=hints.expected or hints.at_least or 1,
            at_most=hints.expected or hints.at_most,
        )
        return _joined(found, links)

    def _stretch(
        self, samples: Samples, start: int, end: int, gain: float, bounds: dict[str, int]
    ) -> _Stretch:
        signal = read(samples, start, end, gain)
        offset, seconds = start / SAMPLE_RATE, (end - start) / SAMPLE_RATE
        if not len(signal):
            return _Stretch((), _voices(np.zeros((0, 1)), []))
        padded = np.pad(signal, (0, max(0, _SHORTEST - len(signal))))
        call = {"waveform": _torch().from_numpy(padded)[None], "sample_rate": SAMPLE_RATE}
        with self._turn, warnings.catch_warnings():
            # Of voices too short for a print, and of fewer speakers than hoped for.
            warnings.simplefilter("ignore")
            output = self._pipeline(call, **bounds)
        labels = list(output.speaker_diarization.labels())
        turns = [
            (labels.index(label), offset + turn.start, offset + min(turn.end, seconds))
            for turn, _, label in output.exclusive_speaker_diarization.itertracks(yield_label=True)
            if turn.start < seconds
        ]
        return _Stretch(tuple(turns), _voices(output.speaker_embeddings, turns))


def _bounds(hints: SpeakerHints, *, alone: bool) -> dict[str, int]:
    """Of one stretch: not everybody need speak in each of several."""
    if alone:
        named = {
            "num_speakers": hints.expected,
            "min_speakers": hints.at_least,
            "max_speakers": hints.at_most,
        }
    else:
        named = {"max_speakers": hints.expected or hints.at_most}
    return {name: value for name, value in named.items() if value is not None}


def _voices(prints: Any, turns: Sequence[tuple[int, float, float]]) -> Voices:
    count = len(prints)
    seconds = np.zeros(count, dtype=np.float32)
    for voice, start, end in turns:
        seconds[voice] += end - start
    return Voices(np.asarray(prints, dtype=np.float32), seconds)


def _joined(found: Sequence[_Stretch], links: Sequence[Sequence[int]]) -> Diarization:
    """Speakers numbered as they appear; a turn that goes on over an edge is one."""
    numbers: dict[int, int] = {}
    turns: list[SpeakerTurn] = []
    for stretch, speakers in zip(found, links, strict=True):
        for voice, start, end in sorted(stretch.turns, key=lambda turn: turn[1:]):
            speaker = numbers.setdefault(speakers[voice], len(numbers))
            turn = SpeakerTurn(speaker=speaker, start=round(start, 2), end=round(end, 2))
            if turns and turns[-1].speaker == speaker and turns[-1].end >= turn.start:
                turn = SpeakerTurn(speaker=speaker, start=turns.pop().start, end=turn.end)
            turns.append(turn)
    return Diarization(method=NAME, speakers=max(1, len(numbers)), turns=tuple(turns))


def _torch() -> Any:
    import torch

    return torch
