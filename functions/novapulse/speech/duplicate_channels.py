"""Channels that repeat what other channels of the same recording hold."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

COPY = 0.98
"""Correlation above which one channel is a copy of another."""
_MIX = 0.95
"""Share of a channel's power that the other channels together explain if it is their mix."""
_APART = 0.3
"""Parties on channels of their own correlate less than this. In A, B and A + B each channel is a
combination of the other two, but only A and B are apart."""

Matrix = NDArray[np.float64]


def copies(correlation: Matrix, loudest_first: Sequence[int]) -> dict[int, int]:
    """Each channel that repeats a louder one, and which. ``correlation``: (channels, channels)."""
    found: dict[int, int] = {}
    for place, channel in enumerate(loudest_first):
        originals = [i for i in loudest_first[:place] if i not in found]
        same = [i for i in originals if abs(correlation[channel, i]) >= COPY]
        if same:
            found[channel] = same[0]
    return found


def mix_of_others(correlation: Matrix, channels: Sequence[int]) -> int | None:
    """The one of ``channels`` that is the sum of all parties on the others, if there is one.

    It is told by the coefficient of multiple determination, ``c' R^-1 c`` for the correlations
    ``c`` with the other channels and ``R`` among them.
    """
    for channel in channels:
        others = [i for i in channels if i != channel]
        among = correlation[np.ix_(others, others)]
        apart = np.abs(among - np.diag(np.diagonal(among))).max() < _APART
        if len(others) < 2 or not apart:
            continue
        own = correlation[channel, others]
        if own @ np.linalg.solve(among, own) >= _MIX:
            return channel
    return None
