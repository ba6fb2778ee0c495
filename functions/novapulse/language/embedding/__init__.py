"""The meaning of a text as a vector: by concepts of our own and, where it can be had, MiniLM."""

from novapulse.language.embedding.choice import choose_embedder
from novapulse.language.embedding.concept_embedder import ConceptEmbedder
from novapulse.language.embedding.joined import JoinedEmbedder

__all__ = ["ConceptEmbedder", "JoinedEmbedder", "choose_embedder"]
