"""Decoded frames of any format as 16-bit samples at one rate."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from novapulse.speech.pcm import SAMPLE_RATE

MAX_CHANNELS = 8


class Resampler:
    """libav's resampler, made anew when a stream changes its format on the way; the channel
    count stays that of the first frame."""

    def __init__(self, rate: int = SAMPLE_RATE) -> None:
        self._rate = rate
        self._layout: Any = None
        self._source: tuple[object, ...] = ()
        self._resampler: Any = None

    def push(self, frame: Any) -> Iterator[NDArray[np.int16]]:
        import av

        source = (frame.format.name, frame.layout.name, frame.sample_rate)
        if source != self._source:
            yield from self.flush()
            self._layout = self._layout or frame.layout
            self._source = source
            # Packed, because planar frames of more than 8 channels cannot be read.
            self._resampler = av.AudioResampler("s16", self._layout, self._rate)
        frame.pts = None
        yield from self._rows(self._resampler.resample(frame))

    def flush(self) -> Iterator[NDArray[np.int16]]:
        if self._resampler is not None:
            yield from self._rows(self._resampler.resample(None))
            self._resampler = None

    @staticmethod
    def _rows(frames: list[Any]) -> Iterator[NDArray[np.int16]]:
        for frame in frames:
            if frame.samples:
                packed = frame.to_ndarray().reshape(-1, frame.layout.nb_channels)
                yield packed.T[:MAX_CHANNELS]
