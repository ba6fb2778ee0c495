"""Which channels of a recording carry a party of their own."""

from dataclasses import dataclass

import numpy as np

from novapulse.domain.media import ChannelMode, Notice
from novapulse.speech.survey import Survey

_DEAD_DBFS = -65.0
_DEAD_BELOW_LOUDEST_DB = 50.0
_STEADY_DB = 6.0
"""Speech swings by tens of decibels between syllables and pauses; hum and hiss do not."""
_SAME_SIGNAL = 0.5
_COPY = 0.98
"""Above this one channel is a copy of the other, and the louder one is kept. Between the two
bounds a room was recorded in stereo: both are mixed."""


@dataclass(frozen=True)
class ChannelChoice:
    """``kept``: indices into the source's channels. ``signs``: None to keep each as a channel,
    or for a mix of them the polarity of each."""

    mode: ChannelMode
    kept: tuple[int, ...]
    signs: tuple[int, ...] | None = None
    notices: tuple[Notice, ...] = ()


def choose_channels(survey: Survey) -> ChannelChoice:
    """Drop dead channels, then fold the rest into one if they carry the same signal."""
    alive = _alive(survey)
    notices = [
        Notice(
            code="channel_dead",
            message=f"Channel {number + 1} carries no speech (silence or a steady noise); "
            "it was left out.",
        )
        for number in range(len(survey.levels))
        if number not in alive
    ]
    if len(alive) == 1:
        return ChannelChoice(ChannelMode.MONO, alive, notices=tuple(notices))
    pairs = [abs(survey.correlation[i, j]) for i in alive for j in alive if i < j]
    if min(pairs) < _SAME_SIGNAL:
        return ChannelChoice(ChannelMode.PER_CHANNEL, alive, notices=tuple(notices))
    notices.append(
        Notice(
            code="channels_identical",
            message="The channels carry the same signal, so speakers are told apart by voice.",
        )
    )
    loudness = [float(np.percentile(survey.levels[i], 95)) for i in alive]
    loudest = alive[int(np.argmax(loudness))]
    if min(pairs) >= _COPY:
        return ChannelChoice(ChannelMode.MONO, (loudest,), notices=tuple(notices))
    signs = tuple(-1 if survey.correlation[loudest, i] < 0 else 1 for i in alive)
    return ChannelChoice(ChannelMode.MONO, alive, signs, tuple(notices))


def _alive(survey: Survey) -> tuple[int, ...]:
    """Channels that can hold speech; the loudest one if none looks like it."""
    high = np.percentile(survey.levels, 98, axis=1)
    low = np.percentile(survey.levels, 10, axis=1)
    loudest = float(high.max())
    alive = tuple(
        i
        for i in range(len(high))
        if high[i] > _DEAD_DBFS
        and high[i] > loudest - _DEAD_BELOW_LOUDEST_DB
        and high[i] - low[i] > _STEADY_DB
    )
    return alive or (int(high.argmax()),)
