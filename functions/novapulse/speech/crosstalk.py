"""Speech on each channel of a call, without what leaks over from the other party's."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from novapulse.speech.pcm import Samples, blocks, level_gain, read
from novapulse.speech.voice_activity import FRAME, speech_probability

_SPEECH = 0.5
_DOMINATED_DB = 12.0
"""Each party at its usual level, an echo is at least this far below the voice that it echoes;
two people who talk at once are closer."""
_AROUND = 8
"""Frames to each side (0.25 s) over which levels are averaged: echoes come late, and words have
soft sounds inside."""
_WINDOW = 2 * _AROUND + 1

Frames = NDArray[np.float32]


def channel_speech(channels: Sequence[Samples]) -> list[Frames]:
    """The probability of speech of each channel's own party, for each 32 ms."""
    gains = [level_gain(samples) for samples in channels]
    heard = [speech_probability(s, gain) for s, gain in zip(channels, gains, strict=True)]
    if len(channels) < 2:
        return heard
    powers = np.stack([_power(s, gain) for s, gain in zip(channels, gains, strict=True)])
    return without_crosstalk(np.stack(heard), powers)


def without_crosstalk(heard: Frames, powers: Frames) -> list[Frames]:
    """``heard``: probabilities, ``powers``: mean squares with all channels brought to one level,
    both of shape (channels, frames). 0 where another party speaks and drowns this channel."""
    smooth = np.stack([_sums_around(power) / _WINDOW for power in powers]) + 1e-12
    own: list[Frames] = []
    for channel, probability in enumerate(heard):
        others = [i for i in range(len(heard)) if i != channel]
        speaking = _widened((heard[others] >= _SPEECH).any(axis=0))
        below = 10 * np.log10(smooth[others].max(axis=0) / smooth[channel])
        echo = speaking & ~_widened(below < _DOMINATED_DB)
        own.append(np.where(echo, np.float32(0), probability))
    return own


def _power(samples: Samples, gain: float) -> Frames:
    """Mean square of each 32 ms, shape (ceil(n / 512),)."""
    powers: list[Frames] = []
    for start, end in blocks(samples, FRAME * 1024):
        signal = read(samples, start, end, gain)
        frames = np.pad(signal, (0, -len(signal) % FRAME)).reshape(-1, FRAME)
        powers.append((frames**2).mean(axis=1))
    return np.concatenate(powers) if powers else np.zeros(0, dtype=np.float32)


def _widened(true: NDArray[np.bool_] | np.bool_) -> NDArray[np.bool_]:
    """True also within _AROUND frames of what is true."""
    return _sums_around(true) > 0.5


def _sums_around(values: Frames | NDArray[np.bool_] | np.bool_) -> NDArray[np.float64]:
    """The sum over _AROUND frames to each side, of the same length as ``values``, which the mode
    ``same`` of ``np.convolve`` keeps only where ``values`` are not shorter than the window."""
    sums = np.convolve(values, np.ones(_WINDOW), mode="full")
    return sums[_AROUND : len(sums) - _AROUND]
