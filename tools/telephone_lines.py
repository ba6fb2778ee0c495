"""Wide-band speech as telephone lines carry it."""

import io
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from novapulse.speech.engines.sphinx import half_rate

Signal = NDArray[np.float32]
RATE = 8_000
"""Of every line. What goes in is at 16 kHz."""
_LOWEST, _HIGHEST = 250.0, 3400.0
"""Hz, the band of a fixed line."""
_TAPS = 255
_AMR_BIT_RATE = 12_200
"""That of GSM's enhanced full rate, the same codec."""


def plain(wide: Signal) -> Signal:
    """Nothing but the lower rate."""
    return half_rate(wide)


def fixed(wide: Signal) -> Signal:
    """The telephone band in mu-law (ITU-T G.711)."""
    place = np.arange(_TAPS) - _TAPS // 2
    high, low = (2 * hertz / RATE for hertz in (_HIGHEST, _LOWEST))
    taps = (high * np.sinc(high * place) - low * np.sinc(low * place)) * np.hamming(_TAPS)
    narrow = np.convolve(half_rate(wide), taps, mode="same").astype(np.float32)
    return _coded(narrow, "pcm_mulaw", "wav")


def mobile(wide: Signal) -> Signal:
    """AMR narrow-band."""
    return _coded(half_rate(wide), "libopencore_amrnb", "amr", bit_rate=_AMR_BIT_RATE)


LINES: dict[str, Callable[[Signal], Signal]] = {"fixed": fixed, "mobile": mobile, "plain": plain}


def _coded(narrow: Signal, codec: str, container: str, *, bit_rate: int | None = None) -> Signal:
    """There and back again. Codecs delay by a few milliseconds, and keep the length roughly."""
    pcm = (np.clip(narrow, -1, 1) * 32767).astype("<i2")[None]
    memory = io.BytesIO()
    with av.open(memory, "w", format=container) as written:
        stream: Any = written.add_stream(codec, rate=RATE, layout="mono")
        if bit_rate:
            stream.bit_rate = bit_rate
        frame = av.AudioFrame.from_ndarray(pcm, format="s16", layout="mono")
        frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), 0
        for packet in (*stream.encode(frame), *stream.encode(None)):
            written.mux(packet)
    memory.seek(0)
    resampler = av.AudioResampler("s16", "mono", RATE)
    with av.open(memory, "r") as read:
        frames = [out for frame in read.decode(audio=0) for out in resampler.resample(frame)]
    heard = np.concatenate([frame.to_ndarray()[0] for frame in frames])
    return (heard / 32768).astype(np.float32)
