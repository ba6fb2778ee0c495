"""The first seconds of a recording, as WAV."""

import wave
from pathlib import Path

import numpy as np

RATE = 16_000


def clip_of(recording: Path, path: Path, *, seconds: float) -> bytes:
    """``path`` is where it is written meanwhile."""
    from novapulse.speech.decode import decode

    wanted, decoding = int(seconds * RATE), decode(recording)
    blocks = [next(decoding)]
    while sum(block.shape[1] for block in blocks) < wanted:
        blocks.append(next(decoding))
    samples = np.concatenate(blocks, axis=1)[:, :wanted]
    with wave.open(str(path), "wb") as out:
        out.setnchannels(samples.shape[0])
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.T.astype("<i2").tobytes())
    return path.read_bytes()
