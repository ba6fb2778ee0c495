"""Statistics of a recording's channels, gathered block by block in flat memory."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from novapulse.speech.pcm import SAMPLE_RATE

FRAME = SAMPLE_RATE // 10
"""Levels are taken over 100 ms."""
_LAGS = SAMPLE_RATE // 50
"""Two copies of one signal may be up to 20 ms apart."""
_FFT = 1 << 15
_FULL_SCALE = 32_700
_EPSILON = 1e-12

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Survey:
    """``levels``: dBFS of each 100 ms, shape (channels, frames). ``clipped``: share of samples
    at full scale, shape (channels,). ``correlation``: shape (channels, channels), the largest
    in magnitude over lags up to 20 ms, with its sign. ``high_band``: dB of the power above
    4.2 kHz relative to 0.3-3.4 kHz, of the loud frames."""

    samples: int
    levels: Matrix
    clipped: Matrix
    correlation: Matrix
    high_band: float


def survey(blocks: Iterable[NDArray[np.int16]]) -> Survey | None:
    """One pass over int16 blocks of shape (channels, n); None if there are no samples."""
    gathering: _Gathering | None = None
    for block in blocks:
        gathering = gathering or _Gathering(len(block))
        gathering.add(block)
    return gathering.result() if gathering else None


class _Gathering:
    def __init__(self, channels: int) -> None:
        self.samples = 0
        self.levels: list[NDArray[np.float32]] = []
        self.clipped = np.zeros(channels)
        self.cross = np.zeros((channels, channels, 2 * _LAGS + 1))
        self.band = np.zeros(2)

    def add(self, block: NDArray[np.int16]) -> None:
        self.samples += block.shape[1]
        signal = block.astype(np.float32) / np.float32(32768.0)
        self.clipped += (np.abs(block.astype(np.int32)) >= _FULL_SCALE).sum(axis=1)
        levels = _levels(signal)
        self.levels.append(levels)
        self._add_spectra(signal)

    def _add_spectra(self, signal: NDArray[np.float32]) -> None:
        """Cross-correlations (only where there is more than one channel) and band powers."""
        for start in range(0, signal.shape[1], _FFT // 2):
            piece = signal[:, start : start + _FFT // 2]
            spectrum = np.fft.rfft(piece, _FFT)
            self.band += _band_powers(spectrum)
            if len(piece) > 1:
                for i, row in enumerate(spectrum):
                    products = np.fft.irfft(row * np.conj(spectrum), _FFT)
                    self.cross[i] += np.concatenate(
                        (products[:, -_LAGS:], products[:, : _LAGS + 1]), axis=1
                    )

    def result(self) -> Survey:
        return Survey(
            samples=self.samples,
            levels=np.concatenate(self.levels, axis=1).astype(np.float64),
            clipped=self.clipped / max(1, self.samples),
            correlation=_normalise(self.cross),
            high_band=float(10 * np.log10((self.band[1] + _EPSILON) / (self.band[0] + _EPSILON))),
        )


def _levels(signal: NDArray[np.float32]) -> NDArray[np.float32]:
    """dBFS of the root mean square of each 100 ms; a shorter rest counts as one frame."""
    channels, length = signal.shape
    frames = -(-length // FRAME)
    padded = np.zeros((channels, frames * FRAME), dtype=np.float32)
    padded[:, :length] = signal**2
    power = padded.reshape(channels, frames, FRAME).sum(axis=2)
    counts = np.full(frames, FRAME, dtype=np.float32)
    counts[-1] = length - (frames - 1) * FRAME
    return np.asarray(10 * np.log10(power / counts + _EPSILON), dtype=np.float32)


def _band_powers(spectrum: NDArray[np.complex128]) -> Matrix:
    """Power in 0.3-3.4 kHz and above 4.2 kHz, all channels together."""
    power = (np.abs(spectrum) ** 2).sum(axis=0)
    hertz = np.arange(len(power)) * (SAMPLE_RATE / _FFT)
    voice = power[(hertz > 300) & (hertz < 3400)].sum()
    return np.array([voice, power[hertz > 4200].sum()])


def _normalise(cross: Matrix) -> Matrix:
    """From sums of products to correlation coefficients, the strongest of all lags."""
    energy = np.sqrt(np.diagonal(cross[:, :, _LAGS]).clip(min=_EPSILON))
    scaled = cross / energy[:, None, None] / energy[None, :, None]
    strongest = np.abs(scaled).argmax(axis=2)
    return np.take_along_axis(scaled, strongest[:, :, None], axis=2)[:, :, 0]
