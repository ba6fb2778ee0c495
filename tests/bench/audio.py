"""Calls of any length: a recording repeated, as 16 kHz mono WAV."""

import wave
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path

import numpy as np
import numpy.typing as npt

from novapulse.speech.decode import decode
from novapulse.speech.pcm import SAMPLE_RATE


def write_call(source: Path, seconds: float, file: Path) -> None:
    """``source`` over and over until ``seconds`` are full; channels are mixed."""
    left = round(seconds * SAMPLE_RATE)
    with wave.open(str(file), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(SAMPLE_RATE)
        for block in _for_ever(source):
            wav.writeframes(block[:left].astype("<i2").tobytes())
            left -= len(block)
            if left <= 0:
                return


def _for_ever(source: Path) -> Iterator[npt.NDArray[np.int16]]:
    """Mono blocks. Raises BadAudio for what cannot be decoded."""
    for block in chain.from_iterable(decode(path) for path in repeat(source)):
        yield block if block.ndim == 1 else np.rint(block.mean(axis=0)).astype(np.int16)
