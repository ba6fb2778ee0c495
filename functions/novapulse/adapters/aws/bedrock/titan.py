"""Meaning by Amazon Titan Text Embeddings V2."""

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from novapulse.adapters.aws.bedrock.asking import asked
from novapulse.adapters.aws.clients import Client
from novapulse.adapters.patience import Patience
from novapulse.domain.errors import EngineUnavailable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DIMENSIONS = 512
"""Of 256, 512 and 1024; by Amazon's figures half of the most loses 1 % of what is found."""
LONGEST_TEXT = 20_000
"""Characters; the model takes 8,192 tokens or 50,000 characters
(https://docs.aws.amazon.com/bedrock/latest/userguide/titan-embedding-models.html)."""
AT_ONCE = 8
"""One request embeds one text. An account may send 2,000 a minute by default."""


class TitanEmbedder:
    """Fulfils ``Embedder``. The floors cannot be measured without an account: they are those of the
    deployer (``NOVAPULSE_AWS_EMBEDDING_RELATED`` and ``..._SUPPORTS``). ``client`` is of
    ``bedrock-runtime``, without retries of its own, with ``AT_ONCE`` connections."""

    def __init__(
        self,
        client: Client,
        model: str,
        *,
        related: float,
        supports: float,
        patience: Patience,
    ) -> None:
        self._client = client
        self._model = model
        self._patience = patience
        self.model_id = f"{model}/{DIMENSIONS}"
        self.dimensions = DIMENSIONS
        self.related = related
        self.supports = supports

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Shape (texts, dimensions), rows of length 1, of zeros for a text of blanks. A text that
        comes twice is asked for once. Raises EngineUnavailable."""
        import numpy as np

        rows: NDArray[np.float32] = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        cut = [text.strip()[:LONGEST_TEXT] for text in texts]
        wanted = list(dict.fromkeys(text for text in cut if text))
        vectors = self._vectors(wanted)
        for row, text in enumerate(cut):
            if text:
                rows[row] = vectors[text]
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        unit: NDArray[np.float32] = rows / np.maximum(lengths, np.float32(1e-12))
        return unit

    def _vectors(self, texts: Sequence[str]) -> dict[str, list[float]]:
        if len(texts) <= 1:
            return {text: self._vector(text) for text in texts}
        pool = ThreadPoolExecutor(min(AT_ONCE, len(texts)))
        try:
            return dict(zip(texts, pool.map(self._vector, texts), strict=True))
        finally:
            # The first failure ends it: what waits is not asked for.
            pool.shutdown(cancel_futures=True)

    def _vector(self, words: str) -> list[float]:
        body = {
            "inputText": words,
            "dimensions": self.dimensions,
            "normalize": True,
            "embeddingTypes": ["float"],
        }
        text = json.dumps(body)
        document = self._patience.ask(lambda left: self._invoke(text, left))
        return self._checked(document)

    def _invoke(self, body: str, seconds: float) -> bytes:
        def request() -> bytes:
            response = self._client.invoke_model(
                modelId=self._model,
                body=body,
                contentType="application/json",
                accept="application/json",
            )
            found: bytes = response["body"].read()
            return found

        return asked(request, self._unavailable, seconds=seconds)

    def _checked(self, document: bytes) -> list[float]:
        try:
            answer: Mapping[str, Any] = json.loads(document)
            vector = [float(value) for value in answer["embedding"]]
        except (ValueError, LookupError, TypeError, RecursionError):
            raise self._unavailable("its answer holds no embedding") from None
        if len(vector) != self.dimensions:
            raise self._unavailable(f"its embedding has {len(vector)} dimensions")
        return vector

    def _unavailable(self, why: str) -> EngineUnavailable:
        """Callers of a search read it."""
        return EngineUnavailable(
            "service_unavailable",
            f"meaning cannot be compared now: {self.model_id} could not be asked ({why}). A search "
            "by words, mode keyword, goes on",
        )
