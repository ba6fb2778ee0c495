"""Samples of any length as windows of at most 30 s: what Whisper hears at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from novapulse.speech.pcm import SAMPLE_RATE
from novapulse.speech.voice_activity import RECOGNITION, speech_probability, speech_regions

WINDOW_SECONDS = 30
_WINDOW = WINDOW_SECONDS * SAMPLE_RATE

Signal = NDArray[np.float32]


@dataclass(frozen=True)
class Window:
    """``samples``: shape (n,), 0 < n <= 480000. ``start``: seconds from the start of the piece
    number ``piece`` that they were cut from."""

    piece: int
    start: float
    samples: Signal

    @property
    def seconds(self) -> float:
        return len(self.samples) / SAMPLE_RATE


def first_window(samples: Signal) -> Window:
    """The first 30 s of what must not be empty."""
    return Window(0, 0.0, samples[:_WINDOW])


def windows(pieces: Iterable[Signal]) -> Iterator[Window]:
    """The windows of all pieces in order, each piece read when its turn comes.

    A piece that fits is one window. A longer one is cut at its pauses, and what is no speech is
    left out.
    """
    for number, samples in enumerate(pieces):
        if 0 < len(samples) <= _WINDOW:
            yield Window(number, 0.0, samples)
        elif len(samples):
            yield from _cut(number, samples)


def _cut(number: int, samples: Signal) -> Iterator[Window]:
    pcm = (np.clip(samples, -1, 1) * 32767).astype(np.int16)
    regions = speech_regions(speech_probability(pcm), len(pcm), RECOGNITION)
    for region in regions:
        yield Window(number, region.start / SAMPLE_RATE, samples[region.start : region.end])
