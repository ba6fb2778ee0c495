"""The text analyses of a function, each loaded when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from novapulse.config import Settings

if TYPE_CHECKING:
    from novapulse.language.embedder import Embedder
    from novapulse.language.pii.detector import PiiDetector
    from novapulse.language.sentiment.scorer import SentimentScorer
    from novapulse.language.summary import Summariser


class Analyses:
    """Those of ``bootstrap.language``, without importing what a function does not use."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def detector(self) -> "PiiDetector":
        from novapulse.language.pii.detector import RuleDetector

        return RuleDetector()

    @cached_property
    def summariser(self) -> "Summariser":
        from novapulse.language.summary.template import TemplateSummariser

        return TemplateSummariser()

    @cached_property
    def embedder(self) -> "Embedder":
        """By concepts: MiniLM and what it runs with are too large for a function."""
        from novapulse.language.embedding.concept_embedder import ConceptEmbedder

        return ConceptEmbedder()

    @cached_property
    def scorer(self) -> "SentimentScorer":
        """What the choice of ``bootstrap.language`` comes to without MiniLM."""
        from novapulse.language.sentiment.lexicon import LexiconScorer

        return LexiconScorer()
