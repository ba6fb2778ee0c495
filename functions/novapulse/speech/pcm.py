"""Raw recordings on disk: signed 16-bit little-endian samples of one channel at 16 kHz."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 16_000
_LEVEL_PERCENTILE = 0.999
_LEVEL_TARGET = 0.6
"""The engines hear every channel with its 99.9th percentile at 0.6 of full scale."""
_MAX_GAIN = 300.0
_BLOCK = SAMPLE_RATE * 30

Signal = NDArray[np.float32]


class Samples(Protocol):
    """int16 samples of one channel: an array, or a file of which only the slices are read."""

    def __len__(self) -> int: ...
    def __getitem__(self, part: slice, /) -> NDArray[np.int16]: ...


class RawFile:
    """``Samples`` on disk. Not a memory map: the pages of one would count as this process's."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._length = path.stat().st_size // 2

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, part: slice, /) -> NDArray[np.int16]:
        start, end, _ = part.indices(self._length)
        count = max(0, end - start)
        return np.fromfile(self._path, dtype="<i2", count=count, offset=2 * start)


def read(samples: Samples, start: int, end: int, gain: float = 1.0) -> Signal:
    """float32 in -1..1 of samples ``start`` to ``end``, amplified and clipped."""
    piece = np.asarray(samples[start:end], dtype=np.float32) * np.float32(gain / 32768.0)
    return np.asarray(np.clip(piece, -1.0, 1.0), dtype=np.float32)


def blocks(samples: Samples, size: int = _BLOCK) -> Iterator[tuple[int, int]]:
    """(start, end) of consecutive stretches."""
    for start in range(0, len(samples), size):
        yield start, min(start + size, len(samples))


def level_gain(samples: Samples) -> float:
    """The factor that brings the channel to the level of the engines; 1 for digital silence."""
    histogram = np.zeros(32769, dtype=np.int64)
    for start, end in blocks(samples):
        loudness = np.abs(np.asarray(samples[start:end], dtype=np.int32))
        histogram += np.bincount(loudness, minlength=32769)
    if not histogram[1:].any():
        return 1.0
    share = np.cumsum(histogram) / histogram.sum()
    peak = max(1, int(np.searchsorted(share, _LEVEL_PERCENTILE)))
    return min(_MAX_GAIN, _LEVEL_TARGET * 32768.0 / peak)
