"""A long recording as stretches that each fit into memory."""

import numpy as np

from novapulse.speech.pcm import SAMPLE_RATE, Samples

_SEARCHED = 60 * SAMPLE_RATE
"""The quietest moment of this much before its latest end is where a stretch ends."""
_FRAME = SAMPLE_RATE // 10
_MOMENT = 5
"""Frames of 0.1 s."""


def stretches(samples: Samples, longest: float) -> list[tuple[int, int]]:
    """(start, end) in samples of consecutive stretches that cover everything, each at most
    ``longest`` seconds, of about equal length."""
    total, limit = len(samples), int(longest * SAMPLE_RATE)
    count = max(1, -(-total // limit))
    edges = [0]
    for remaining in range(count, 1, -1):
        target = edges[-1] + -(-(total - edges[-1]) // remaining)
        edges.append(_quietest(samples, edges[-1], target, total - (remaining - 1) * limit))
    return list(zip(edges, [*edges[1:], total], strict=True))


def _quietest(samples: Samples, start: int, target: int, earliest: int) -> int:
    """The middle of the quietest half second before ``target``, where there is room to look.

    ``earliest``: an end before it would leave too much for those that follow.
    """
    first = max(target - _SEARCHED, (start + target) // 2, earliest)
    signal = np.asarray(samples[first:target], dtype=np.float32)
    frames = len(signal) // _FRAME
    if frames < _MOMENT:
        return target
    power = (signal[: frames * _FRAME].reshape(frames, _FRAME) ** 2).mean(axis=1)
    moments = np.convolve(power, np.ones(_MOMENT), "valid")
    return first + int(moments.argmin() + _MOMENT / 2) * _FRAME
