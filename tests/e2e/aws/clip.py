"""The first seconds of a recording, as WAV."""

import wave
from pathlib import Path

import numpy as np

RATE = 16_000


def clip_of(recording: Path, path: Path, *, seconds: float) -> bytes:
    """``path`` is where it is written meanwhile."""
    from novapulse.speech.decode import decode

    samples = np.concatenate(list(decode(recording)), axis=1)[:, : int(seconds * RATE)]
    with wave.open(str(path), "wb") as out:
        out.setnchannels(samples.shape[0])
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.T.astype("<i2").tobytes())
    return path.read_bytes()
