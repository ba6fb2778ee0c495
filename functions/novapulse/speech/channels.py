"""Which channels of a recording carry a party of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from novapulse.domain.media import ChannelMode, Notice
from novapulse.speech.duplicate_channels import COPY, copies, mix_of_others
from novapulse.speech.survey import Survey

_DEAD_DBFS = -65.0
_DEAD_BELOW_LOUDEST_DB = 50.0
_STEADY_DB = 6.0
"""Speech swings by tens of decibels between syllables and pauses; hum and hiss do not."""
_SAME_SIGNAL = 0.5
"""From here up to a copy a room was recorded in stereo: the channels are mixed into one."""


@dataclass(frozen=True)
class ChannelChoice:
    """``kept``: indices into the source's channels. ``signs``: None to keep each as a channel,
    or for a mix of them the polarity of each."""

    mode: ChannelMode
    kept: tuple[int, ...]
    signs: tuple[int, ...] | None = None
    notices: tuple[Notice, ...] = ()


def choose_channels(survey: Survey) -> ChannelChoice:
    """Drop dead channels, fold the rest into one if all carry the same signal, else drop those
    that only repeat others."""
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
    loudness = np.percentile(survey.levels, 95, axis=1)
    loudest_first = sorted(alive, key=lambda i: -loudness[i])
    if min(pairs) < _SAME_SIGNAL:
        kept, repeated = _without_repeats(survey, loudest_first)
        return ChannelChoice(ChannelMode.PER_CHANNEL, kept, notices=(*notices, *repeated))
    notices.append(
        Notice(
            code="channels_identical",
            message="The channels carry the same signal, so speakers are told apart by voice.",
        )
    )
    loudest = loudest_first[0]
    if min(pairs) >= COPY:
        return ChannelChoice(ChannelMode.MONO, (loudest,), notices=tuple(notices))
    signs = tuple(-1 if survey.correlation[loudest, i] < 0 else 1 for i in alive)
    return ChannelChoice(ChannelMode.MONO, alive, signs, tuple(notices))


def _without_repeats(
    survey: Survey, loudest_first: Sequence[int]
) -> tuple[tuple[int, ...], list[Notice]]:
    """The channels that are neither a copy nor a mix of others, in order, and what was left out."""
    copied = copies(survey.correlation, loudest_first)
    kept = sorted(i for i in loudest_first if i not in copied)
    notices = [_duplicate(i, f"the same as channel {copied[i] + 1}") for i in sorted(copied)]
    mix = mix_of_others(survey.correlation, kept)
    if mix is not None:
        kept.remove(mix)
        notices.append(_duplicate(mix, "a mix of the other channels"))
    return tuple(kept), notices


def _duplicate(channel: int, what: str) -> Notice:
    return Notice(
        code="channel_duplicate", message=f"Channel {channel + 1} is {what}; it was left out."
    )


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
