"""What voices are told apart by: cepstra and pitch of every 10 ms of speech."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from novapulse.speech.pcm import SAMPLE_RATE, Samples, read
from novapulse.speech.voice_activity import Region

HOP = SAMPLE_RATE // 100
_WINDOW = 400
_PITCH_WINDOW = 640
_FFT = 512
_BANDS = 26
_LOWEST, _HIGHEST = 80.0, 3600.0
"""Hz. The telephone band: what lies above differs between lines, not between voices."""
CEPSTRA = 15
_PRE_EMPHASIS = 0.97
_VOICED = 0.55
"""Normalised autocorrelation from which a frame counts as voiced."""
_SHORTEST_PERIOD, _LONGEST_PERIOD = 40, 230
"""Samples at 16 kHz: 400 Hz down to 70 Hz."""

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class Features:
    """Speech frames only, in order. ``frame``: number of the 10 ms, shape (n,). ``cepstra``:
    coefficients 1 to 15, standardised over the call, shape (n, 15). ``log_f0``: natural
    logarithm of Hz, NaN where unvoiced, shape (n,). ``regions``: rows (first, last + 1) of each
    stretch of speech."""

    frame: NDArray[np.int64]
    cepstra: Matrix
    log_f0: Matrix
    regions: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return len(self.frame)


def extract(samples: Samples, gain: float, regions: Sequence[Region]) -> Features:
    """Features of the given stretches, which must be in order and not overlap."""
    frames: list[NDArray[np.int64]] = []
    cepstra: list[Matrix] = []
    pitch: list[Matrix] = []
    rows: list[tuple[int, int]] = []
    at = 0
    for region in regions:
        first, last = -(-region.start // HOP), region.end // HOP
        if last <= first:
            continue
        signal = _stretch(samples, first, last, gain)
        frames.append(np.arange(first, last))
        cepstra.append(mel_cepstra(signal, last - first))
        pitch.append(log_pitch(signal[1:], last - first))
        rows.append((at, at + last - first))
        at += last - first
    if not rows:
        empty = np.zeros((0, CEPSTRA), dtype=np.float32)
        return Features(np.zeros(0, dtype=np.int64), empty, empty[:, 0], ())
    stacked = np.concatenate(cepstra)
    spread = stacked.std(axis=0) + np.float32(1e-6)
    return Features(
        np.concatenate(frames),
        (stacked - stacked.mean(axis=0)) / spread,
        np.concatenate(pitch),
        tuple(rows),
    )


def mel_cepstra(signal: Matrix, frames: int) -> Matrix:
    """Mel-frequency cepstra 1 to 15, shape (frames, 15). ``signal`` begins one sample before
    the first frame, for the pre-emphasis."""
    emphasised = signal[1:] - np.float32(_PRE_EMPHASIS) * signal[:-1]
    windowed = _framed(emphasised, _WINDOW, frames) * np.hamming(_WINDOW).astype(np.float32)
    power = np.abs(np.fft.rfft(windowed, _FFT)).astype(np.float32) ** 2
    log_mel = np.log(power @ _mel_bank().T + np.float32(1e-8))
    return np.asarray(log_mel @ _cosines().T, dtype=np.float32)


def log_pitch(signal: Matrix, frames: int) -> Matrix:
    """log F0 by the normalised autocorrelation of 40 ms (Boersma 1993), shape (frames,)."""
    window = np.hanning(_PITCH_WINDOW).astype(np.float32)
    size = 2 * _PITCH_WINDOW
    windowed = _framed(signal, _PITCH_WINDOW, frames) * window
    windowed -= windowed.mean(axis=1, keepdims=True)
    lags = slice(_SHORTEST_PERIOD, _LONGEST_PERIOD)
    correlation = np.fft.irfft(np.abs(np.fft.rfft(windowed, size)) ** 2)
    own = np.fft.irfft(np.abs(np.fft.rfft(window, size)) ** 2)
    scale = (correlation[:, :1] + 1e-6) * (own[lags] / own[0])
    normalised = correlation[:, lags] / scale
    period = normalised.argmax(axis=1)
    strength = normalised[np.arange(frames), period]
    pitch = np.log(SAMPLE_RATE / (period + _SHORTEST_PERIOD))
    return np.where(strength > _VOICED, pitch, np.nan).astype(np.float32)


def _stretch(samples: Samples, first: int, last: int, gain: float) -> Matrix:
    """The samples of frames ``first`` to ``last`` and one before; zeros where there are none."""
    start, end = first * HOP - 1, last * HOP + _PITCH_WINDOW - HOP
    signal = read(samples, max(0, start), min(end, len(samples)), gain)
    return np.pad(signal, (max(0, -start), max(0, end - len(samples))))


def _framed(signal: Matrix, window: int, frames: int) -> Matrix:
    return np.lib.stride_tricks.sliding_window_view(signal, window)[::HOP][:frames].copy()


def _mel_bank() -> Matrix:
    """Triangular filters, shape (26, 257); mel(f) = 2595 log10(1 + f / 700)."""
    low, high = (2595 * math.log10(1 + hertz / 700) for hertz in (_LOWEST, _HIGHEST))
    corners = 700 * (10 ** (np.linspace(low, high, _BANDS + 2) / 2595) - 1)
    hertz = np.linspace(0, SAMPLE_RATE / 2, _FFT // 2 + 1)
    rising = (hertz - corners[:-2, None]) / (corners[1:-1] - corners[:-2])[:, None]
    falling = (corners[2:, None] - hertz) / (corners[2:] - corners[1:-1])[:, None]
    return np.asarray(np.maximum(0, np.minimum(rising, falling)), dtype=np.float32)


def _cosines() -> Matrix:
    """Rows 1 to 15 of the orthonormal DCT-II, shape (15, 26)."""
    order = np.arange(1, CEPSTRA + 1)[:, None]
    phase = np.pi * order * (2 * np.arange(_BANDS) + 1) / (2 * _BANDS)
    return np.asarray(math.sqrt(2 / _BANDS) * np.cos(phase), dtype=np.float32)
