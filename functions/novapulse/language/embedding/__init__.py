"""The meaning of a text as a vector: MiniLM where its weights are, else concepts of our own."""

from novapulse.language.embedding.choice import choose_embedder
from novapulse.language.embedding.concept_embedder import ConceptEmbedder

__all__ = ["ConceptEmbedder", "choose_embedder"]
