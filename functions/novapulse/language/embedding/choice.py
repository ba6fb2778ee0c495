"""The best embedder that this machine can run."""

import logging
from pathlib import Path

from novapulse.language.embedder import MINILM_SHA256, Embedder, find_minilm
from novapulse.language.embedding.concept_embedder import ConceptEmbedder
from novapulse.language.embedding.joined import JoinedEmbedder

log = logging.getLogger(__name__)


def choose_embedder(
    minilm_dir: Path | None = None,
    *,
    allow_download: bool = False,
    expected_sha256: str = MINILM_SHA256,
) -> Embedder:
    """MiniLM joined with concepts where genuine weights are found (loads in about 0.5 s), else
    concepts alone. Vectors of the two cannot be compared: ``model_id`` tells them apart. For the
    arguments see ``find_minilm``."""
    directory = find_minilm(
        minilm_dir, allow_download=allow_download, expected_sha256=expected_sha256
    )
    if directory is None:
        log.info("meaning by concepts: no MiniLM weights on this machine")
        return ConceptEmbedder()
    from novapulse.language.minilm import MiniLM

    return JoinedEmbedder(MiniLM(directory), ConceptEmbedder())
