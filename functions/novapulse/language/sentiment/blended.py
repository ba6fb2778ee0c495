"""Words and meaning together: the lexicon blended with what embedded exemplars say of a turn."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from novapulse.domain.pii import PLACEHOLDER
from novapulse.language.embedder import Embedder
from novapulse.language.sentiment.exemplars import EXEMPLARS
from novapulse.language.sentiment.lexicon import LexiconScorer
from novapulse.language.sentiment.praise import plain_praise
from novapulse.language.sentiment.scorer import calibrate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

LEXICON_WEIGHT = 0.45
NEIGHBOURS_WEIGHT = 0.35
REGRESSION_WEIGHT = 0.39
NEGATIVE_POINT = -0.15
POSITIVE_POINT = 0.30
"""Weights and decision points tuned on a development set of our own."""
NEIGHBOURS = 8
TEMPERATURE = 0.07
"""Of the softmax over the cosines of the nearest exemplars."""
RIDGE = 1.0
"""L2 penalty of the regression from embedding to feeling."""


class BlendedScorer:
    """The lexicon, the nearest exemplars and a ridge regression over all of them."""

    method = "lexicon+minilm"

    def __init__(self, embedder: Embedder, lexicon: LexiconScorer | None = None) -> None:
        import numpy as np

        self._embedder = embedder
        self._lexicon = lexicon or LexiconScorer()
        self._exemplars: Array = embedder.encode(list(EXEMPLARS))
        self._feelings: Array = np.array(list(EXEMPLARS.values()), dtype=np.float32)
        self._regression = _fit(self._exemplars, self._feelings)

    def score(self, turns: Sequence[tuple[str, str]]) -> list[float]:
        if not turns:
            return []
        vectors = self._embedder.encode(
            [plain_praise(PLACEHOLDER.sub("it", text)) for _, text in turns]
        )
        raw = (
            LEXICON_WEIGHT * self._by_words(turns)
            + NEIGHBOURS_WEIGHT * self._by_neighbours(vectors)
            + REGRESSION_WEIGHT * self._by_regression(vectors)
        )
        return [
            calibrate(float(value), speaker, negative=NEGATIVE_POINT, positive=POSITIVE_POINT)
            for value, (speaker, _) in zip(raw, turns, strict=True)
        ]

    def _by_words(self, turns: Sequence[tuple[str, str]]) -> "Array":
        import numpy as np

        return np.array([self._lexicon.raw(text) for _, text in turns], dtype=np.float32)

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
        import numpy as np

        values: Array = np.clip(_with_constant(vectors) @ self._regression, -1, 1)
        return values


def _with_constant(vectors: "Array") -> "Array":
    import numpy as np

    return np.hstack([vectors, np.ones((len(vectors), 1), dtype=np.float32)])


def _fit(vectors: "Array", feelings: "Array") -> "Array":
    """Ridge regression in closed form: ``(X'X + RIDGE I)^-1 X'y``."""
    import numpy as np

    x = _with_constant(vectors)
    solved: Array = np.linalg.solve(x.T @ x + RIDGE * np.eye(x.shape[1]), x.T @ feelings)
    return solved
