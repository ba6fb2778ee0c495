from itertools import product

import numpy as np
import pytest

from novapulse.speech.diarization.features import Features
from novapulse.speech.diarization.resegmentation import frame_scores, viterbi


def score(labels: tuple[int, ...], scores: np.ndarray, costs: list[float]) -> float:
    total = float(scores[0, labels[0]])
    for t in range(1, len(labels)):
        total += float(scores[t, labels[t]]) - (costs[t] if labels[t] != labels[t - 1] else 0.0)
    return total


@pytest.mark.parametrize("speakers", [2, 3])
def test_no_path_is_better_than_the_one_found(speakers: int) -> None:
    random = np.random.default_rng(speakers)
    for _ in range(20):
        scores = random.normal(size=(6, speakers)).astype(np.float32)
        costs = [float(x) for x in random.random(6)]
        best = max(score(labels, scores, costs) for labels in product(range(speakers), repeat=6))
        found = tuple(int(x) for x in viterbi(scores, costs))
        assert score(found, scores, costs) == pytest.approx(best, abs=1e-5)


def test_a_moment_of_doubt_does_not_change_the_speaker() -> None:
    scores = np.array([[1, 0]] * 5 + [[0, 1]] + [[1, 0]] * 5, dtype=np.float32)
    assert set(viterbi(scores, [3.0] * 11).tolist()) == {0}
    assert viterbi(scores, [0.1] * 11)[5] == 1


def test_each_frame_prefers_the_voice_it_was_drawn_from() -> None:
    random = np.random.default_rng(0)
    labels = np.repeat([0, 1], 500)
    cepstra = (random.normal(size=(1000, 15)) + 2.0 * labels[:, None]).astype(np.float32)
    pitch = np.log(np.where(labels == 0, 110.0, 210.0) + random.normal(size=1000))
    features = Features(np.arange(1000), cepstra, pitch.astype(np.float32), ((0, 1000),))
    scores = frame_scores(features, labels, 2)
    assert (scores.argmax(axis=1) == labels).mean() > 0.99
