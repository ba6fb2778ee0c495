"""The best scorer for the embedder at hand."""

import logging

from novapulse.language.embedder import Embedder
from novapulse.language.embedding.joined import JoinedEmbedder
from novapulse.language.sentiment.scorer import SentimentScorer
from novapulse.language.sentiment.trained import TrainedScorer

log = logging.getLogger(__name__)


def choose_scorer(embedder: Embedder) -> SentimentScorer:
    """The blended scorer where ``embedder`` is or holds MiniLM, for which its weights were tuned,
    else the trained head. Loads at once: about 40 ms, with MiniLM about 1 s for the exemplars."""
    from novapulse.language.minilm import MiniLM

    model = embedder.model if isinstance(embedder, JoinedEmbedder) else embedder
    if not isinstance(model, MiniLM):
        log.info("sentiment by words alone: no MiniLM weights on this machine")
        return TrainedScorer()
    from novapulse.language.sentiment.blended import BlendedScorer

    return BlendedScorer(model)
