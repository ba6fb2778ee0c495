"""Meaning without a model: what a contact centre talks about, and the words that remain."""

import re
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

_WORD = re.compile(r"\w+")


class ConceptEmbedder:
    """Deterministic, without weights to load."""

    model_id = "concepts-0"
    dimensions = 512
    related = 0.2
    supports = 0.4

    def encode(self, texts: Sequence[str]) -> "Array":
        """Shape (texts, dimensions); rows of length 1, of zeros for a text without a word."""
        import numpy as np

        rows: Array = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in _WORD.findall(text.lower()):
                row[zlib.crc32(word.encode()) % self.dimensions] += 1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        unit: Array = rows / np.maximum(lengths, np.float32(1e-12))
        return unit
