"""Two embedders side by side: what one of them knows need not be known to the other."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from novapulse.language.embedder import Embedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class JoinedEmbedder:
    """A sentence model and concepts: the model knows the language, the concepts know that a charge
    which makes no sense is a complaint about billing.

    The cosine of two texts is the mean of both embedders' cosines, so each floor is the mean of
    theirs. A text that says nothing to one of the two has the other's vector.
    """

    def __init__(self, model: Embedder, concepts: Embedder) -> None:
        self.model = model
        self._concepts = concepts
        self.model_id = f"{model.model_id}+{concepts.model_id}"
        self.dimensions = model.dimensions + concepts.dimensions
        self.related = (model.related + concepts.related) / 2
        self.supports = (model.supports + concepts.supports) / 2

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Shape (texts, dimensions), rows of length 1; of zeros where both say nothing."""
        import numpy as np

        parts = [self.model.encode(texts), self._concepts.encode(texts)]
        rows = np.hstack(parts) * np.float32(math.sqrt(0.5))
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        unit: NDArray[np.float32] = rows / np.maximum(lengths, np.float32(1e-12))
        return unit
