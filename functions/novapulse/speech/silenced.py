"""A recording once more, without what was said at some times."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from novapulse.domain.errors import InvalidRequest
from novapulse.domain.redacted_times import AudioFormat, Interval, Mode
from novapulse.speech.decode import Block, Decoding, probe

BEEP_HERTZ = 1000
BEEP_LEVEL = 0.1 * 32767
CODECS: dict[str, str] = {"flac": "flac", "wav": "pcm_s16le", "mp3": "libmp3lame"}
RATES = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)
"""Those that every format has."""
MP3_CHANNELS = 2


def write_silenced(
    recording: Path, target: Path, times: Sequence[Interval], *, mode: Mode, format: AudioFormat
) -> None:
    """All channels are silent, or beep, at ``times``, which are disjoint and in order. In memory
    are seconds of it. Raises BadAudio, and InvalidRequest for more channels than the format has."""
    media = probe(recording)
    if format == "mp3" and media.channels > MP3_CHANNELS:
        raise InvalidRequest(
            "invalid_parameter",
            f"format: mp3 has room for {MP3_CHANNELS} channels, and the recording has "
            f"{media.channels}; accepted: flac, wav",
        )
    rate = min(RATES, key=lambda each: (abs(each - media.sample_rate), each))
    writer = _Writer(target, rate, format)
    try:
        position = 0
        for block in Decoding(recording, rate=rate):
            writer.write(_without(block, position, times, rate, mode))
            position += block.shape[1]
    finally:
        writer.close()


def _without(
    block: Block, position: int, times: Sequence[Interval], rate: int, mode: Mode
) -> Block:
    """``position``: the number of the block's first sample."""
    length = block.shape[1]
    for time in times:
        first = max(0, int(time.start * rate) - position)
        last = min(length, int(np.ceil(time.end * rate)) - position)
        if first < last:
            beep = mode == "beep"
            block[:, first:last] = _beep(position + first, position + last, rate) if beep else 0
    return block


def _beep(first: int, last: int, rate: int) -> NDArray[np.int16]:
    """By the place in the recording, so that it goes on smoothly from block to block."""
    phase = np.arange(first, last) * (2 * np.pi * BEEP_HERTZ / rate)
    return np.asarray(np.sin(phase) * BEEP_LEVEL, dtype=np.int16)


class _Writer:
    """libav's encoder and container, opened with the first block."""

    def __init__(self, target: Path, rate: int, format: AudioFormat) -> None:
        self._target, self._rate, self._format = target, rate, format
        self._container: Any = None
        self._stream: Any = None

    def write(self, block: Block) -> None:
        import av

        channels = block.shape[0]
        if self._container is None:
            self._container = av.open(str(self._target), "w", format=self._format)
            self._stream = self._container.add_stream(
                CODECS[self._format], rate=self._rate, layout=_layout(channels)
            )
        packed = np.ascontiguousarray(block.T).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(packed, format="s16", layout=_layout(channels))
        frame.sample_rate = self._rate
        self._container.mux(self._stream.encode(frame))

    def close(self) -> None:
        if self._container is not None:
            self._container.mux(self._stream.encode(None))
            self._container.close()


def _layout(channels: int) -> str:
    """libav's name for so many channels; beyond two, those of loudspeakers."""
    return ("mono", "stereo", "3.0", "4.0", "5.0", "5.1", "6.1", "7.1")[channels - 1]
