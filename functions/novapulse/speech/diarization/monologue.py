"""Whether a recording that was split into two voices holds only one."""

import numpy as np

from novapulse.speech.diarization.features import Features
from novapulse.speech.diarization.resegmentation import VOICE_COMPONENTS, Labels, frame_scores

_MARGIN = 3.2
"""Measured as ``margin`` below: 1.5 to 3.1 where one voice was split, from 4.1 up where two
people spoke (12 recordings of each, 8 to 240 s)."""


def is_one_voice(features: Features, labels: Labels) -> bool:
    """Conservative: True only if both of these hold, else two voices are believed.

    gain < 0: two voice models explain the call no better than one of as many Gaussians.
    margin < 3.2: frames hardly prefer the model of their own voice to that of the other (mean
    difference of log-likelihoods), though these were fitted to them.
    """
    if len(np.unique(labels)) < 2:
        return True
    two = frame_scores(features, labels, 2)
    one = frame_scores(features, np.zeros_like(labels), 1, 2 * VOICE_COMPONENTS)[:, 0]
    own = np.take_along_axis(two, labels[:, None], axis=1)[:, 0]
    other = np.take_along_axis(two, 1 - labels[:, None], axis=1)[:, 0]
    gain, margin = float((own - one).mean()), float((own - other).mean())
    return gain < 0 and margin < _MARGIN
