"""What Whisper says about one window of 30 s: its tokens divided at its time stamps, and where
the next window begins (``_split_segments_by_timestamps`` of faster-whisper)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from novapulse.speech.engines.whisper_timing import Segment, last_end

FRAMES_PER_SECOND = 100
STAMP_SECONDS = 0.02
_FRAMES_PER_STAMP = 2
_NO_SPEECH, _LOG_PROBABILITY = 0.6, -1.0
"""Whisper's rule for silence: the first is exceeded and the second is not."""


@dataclass
class Window:
    """``frames`` frames from ``seek`` of the log-mel ``features`` (mels, n) of piece ``piece``.
    ``spoken_until``: see ``time_words``."""

    piece: int
    features: NDArray[np.float32]
    seek: int
    frames: int
    spoken_until: float = 0.0

    @property
    def offset(self) -> float:
        return self.seek / FRAMES_PER_SECOND

    @property
    def end(self) -> int:
        return self.seek + self.frames

    def input(self, width: int) -> NDArray[np.float32]:
        """Padded with zeros to ``width`` frames."""
        part = self.features[:, self.seek : self.end]
        return np.pad(part, ((0, 0), (0, width - self.frames)))

    def following(self, seek: int, spoken_until: float, width: int) -> "Window | None":
        """The window from ``seek``; None where the piece is over, or would never be."""
        left = self.features.shape[1] - 1 - seek
        if left <= 0 or seek <= self.seek:
            return None
        return Window(self.piece, self.features, seek, min(width, left), spoken_until)


@dataclass
class Decoded:
    """``ended``: no speech follows the last time stamp. ``stamped_until``: the frame of the last
    whole segment."""

    segments: list[Segment]
    ended: bool
    stamped_until: int
    no_speech: float


def first_window(piece: int, features: NDArray[np.float32], width: int) -> Window:
    """``features`` of an audio of n frames have n + 1, as faster-whisper pads them."""
    return Window(piece, features, 0, min(width, features.shape[1] - 1))


def is_silence(result: Any) -> bool:
    """``result``: CTranslate2's, of a greedy or beam search with scores."""
    size = len(result.sequences_ids[0])
    mean = result.scores[0] * size / (size + 1)
    return bool(result.no_speech_prob > _NO_SPEECH and mean <= _LOG_PROBABILITY)


def divide(window: Window, tokens: Sequence[int], stamp: int, no_speech: float) -> Decoded:
    """``stamp``: the token of 0.00 s."""
    ended = len(tokens) >= 2 and tokens[-2] < stamp <= tokens[-1]
    cuts = [i for i in range(1, len(tokens)) if tokens[i - 1] >= stamp and tokens[i] >= stamp]
    if not cuts:
        segment = Segment(window.offset, window.offset + _length(window, tokens, stamp), tokens)
        return Decoded([segment], ended, window.end, no_speech)
    if ended:
        cuts.append(len(tokens))
    segments = [
        Segment(
            window.offset + (tokens[first] - stamp) * STAMP_SECONDS,
            window.offset + (tokens[last - 1] - stamp) * STAMP_SECONDS,
            tokens[first:last],
        )
        for first, last in zip([0, *cuts], cuts, strict=False)
    ]
    stamped = window.seek + (tokens[cuts[-1] - 1] - stamp) * _FRAMES_PER_STAMP
    return Decoded(segments, ended, window.end if ended else stamped, no_speech)


def next_seek(window: Window, decoded: Decoded) -> int:
    """Where the words end, if the model said that speech goes on."""
    end = last_end(decoded.segments)
    if decoded.ended or end is None or end <= window.offset:
        return decoded.stamped_until
    return round(end * FRAMES_PER_SECOND)


def _length(window: Window, tokens: Sequence[int], stamp: int) -> float:
    """Seconds up to the last time stamp, or of the whole window."""
    last = next((token for token in reversed(tokens) if token >= stamp), stamp)
    return (last - stamp) * STAMP_SECONDS or window.frames / FRAMES_PER_SECOND
