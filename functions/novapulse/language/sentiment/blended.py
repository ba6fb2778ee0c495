"""Words and meaning together: the trained head, and what embedded exemplars say of a turn."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from novapulse.domain.transcript import AGENT
from novapulse.language.embedder import Embedder
from novapulse.language.sentiment.exemplars import EXEMPLARS
from novapulse.language.sentiment.praise import plain_praise
from novapulse.language.sentiment.scorer import AGENT_PRAISE, has_words, on_bands, without_names
from novapulse.language.sentiment.trained import TrainedScorer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

NEIGHBOURS_WEIGHT = 0.2
REGRESSION_WEIGHT = 0.2
"""What the exemplars weigh beside the head, whose balance weighs 1."""
SCALE = ((-1.4, -0.9), (-0.5, -0.4), (0.0, 0.0), (0.45, 0.5), (1.4, 0.9))
"""Weights and decision points chosen on a development set of our own: from 0.1 to 0.35 the weights
change nothing by more than chance."""
NEIGHBOURS = 8
TEMPERATURE = 0.07
"""Of the softmax over the cosines of the nearest exemplars."""
RIDGE = 1.0
"""L2 penalty of the regression from embedding to feeling."""


class BlendedScorer:
    """The head, the nearest exemplars and a ridge regression over all exemplars."""

    method = "lexicon+head+minilm"

    def __init__(self, embedder: Embedder, trained: TrainedScorer | None = None) -> None:
        import numpy as np

        self._embedder = embedder
        self._trained = trained or TrainedScorer()
        self._exemplars: Array = embedder.encode(list(EXEMPLARS))
        self._feelings: Array = np.array(list(EXEMPLARS.values()), dtype=np.float32)
        self._regression = _fit(self._exemplars, self._feelings)

    def score(self, turns: Sequence[tuple[str, str]]) -> list[float]:
        if not turns:
            return []
        balances = self._trained.balances(turns)
        meant = self._meant([text for _, text in turns])
        return [
            on_bands(balance + _toned(value, speaker), SCALE) if has_words(text) else 0.0
            for balance, value, (speaker, text) in zip(balances, meant, turns, strict=True)
        ]

    def _meant(self, texts: Sequence[str]) -> list[float]:
        """What the exemplars say of each, weighted; -0.4..0.4."""
        vectors = self._embedder.encode([plain_praise(without_names(text)) for text in texts])
        neighbours, regression = self._by_neighbours(vectors), self._by_regression(vectors)
        meant = NEIGHBOURS_WEIGHT * neighbours + REGRESSION_WEIGHT * regression
        return [float(value) for value in meant]

    def _by_neighbours(self, vectors: "Array") -> "Array":
        """The mean feeling of the nearest exemplars, each weighted by softmax of its cosine."""
        import numpy as np

        cosines = vectors @ self._exemplars.T
        nearest = np.argsort(-cosines, axis=1)[:, :NEIGHBOURS]
        near = np.take_along_axis(cosines, nearest, axis=1)
        weights = np.exp((near - near.max(axis=1, keepdims=True)) / TEMPERATURE)
        mean: Array = (weights * self._feelings[nearest]).sum(axis=1) / weights.sum(axis=1)
        return mean

    def _by_regression(self, vectors: "Array") -> "Array":
        """Feelings, -1..1."""
        import numpy as np

        values: Array = np.clip(_with_constant(vectors) @ self._regression, -1, 1)
        return values


def _toned(value: float, speaker: str) -> float:
    return AGENT_PRAISE * value if speaker == AGENT and value > 0 else value


def _with_constant(vectors: "Array") -> "Array":
    import numpy as np

    return np.hstack([vectors, np.ones((len(vectors), 1), dtype=np.float32)])


def _fit(vectors: "Array", feelings: "Array") -> "Array":
    """Ridge regression in closed form: ``(X'X + RIDGE I)^-1 X'y``."""
    import numpy as np

    x = _with_constant(vectors)
    solved: Array = np.linalg.solve(x.T @ x + RIDGE * np.eye(x.shape[1]), x.T @ feelings)
    return solved
