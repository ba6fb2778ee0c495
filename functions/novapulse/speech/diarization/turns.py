"""From labelled frames or channels to turns."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from novapulse.domain.transcript import SpeakerTurn
from novapulse.speech.pcm import SAMPLE_RATE
from novapulse.speech.voice_activity import Region

_FRAMES_PER_SECOND = 100


def frame_turns(frame: NDArray[np.int64], labels: NDArray[np.int64]) -> tuple[SpeakerTurn, ...]:
    """Turns of consecutive 10 ms frames with one label. ``frame``: their numbers, ascending;
    ``labels``: of the same shape."""
    if not len(frame):
        return ()
    change = np.flatnonzero((np.diff(frame) > 1) | (np.diff(labels) != 0)) + 1
    starts = np.concatenate(([0], change))
    ends = np.concatenate((change, [len(frame)])) - 1
    return tuple(
        SpeakerTurn(
            speaker=int(labels[start]),
            start=round(float(frame[start]) / _FRAMES_PER_SECOND, 2),
            end=round(float(frame[end] + 1) / _FRAMES_PER_SECOND, 2),
        )
        for start, end in zip(starts, ends, strict=True)
    )


def region_turns(speaker: int, regions: Sequence[Region]) -> list[SpeakerTurn]:
    """One speaker's stretches of speech as turns."""
    return [
        SpeakerTurn(
            speaker=speaker,
            start=round(region.start / SAMPLE_RATE, 2),
            end=round(region.end / SAMPLE_RATE, 2),
        )
        for region in regions
    ]
