"""Whether a recording that was split into two voices holds only one."""

import numpy as np

from novapulse.speech.diarization.features import Features
from novapulse.speech.diarization.resegmentation import VOICE_COMPONENTS, Labels, frame_scores

_GAIN, _MARGIN = -0.25, 3.2
"""Of 22 recordings and excerpts with two speakers (2 to 240 s) none is below both: the closest
are two like voices at (-0.07, 2.5) and (-0.11, 2.8). Of 15 with one speaker 7 are; the others
are split in two, which is the smaller harm: a call that loses a party is worthless."""

_SHORT_FRAMES, _SHORT_GAIN, _SHORT_MARGIN = 600, 0.1, 2.6
"""With less than 6 s of speech each model learns the few sounds it was fitted to, and two gain more
even where one person speaks. Of 225 excerpts that short in which two speak 11 are below these or
those, 9 below those alone; of 439 with one speaker 210, 147 below those alone. Of 178 others with
two speakers none is."""


def is_one_voice(features: Features, labels: Labels) -> bool:
    """Conservative: True only if both of these hold, or their like for short recordings, else two
    voices are believed.

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
    if len(labels) < _SHORT_FRAMES and gain < _SHORT_GAIN and margin < _SHORT_MARGIN:
        return True
    return gain < _GAIN and margin < _MARGIN
