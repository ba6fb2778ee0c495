"""The text analyses of a function, each loaded when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from novapulse.bootstrap.aws.clients import GENERATION_SECONDS, Clients
from novapulse.config import Settings

if TYPE_CHECKING:
    from novapulse.language.embedder import Embedder
    from novapulse.language.pii_detector import PiiDetector
    from novapulse.language.sentiment.scorer import SentimentScorer
    from novapulse.language.summary import Summariser
    from novapulse.ports import LanguageModel

LONGEST_SUMMARY_SECONDS = 50.0
"""Less than the plan gives the stage, so that there is time for the rules."""
EMBEDDING_PATIENCE = 10.0
"""Seconds for one text: somebody may be waiting for a search."""


class Analyses:
    """Those of ``bootstrap.language``, without importing what a function does not use, and
    Bedrock's where the settings name its models."""

    def __init__(self, settings: Settings, clients: Clients) -> None:
        self.settings = settings
        self.clients = clients

    @cached_property
    def detector(self) -> "PiiDetector":
        from novapulse.language.pii.detector import RuleDetector

        return RuleDetector()

    @cached_property
    def summariser(self) -> "Summariser":
        from novapulse.bootstrap.language_model import choose_summariser

        return choose_summariser(self._language_model(), self.settings, self.detector)

    def _language_model(self) -> "LanguageModel | None":
        """Bedrock's before that of a server."""
        seconds = min(self.settings.llm_timeout_seconds, LONGEST_SUMMARY_SECONDS)
        model = self.settings.aws_summary_model
        if model is None:
            from novapulse.bootstrap.language_model import server_model

            return server_model(self.settings, seconds=seconds)
        from novapulse.adapters.aws.bedrock.converse import BedrockModel
        from novapulse.adapters.patience import Patience

        patience = Patience(seconds, least=min(seconds, GENERATION_SECONDS))
        return BedrockModel(self.clients.bedrock, model, patience=patience)

    @cached_property
    def embedder(self) -> "Embedder":
        """Of search. By concepts unless Bedrock is asked: MiniLM and what it runs with are too
        large for a function."""
        settings = self.settings
        if settings.aws_embedding_model is None:
            from novapulse.language.embedding.concept_embedder import ConceptEmbedder

            return ConceptEmbedder()
        from novapulse.adapters.aws.bedrock.titan import TitanEmbedder
        from novapulse.adapters.patience import Patience

        return TitanEmbedder(
            self.clients.bedrock_embeddings,
            settings.aws_embedding_model,
            related=settings.aws_embedding_related,
            supports=settings.aws_embedding_supports,
            patience=Patience(EMBEDDING_PATIENCE, attempts=5),
        )

    @cached_property
    def scorer(self) -> "SentimentScorer":
        """What the choice of ``bootstrap.language`` comes to without MiniLM."""
        from novapulse.language.sentiment.trained import TrainedScorer

        return TrainedScorer()
