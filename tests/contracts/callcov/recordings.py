"""A second of sound in any container, and bytes that begin like one of any size."""

import wave
from io import BytesIO
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from novapulse.domain.errors import BadAudio
from novapulse.domain.media import MediaInfo
from novapulse.speech.decode import decode

MUXERS = {
    "wav": ("wav", "pcm_s16le"),
    "mp3": ("mp3", "mp3"),
    "m4a": ("ipod", "aac"),
    "flac": ("flac", "flac"),
    "ogg": ("ogg", "libopus"),
    "webm": ("webm", "libopus"),
    "mp4": ("mp4", "aac"),
    "aiff": ("aiff", "pcm_s16be"),
}
RATE = 16_000


def tone(kind: str, *, seconds: float = 1.0) -> bytes:
    """A hum, encoded."""
    muxer, codec = MUXERS[kind]
    written = BytesIO()
    with av.open(written, "w", format=muxer) as target:
        stream = target.add_stream(codec, rate=48_000 if codec == "libopus" else RATE)
        assert isinstance(stream, av.AudioStream)
        resampler = av.AudioResampler(
            format=stream.format.name, layout="mono", rate=stream.rate, frame_size=0
        )
        hum = 8000 * np.sin(np.arange(int(seconds * RATE)) / 20)
        frame = av.AudioFrame.from_ndarray(
            hum.astype(np.int16)[np.newaxis], format="s16", layout="mono"
        )
        frame.sample_rate = RATE
        fifo = av.AudioFifo()
        for resampled in (*resampler.resample(frame), *resampler.resample(None)):
            fifo.write(resampled)
        size = stream.codec_context.frame_size or 1024
        while (piece := fifo.read(size, partial=True)) is not None:
            target.mux(stream.encode(piece))
        target.mux(stream.encode(None))
    return written.getvalue()


MAGIC = {
    b"RIFF": "wav",
    b"ID3\x04": "mp3",
    b"fLaC": "flac",
    b"OggS": "ogg",
    b"\x00\x00\x00 ": "m4a",
}
BEGINNINGS = {
    "wav": b"RIFF\xff\xff\xff\xffWAVEfmt \x10\x00\x00\x00",
    "mp3": b"ID3\x04\x00\x00\x00\x00\x00\x00\xff\xfb\x90\x64",
    "flac": b"fLaC\x00\x00\x00\x22",
    "ogg": b"OggS\x00\x02" + bytes(22) + b"\x01\x13OpusHead",
    "m4a": b"\x00\x00\x00 ftypM4A \x00\x00\x02\x00M4A mp42isom\x00\x00\x00\x00",
}
"""What each container begins with, as its specification has it."""


def probe_by_beginning(path: Path) -> MediaInfo:
    """Believes what the content begins with, whatever follows: for sizes, and not for sound."""
    with path.open("rb") as content:
        kind = MAGIC.get(content.read(4))
    if kind is None:
        raise BadAudio("audio_undecodable", "Cannot be decoded.")
    return MediaInfo(
        container=kind,
        codec="any",
        sample_rate=16_000,
        channels=1,
        duration_seconds=60.0,
        size_bytes=path.stat().st_size,
    )


def clip(recording: Path, *, seconds: float, start: float = 0.0) -> bytes:
    """A stretch of a recording as 16-bit WAV, with all of its channels."""
    samples = np.concatenate(list(decode(recording)), axis=1)
    first = int(start * RATE)
    return wav(samples[:, first : first + int(seconds * RATE)])


def wav(samples: NDArray[np.int16]) -> bytes:
    """``samples`` of shape (channels, n) at 16 kHz."""
    written = BytesIO()
    with wave.open(written, "wb") as target:
        target.setnchannels(samples.shape[0])
        target.setsampwidth(2)
        target.setframerate(RATE)
        target.writeframes(samples.T.astype("<i2").tobytes())
    return written.getvalue()
