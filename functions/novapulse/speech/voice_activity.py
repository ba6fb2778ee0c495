"""Where somebody speaks: the Silero network, run in blocks over a recording of any length."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from novapulse.speech.pcm import SAMPLE_RATE, Samples, blocks, level_gain, read

FRAME = 512
"""Samples that the network judges at once (32 ms)."""
_CONTEXT = 64
_BLOCK = FRAME * 1024
_SPEECH, _SILENCE = 0.5, 0.35
"""Silero's own hysteresis: speech begins above the first and ends below the second."""


@dataclass(frozen=True)
class Cutting:
    """How speech is cut: silences up to ``silence`` seconds are bridged, shorter stretches
    than ``shortest`` are dropped, ``pad`` seconds are added at each side where there is room,
    and nothing is longer than ``longest``."""

    silence: float
    pad: float
    longest: float
    shortest: float = 0.1


RECOGNITION = Cutting(silence=0.6, pad=0.15, longest=30.0)
"""For recognition: long cuts give the engines context."""
TURNS = Cutting(silence=0.2, pad=0.05, longest=float("inf"), shortest=0.15)
"""For telling speakers apart: edges close to the speech."""


@dataclass(frozen=True)
class Region:
    """A stretch of speech, in samples."""

    start: int
    end: int


def speech_probability(samples: Samples, gain: float | None = None) -> NDArray[np.float32]:
    """The probability of speech for each 32 ms, shape (ceil(n / 512),)."""
    from faster_whisper.vad import get_vad_model

    session = get_vad_model().session
    gain = level_gain(samples) if gain is None else gain
    state = np.zeros((1, 1, 128), dtype=np.float32)
    cell = np.zeros((1, 1, 128), dtype=np.float32)
    before = np.zeros(_CONTEXT, dtype=np.float32)
    out: list[NDArray[np.float32]] = []
    for start, end in blocks(samples, _BLOCK):
        signal = read(samples, start, end, gain)
        frames = np.pad(signal, (0, -len(signal) % FRAME)).reshape(-1, FRAME)
        context = np.vstack([before, frames[:-1, -_CONTEXT:]])
        before = frames[-1, -_CONTEXT:]
        batch = np.hstack([context, frames])
        judged, state, cell = session.run(None, {"input": batch, "h": state, "c": cell})
        out.append(np.asarray(judged, dtype=np.float32).reshape(-1))
    return np.concatenate(out) if out else np.zeros(0, dtype=np.float32)


def speech_regions(
    probability: NDArray[np.float32], samples: int, cutting: Cutting
) -> tuple[Region, ...]:
    """Stretches of speech in order, none overlapping another."""
    spoken = _merge(_hysteresis(probability), cutting)
    pieces = [piece for start, end in spoken for piece in _split(probability, start, end, cutting)]
    return tuple(_pad(pieces, samples, cutting))


def _hysteresis(probability: NDArray[np.float32]) -> list[tuple[int, int]]:
    """(first, last + 1) frames of each stretch that reaches _SPEECH and stays above _SILENCE."""
    above = np.concatenate(([False], probability >= _SILENCE, [False]))
    edges = np.flatnonzero(above[1:] != above[:-1])
    stretches = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [
        (first + int(np.argmax(probability[first:last] >= _SPEECH)), last)
        for first, last in stretches
        if probability[first:last].max() >= _SPEECH
    ]


def _merge(stretches: list[tuple[int, int]], cutting: Cutting) -> list[tuple[int, int]]:
    bridge = cutting.silence * SAMPLE_RATE / FRAME
    merged: list[tuple[int, int]] = []
    for first, last in stretches:
        if merged and first - merged[-1][1] < bridge:
            merged[-1] = (merged[-1][0], last)
        else:
            merged.append((first, last))
    shortest = cutting.shortest * SAMPLE_RATE / FRAME
    return [(first, last) for first, last in merged if last - first >= shortest]


def _split(
    probability: NDArray[np.float32], first: int, last: int, cutting: Cutting
) -> list[tuple[int, int]]:
    """Cut what is too long at its least speech-like frame, looked for in the second half."""
    room = (cutting.longest - 2 * cutting.pad) * SAMPLE_RATE / FRAME
    pieces = []
    while last - first > room:
        middle, limit = first + int(room / 2), first + int(room)
        cut = middle + int(np.argmin(probability[middle:limit]))
        pieces.append((first, cut))
        first = cut
    return [*pieces, (first, last)]


def _pad(pieces: list[tuple[int, int]], samples: int, cutting: Cutting) -> list[Region]:
    """Widen each piece, but never past the middle of the gap to its neighbour."""
    pad = int(cutting.pad * SAMPLE_RATE)
    padded = []
    for i, (first, last) in enumerate(pieces):
        start, end = first * FRAME, min(last * FRAME, samples)
        floor = (pieces[i - 1][1] * FRAME + start) // 2 if i else 0
        ceiling = (end + pieces[i + 1][0] * FRAME) // 2 if i + 1 < len(pieces) else samples
        padded.append(Region(max(floor, start - pad), min(ceiling, end + pad)))
    return padded
