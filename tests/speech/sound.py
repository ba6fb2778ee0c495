"""Small recordings made on the spot."""

import io
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from novapulse.domain.media import PreparedAudio
from novapulse.speech.prepare import prepare

RATE = 16_000
Signal = NDArray[np.float64]


def babble(seconds: float, seed: int = 0) -> Signal:
    """Noise that swells and pauses like syllables do; no language, but a speech-like level."""
    noise = np.random.default_rng(seed)
    n = int(seconds * RATE)
    swell: Signal = np.clip(np.sin(np.arange(n) * (2 * np.pi * 3 / RATE) + seed), 0, 1)
    pauses = np.repeat(noise.random(n // 4000 + 1) > 0.4, 4000)[:n]
    return 0.2 * noise.standard_normal(n) * swell * pauses


def tone(seconds: float, hertz: float = 440.0, level: float = 0.3) -> Signal:
    wave: Signal = np.sin(np.arange(int(seconds * RATE)) * (2 * np.pi * hertz / RATE))
    return level * wave


def write_wav(path: Path, *channels: Signal, rate: int = RATE) -> Path:
    """Channels of equal length, full scale 1.0, as 16-bit WAV."""
    pcm = (np.clip(np.stack(channels, axis=1), -1, 1) * 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(pcm.tobytes())
    return path


def write_flac_of_unknown_length(path: Path, signal: Signal) -> Path:
    """As recorders that stream write it: the header counts 0 samples."""
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream("flac", rate=RATE)
        stream.layout = "mono"
        pcm = (signal * 32767).astype("<i2")[None]
        frame = av.AudioFrame.from_ndarray(pcm, format="s16", layout="mono")
        frame.sample_rate = RATE
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    data = bytearray(path.read_bytes())
    data[21] &= 0xF0
    data[22:26] = bytes(4)
    path.write_bytes(data)
    return path


class Blobs:
    """Writers into a folder that remember which keys were asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keys: list[str] = []

    @contextmanager
    def writer(self, key: str) -> Iterator[BinaryIO]:
        self.keys.append(key)
        buffer = io.BytesIO()
        yield buffer
        (self.folder / key).write_bytes(buffer.getvalue())

    def prepare(self, path: Path, max_seconds: float = 36_000.0) -> PreparedAudio:
        return prepare(
            path, open_blob=self.writer, key_of=lambda i: f"channel_{i}", max_seconds=max_seconds
        )

    def paths(self, prepared: PreparedAudio) -> list[Path]:
        return [self.folder / key for key in prepared.channel_keys]

    def samples(self, prepared: PreparedAudio, channel: int = 0) -> NDArray[np.int16]:
        return np.fromfile(self.folder / prepared.channel_keys[channel], dtype="<i2")


def codes(prepared: PreparedAudio) -> set[str]:
    return {notice.code for notice in prepared.notices}
