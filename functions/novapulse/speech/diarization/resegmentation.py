"""Second guess: a voice model for each speaker, and the likeliest path through the call."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from novapulse.speech.diarization.clustering import Windows, fit_mixture
from novapulse.speech.diarization.features import Features

_ROUNDS = 6
_SETTLED = 0.998
VOICE_COMPONENTS = 8
_TRAINING_FRAMES = 4_000
_FEWEST_FRAMES = 50
_FRAMES_PER_COMPONENT = 150
_SCALE = 0.5
"""Neighbouring frames are alike, so their likelihoods count half."""
_SWITCH_COST = 40.0
_SWITCH_AT_PAUSE = 0.15
_PAUSE_FRAMES = 15
STEP = 5
"""Paths are found in steps of 50 ms."""
_SCORED_AT_ONCE = 50_000
_PITCH_BINS, _PITCH_RANGE = 40, (4.2, 6.1)
_IMPOSSIBLE = -1e3

Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Path:
    """``labels``: a speaker 0 .. speakers - 1 for each speech frame. ``score``: mean
    log-likelihood of a frame, changes of speaker paid for; higher is better."""

    labels: Labels
    score: float


def resegment(features: Features, windows: Windows, labels: Labels, speakers: int) -> Path:
    """The path that the labels of the windows lead to, by turns of fitting and finding."""
    current = _vote(features, windows, labels, speakers)
    steps, costs = _steps(features)
    for _ in range(_ROUNDS):
        scores = frame_scores(features, current, speakers) * _SCALE
        path = viterbi(np.add.reduceat(scores, steps, axis=0), costs)
        new = np.repeat(path, np.diff(np.append(steps, len(features))))
        agreement = float((new == current).mean())
        current = new
        if agreement > _SETTLED:
            break
    return Path(current, _score(features, current, speakers))


def _score(features: Features, labels: Labels, speakers: int) -> float:
    scores = frame_scores(features, labels, speakers) * _SCALE
    own = np.take_along_axis(scores, labels[:, None], axis=1)
    changes = int((np.diff(labels) != 0).sum())
    return float(own.mean()) - _SWITCH_COST * changes / len(labels)


def frame_scores(
    features: Features, labels: Labels, speakers: int, components: int = VOICE_COMPONENTS
) -> NDArray[np.float32]:
    """Log-likelihood of each frame under each speaker's voice (a mixture of up to ``components``
    Gaussians) and pitch, shape (frames, speakers)."""
    scores = np.full((len(features), speakers), _IMPOSSIBLE, dtype=np.float32)
    for speaker in range(speakers):
        own = labels == speaker
        count = int(own.sum())
        if count < _FEWEST_FRAMES:
            continue
        rows = features.cepstra[own][:: max(1, count // _TRAINING_FRAMES)]
        affordable = min(components, max(1, count // _FRAMES_PER_COMPONENT))
        mixture = fit_mixture(rows, affordable, iterations=15, floor=5e-2)
        for start in range(0, len(features), _SCORED_AT_ONCE):
            block = slice(start, start + _SCORED_AT_ONCE)
            scores[block, speaker] = mixture.score_samples(features.cepstra[block])
        scores[:, speaker] += _pitch_scores(features.log_f0, own)
    return scores


def viterbi(scores: NDArray[np.float32], costs: Sequence[float]) -> Labels:
    """The path of highest score; ``costs[t]`` is paid for a change of speaker into step t.

    ``scores``: shape (steps, speakers). Plain Python: with so few speakers it is faster than
    array operations on rows.
    """
    best = [float(x) for x in scores[0]]
    origins: list[list[int]] = []
    for row, cost in zip(scores[1:].tolist(), costs[1:], strict=True):
        leader = best.index(max(best))
        switched = best[leader] - cost
        origins.append([leader if switched > stay else s for s, stay in enumerate(best)])
        best = [max(stay, switched) + x for stay, x in zip(best, row, strict=True)]
    path = [best.index(max(best))]
    for origin in reversed(origins):
        path.append(origin[path[-1]])
    return np.array(path[::-1], dtype=np.int64)


def _vote(features: Features, windows: Windows, labels: Labels, speakers: int) -> Labels:
    votes = np.zeros((len(features), speakers), dtype=np.int32)
    for (first, last), label in zip(windows.rows, labels, strict=True):
        votes[first:last, label] += 1
    return np.asarray(votes.argmax(axis=1), dtype=np.int64)


def _steps(features: Features) -> tuple[NDArray[np.int64], list[float]]:
    """First rows of the steps, none reaching over a pause, and the cost of a change at each."""
    jump = np.diff(features.frame, prepend=features.frame[0]) > 1
    region = np.cumsum(jump)
    first_of_region = np.maximum.accumulate(np.where(jump, np.arange(len(features)), 0))
    within = np.arange(len(features)) - first_of_region
    starts = np.flatnonzero((within % STEP == 0) | (np.diff(region, prepend=0) > 0))
    gaps = np.diff(features.frame, prepend=features.frame[0])[starts]
    costs = np.where(gaps > _PAUSE_FRAMES, _SWITCH_COST * _SWITCH_AT_PAUSE, _SWITCH_COST)
    return starts, [float(cost) for cost in costs]


def _pitch_scores(log_f0: NDArray[np.float32], own: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Log-probability of each frame's pitch in the smoothed histogram of the speaker's."""
    voiced = ~np.isnan(log_f0)
    mine = log_f0[own & voiced]
    scores = np.zeros(len(log_f0), dtype=np.float32)
    if len(mine) <= 30:
        return scores
    counts, _ = np.histogram(mine, bins=_PITCH_BINS, range=_PITCH_RANGE)
    smooth = np.convolve(counts, [0.1, 0.2, 0.4, 0.2, 0.1], "same") + 0.5
    low, high = _PITCH_RANGE
    position = (log_f0[voiced] - low) / (high - low) * _PITCH_BINS
    bins = np.clip(position, 0, _PITCH_BINS - 1).astype(np.int64)
    scores[voiced] = np.log(smooth / smooth.sum())[bins]
    return scores
