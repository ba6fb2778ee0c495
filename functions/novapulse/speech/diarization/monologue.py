"""Whether a recording that was split into two voices holds only one."""

import numpy as np

from novapulse.speech.diarization.features import Features
from novapulse.speech.diarization.resegmentation import VOICE_COMPONENTS, Labels, frame_scores

_GAIN, _MARGIN = -0.25, 3.2
"""Of 22 recordings and excerpts with two speakers (2 to 240 s) none is below both: the closest
are two like voices at (-0.07, 2.5) and (-0.11, 2.8). Of 15 with one speaker 7 are; the others
are split in two, which is the smaller harm: a call that loses a party is worthless."""


def is_one_voice(features: Features, labels: Labels) -> bool:
    """Conservative: True only if both of these hold, else two voices are believed.

    gain < -0.25: two voice models explain the frames clearly worse than one model of as many
    Gaussians does (mean log-likelihood of a frame).
    margin < 3.2: frames hardly prefer the model of their own voice to that of the other, though
    these were fitted to them (mean difference of log-likelihoods).
    """
    if len(np.unique(labels)) < 2:
        return True
    two = frame_scores(features, labels, 2)
    one = frame_scores(features, np.zeros_like(labels), 1, 2 * VOICE_COMPONENTS)[:, 0]
    own = np.take_along_axis(two, labels[:, None], axis=1)[:, 0]
    other = np.take_along_axis(two, 1 - labels[:, None], axis=1)[:, 0]
    gain, margin = float((own - one).mean()), float((own - other).mean())
    return gain < _GAIN and margin < _MARGIN
